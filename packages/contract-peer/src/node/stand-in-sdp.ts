import type { CandidateKind, FoundCandidate } from '@patchcord/core/testing'
import { isRefused, mediaOf } from './stand-in-checks.ts'

/** Candidates as a browser finds them. */
const candidates: Readonly<Record<CandidateKind, string>> = {
  host: 'candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host',
  mdns: 'candidate:1 1 udp 2113937151 0a1b2c3d-0000-4000-8000-000000000000.local 50000 typ host',
  tcp: 'candidate:2 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active',
  ipv6: 'candidate:3 1 udp 2113939711 2001:db8::7 50001 typ host',
  srflx: 'candidate:4 1 udp 1677729535 198.51.100.7 50002 typ srflx raddr 192.0.2.7 rport 50000',
  relay: 'candidate:5 1 udp 33562367 203.0.113.7 50003 typ relay raddr 198.51.100.7 rport 50002',
}

/** A found candidate as a browser writes it. */
export const candidateOf = (found: NonNullable<FoundCandidate>): string =>
  typeof found === 'string' ? candidates[found] : candidates.host.replace('192.0.2.7', found.host)

/** What a connection's description says. */
export interface Described {
  readonly type: 'offer' | 'answer'
  /** Which round of gathering it belongs to: each ICE restart begins another. */
  readonly round: number
  readonly direction: string
  readonly found: readonly string[]
  /** What the peer described before. */
  readonly peer: string
}

/** A medium of the peer's other than the audio: taken, or refused by either side. */
function describeOther(medium: string, type: Described['type']): string[] {
  const [start = ''] = medium.split(/\r?\n/)
  const mid = /^a=mid:(\S+)/m.exec(medium)?.[1]
  const taken = type === 'answer' && !isRefused(medium)
  return [
    start.replace(/^(m=\S+) \d+/, `$1 ${taken ? 9 : 0}`),
    'c=IN IP4 0.0.0.0',
    ...(mid ? [`a=mid:${mid}`] : []),
    `a=${taken ? 'recvonly' : 'inactive'}`,
  ]
}

/** The payload types that Chromium answers with: of those that it knows. */
function payloadsOf(type: Described['type'], medium: string | undefined): string {
  if (type === 'offer' || medium === undefined) return '0 13 101'
  const offered = /^m=audio \d+ \S+ (.*?)\r?$/m.exec(medium)?.[1]?.split(' ') ?? []
  return offered.filter((payload) => ['0', '13', '101'].includes(payload)).join(' ')
}

/** Another one for each round of gathering. */
export const ufragOf = (round: number): string => `near${round}`

export function describe({ type, round, direction, found, peer }: Described): string {
  const media = mediaOf(peer)
  const audio = media.find((medium) => medium.startsWith('m=audio') && !isRefused(medium))
  const before = audio === undefined ? [] : media.slice(0, media.indexOf(audio))
  const behind = audio === undefined ? media : media.slice(media.indexOf(audio) + 1)
  const payloads = payloadsOf(type, audio)
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    ...before.flatMap((medium) => describeOther(medium, type)),
    `m=audio ${payloads.startsWith('0') ? 9 : 0} UDP/TLS/RTP/SAVPF ${payloads || '0'}`,
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    ...found.map((candidate) => `a=${candidate}`),
    `a=ice-ufrag:${ufragOf(round)}`,
    `a=ice-pwd:nearnearnearnearnearnear${round}`,
    `a=fingerprint:sha-256 ${'00:'.repeat(31)}00`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
    'a=mid:0',
    `a=${direction}`,
    'a=rtcp-mux',
    'a=rtpmap:0 PCMU/8000',
    ...(payloads.includes('13') ? ['a=rtpmap:13 CN/8000'] : []),
    'a=rtpmap:101 telephone-event/8000',
    ...behind.flatMap((medium) => describeOther(medium, type)),
  ]
  return `${lines.join('\r\n')}\r\n`
}
