import type { AudioConnection } from '@patchcord/core'

/** The payload types of RFC 3551 §6 that a description need not map, as far as a browser has them; each at 8 kHz. */
const statics: Readonly<Record<string, string>> = {
  '0': 'PCMU/8000',
  '8': 'PCMA/8000',
  '9': 'G722/8000',
  '13': 'CN/8000',
}

/** Formats that go along with a codec, and are none. */
const companions: ReadonlySet<string> = new Set(['CN', 'TELEPHONE-EVENT', 'RED'])

const nameOf = (format: string): string => format.split('/')[0] ?? ''
const rateOf = (format: string): string => format.split('/')[1] ?? ''

/** A description's audio formats in the order of preference, such as `G722/8000`. Lines may end in LF alone. Pure. */
export function audioFormats(sdp: string): readonly string[] {
  const [audio = ''] = /^m=audio [\s\S]*?(?=^m=|$(?![\s\S]))/m.exec(sdp) ?? []
  const [, types = ''] = /^m=audio \S+ \S+ (.*)$/m.exec(audio) ?? []
  const mapped = new Map([...audio.matchAll(/^a=rtpmap:(\d+) ([^/\s]+\/\d+)/gm)].map(([, type, name]) => [type, name]))
  return types
    .trim()
    .split(/\s+/)
    .flatMap((type) => (mapped.get(type) ?? statics[type])?.toUpperCase() ?? [])
}

/**
 * Whether both sides of a connection agreed on comfort noise (RFC 3389) beside the codec that they use: it belongs to
 * codecs of its own clock rate, so that opus never makes any. False where their descriptions can't be read.
 */
export function agreesOnComfortNoise({ localDescription, remoteDescription }: AudioConnection): boolean {
  const [local, remote] = [localDescription, remoteDescription].map((one) => audioFormats(one?.sdp ?? ''))
  const both = remote?.filter((format) => local?.includes(format)) ?? []
  const used = both.find((format) => !companions.has(nameOf(format)))
  return both.some((format) => nameOf(format) === 'CN' && used !== undefined && rateOf(format) === rateOf(used))
}
