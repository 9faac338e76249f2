/**
 * Session descriptions (RFC 8866) as they pass between the wire and the browser: what PBXs write is put in a form that
 * browsers take, and only audio is accepted.
 */

/** The lines of the session, then those of each medium, which begin with its m-line. */
type Sections = readonly [session: readonly string[], ...media: (readonly string[])[]]

const mediumOf = (section: readonly string[]): string => /^m=(\S+)/.exec(section[0] ?? '')?.[1] ?? ''
const portOf = (section: readonly string[]): number => Number(/^m=\S+ (\d+)/.exec(section[0] ?? '')?.[1])

function sectionsOf(lines: readonly string[]): Sections {
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []))
  return [lines.slice(0, starts[0]), ...starts.map((start, index) => lines.slice(start, starts[index + 1]))]
}

const written = (sections: Sections): string =>
  sections
    .flat()
    .map((line) => `${line}\r\n`)
    .join('')

/** Lines end in any way, some are blank, the last may have no end; a session name alone may be a space. */
const linesOf = (sdp: string): string[] =>
  sdp
    .split(/\r\n|\r|\n/)
    .map((line) => (line.startsWith('s=') ? line : line.trimEnd()))
    .filter((line) => line !== '' && !/^a=fmtp:\d+$/.test(line))

/**
 * Takes comfort noise (RFC 3389) out. With it, a silent browser sends next to nothing, which PBXs do not pass on: silence
 * could not be told from lost sound.
 */
function withoutNoise(section: readonly string[]): readonly string[] {
  const [start = '', ...lines] = section
  const noise = new Set(lines.flatMap((line) => /^a=rtpmap:(\d+) CN\//i.exec(line)?.[1] ?? []).concat('13'))
  const [medium, port, protocol, ...payloads] = start.split(' ')
  const kept = payloads.filter((type) => !noise.has(type))
  if (medium !== 'm=audio' || kept.length === 0 || kept.length === payloads.length) return section
  const isOfNoise = (line: string) => noise.has(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line)?.[1] ?? '')
  return [[medium, port, protocol, ...kept].join(' '), ...lines.filter((line) => !isOfNoise(line))]
}

/** The audio that a call has: the first one that is not refused. */
const audioOf = ([, ...media]: Sections): readonly string[] | undefined =>
  media.find((section) => mediumOf(section) === 'audio' && portOf(section) !== 0)

/** Port 0 refuses a medium (RFC 3264 §6); then it is in no bundle (RFC 9143 §7.3.3). */
function audioAlone(sections: Sections): Sections {
  const [session, ...media] = sections
  const audio = audioOf(sections)
  const refused = new Set(audio ? media.filter((section) => section !== audio) : [])
  const ids = new Set([...refused].flatMap((lines) => lines.flatMap((line) => /^a=mid:(\S+)/.exec(line)?.[1] ?? [])))
  const unbundled = (line: string) =>
    line.startsWith('a=group:BUNDLE')
      ? line
          .split(' ')
          .filter((id) => !ids.has(id))
          .join(' ')
      : line
  const refuse = (section: readonly string[]) =>
    section.flatMap((line, index) =>
      index === 0 ? line.replace(/^(m=\S+) \d+/, '$1 0') : line === 'a=bundle-only' ? [] : line,
    )
  return [session.map(unbundled), ...media.map((section) => (refused.has(section) ? refuse(section) : section))]
}

/** A description of ours, as it goes on the wire. */
export function ours(sdp: string): string {
  const [session, ...media] = sectionsOf(linesOf(sdp))
  return written([session, ...media.map(withoutNoise)])
}

/** A description of the peer, as the browser takes it. Of an answer, only what we `offered` is left (RFC 3264 §6). */
export function theirs(sdp: string, offered?: string): string {
  const [session, ...media] = audioAlone(sectionsOf(linesOf(sdp)))
  const count = offered === undefined ? media.length : sectionsOf(linesOf(offered)).length - 1
  return written([session, ...media.slice(0, count).map(withoutNoise)])
}

/** The payload types that need no `rtpmap` (RFC 3551 §6), of those that browsers know. */
const fixed: Readonly<Record<string, string>> = { 0: 'pcmu', 8: 'pcma', 9: 'g722' }

/** What carries no voice by itself. */
const voiceless = /^(cn|red|telephone-event)$/

/** The codecs of a voice that this browser decodes, in lower case; undefined where it does not tell. */
export function knownCodecs(): readonly string[] | undefined {
  const receiver = typeof RTCRtpReceiver === 'undefined' ? undefined : RTCRtpReceiver
  const codecs = receiver?.getCapabilities?.('audio')?.codecs
  const names = codecs?.map(({ mimeType }) => mimeType.slice('audio/'.length).toLowerCase())
  return names?.filter((name) => !voiceless.test(name))
}

/** Whether a description has audio in a codec that this browser knows. A browser answers any other with refused audio. */
export function isPlayable(sdp: string, known: readonly string[] | undefined): boolean {
  const audio = audioOf(sectionsOf(linesOf(sdp)))
  if (!audio || !known) return audio !== undefined
  const [start = '', ...lines] = audio
  const named = new Map(
    lines.map((line): [string, string] => {
      const [, type = '', name = ''] = /^a=rtpmap:(\d+) ([^/]+)/.exec(line) ?? []
      return [type, name]
    }),
  )
  const names = start
    .split(' ')
    .slice(3)
    .map((type) => (named.get(type) ?? fixed[type] ?? '').toLowerCase())
  return names.some((name) => known.includes(name))
}

/**
 * Whether a description of the peer holds the call: its audio asks for nothing (RFC 3264 §8.4), or has no address, as
 * before that RFC (RFC 2543). Port 9 is where there is no address yet (RFC 8839 §4.2.1).
 */
export function isHold(sdp: string): boolean {
  const sections = sectionsOf(linesOf(sdp))
  const [session] = sections
  const audio = audioOf(sections)
  if (!audio) return false
  const find = (pattern: RegExp) => [...audio, ...session].find((line) => pattern.test(line))
  const direction = find(/^a=(sendrecv|sendonly|recvonly|inactive)$/)
  const nowhere = /^c=IN IP4 0\.0\.0\.0$/.test(find(/^c=/) ?? '') && portOf(audio) !== 9
  return nowhere || direction === 'a=sendonly' || direction === 'a=inactive'
}
