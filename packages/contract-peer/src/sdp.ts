/** Session descriptions of the far side: valid for a real browser, though nothing stands behind them. */

const fingerprint = Array.from({ length: 32 }, (_, index) => (index + 0x10).toString(16).toUpperCase()).join(':')

const password = 'farfarfarfarfarfarfar'

/** Offered when nothing was offered before: RTP/SAVPF, actpass and PCMU, as FreeSWITCH does. */
export const freshOffer = [
  'v=0',
  'o=far 1 1 IN IP4 192.0.2.1',
  's=-',
  't=0 0',
  'm=audio 50000 UDP/TLS/RTP/SAVPF 0 101',
  'c=IN IP4 192.0.2.1',
  'a=mid:0',
  'a=rtcp-mux',
  'a=ice-ufrag:far0',
  `a=ice-pwd:far0${password}`,
  `a=fingerprint:sha-256 ${fingerprint}`,
  'a=setup:actpass',
  'a=sendrecv',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=candidate:1 1 udp 2113937151 192.0.2.1 50000 typ host',
  '',
].join('\r\n')

/** No parser takes this. */
export const badDescription = 'v=0\r\nthis is no session description\r\na=BAD\r\nm=audio\r\n'

const mirrored: Readonly<Record<string, string>> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
}

const lineOf = (sdp: string, pattern: RegExp): string | undefined => pattern.exec(sdp)?.[1]

/** The payload types that the answer keeps: the first, and the telephone events of its clock. */
function keptPayloads(offer: string): string[] {
  const [first = '0'] = lineOf(offer, /^m=audio \d+ \S+ (.+?)\r?$/m)?.split(' ') ?? []
  const clock = lineOf(offer, new RegExp(`^a=rtpmap:${first} [^/]+/(\\d+)`, 'm')) ?? '8000'
  const events = lineOf(offer, new RegExp(`^a=rtpmap:(\\d+) telephone-event/${clock}`, 'm'))
  return events ? [first, events] : [first]
}

/** The ICE user name of a description; another one means other candidates. */
export const ufragOf = (sdp: string): string => lineOf(sdp, /^a=ice-ufrag:(\S+)/m) ?? ''

/** What an answer says besides what it keeps of the offer. */
export interface Answering {
  readonly ufrag: string
  /** Which side of DTLS the far side plays; it stays so for as long as the call lasts (RFC 5763 §5). */
  readonly setup: 'active' | 'passive'
  /** Takes no telephone events. */
  readonly toneless?: boolean
}

/** An answer that a browser takes (RFC 8829 §5.3.1), with which no media connects. */
export function answerTo(offer: string, answering: Answering = { ufrag: 'far1', setup: 'active' }): string {
  const { ufrag, setup, toneless } = answering
  const payloads = keptPayloads(offer).slice(0, toneless ? 1 : 2)
  const mid = lineOf(offer, /^a=mid:(\S+)/m)
  const bundle = mid !== undefined && /^a=group:BUNDLE/m.test(offer)
  const direction = mirrored[lineOf(offer, /^a=(sendrecv|sendonly|recvonly|inactive)/m) ?? 'sendrecv']
  const kept = payloads.flatMap((type) => lineOf(offer, new RegExp(`^(a=rtpmap:${type} [^\\r]+)`, 'm')) ?? [])
  return [
    'v=0',
    'o=far 1 1 IN IP4 192.0.2.1',
    's=-',
    't=0 0',
    ...(bundle ? [`a=group:BUNDLE ${mid}`] : []),
    `m=audio 50000 UDP/TLS/RTP/SAVPF ${payloads.join(' ')}`,
    'c=IN IP4 192.0.2.1',
    ...(mid === undefined ? [] : [`a=mid:${mid}`]),
    'a=rtcp-mux',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${ufrag}${password}`,
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${setup}`,
    `a=${direction}`,
    ...kept,
    '',
  ].join('\r\n')
}

/** The far side's own description of before, as an offer that only sends (RFC 3264 §8.4). */
export const heldOffer = (before = freshOffer): string =>
  before
    .replace(/^o=far 1 \d+/m, 'o=far 1 2')
    .replace(/^a=setup:\S+/m, 'a=setup:actpass')
    .replace(/^a=(sendrecv|recvonly|inactive)/m, 'a=sendonly')

/** The same, both ways again. */
export const resumedOffer = (before = freshOffer): string => heldOffer(before).replace('a=sendonly', 'a=sendrecv')

/** The same with new credentials of ICE: it restarts. */
export const restartedOffer = (before: string, ufrag: string): string =>
  before
    .replace(/^a=ice-ufrag:\S+/m, `a=ice-ufrag:${ufrag}`)
    .replace(/^a=ice-pwd:\S+/m, `a=ice-pwd:${ufrag}${password}`)
