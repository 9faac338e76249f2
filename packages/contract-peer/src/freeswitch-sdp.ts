/**
 * Session descriptions as FreeSWITCH 1.10 writes them: no `mid`, no BUNDLE, one IPv4 UDP candidate, no direction where
 * it is `sendrecv`, its `ssrc` in the old form. What it offers as its first word is `RTP/SAVPF`, and names its candidate
 * a second time, for a component that `rtcp-mux` leaves out.
 */
import { freshOffer } from './sdp.ts'

/** What FreeSWITCH offers to a browser with the codecs that FusionPBX's profile and mod_opus give it. */
export const freeswitchOffer = freshOffer
  .replace('SAVPF 0 101', 'SAVPF 102 9 0 8 103 101')
  .replace(
    'a=rtpmap:0 PCMU/8000',
    [
      'a=rtpmap:102 opus/48000/2',
      'a=fmtp:102 useinbandfec=1;maxaveragebitrate=30000;maxplaybackrate=48000;ptime=20;minptime=10;maxptime=40',
      'a=rtpmap:9 G722/8000',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:103 telephone-event/48000',
    ].join('\r\n'),
  )

const stream = '6yWgVzNcn9vNXLzkjbFkKn5qJeYzTtsq'

/** The parts of a description that go into another one. */
function partsOf(description: string) {
  const lines = description.split(/\r?\n/)
  const all = (start: string) => lines.filter((line) => line.startsWith(start))
  const one = (pattern: RegExp) => pattern.exec(description)?.[1]
  const [address = '192.0.2.1', port = '50000'] =
    one(/^a=candidate:\S+ 1 udp \d+ ((?:\d+\.){3}\d+ \d+) typ host/im)?.split(' ') ?? []
  const [protocol = '', ...payloads] = one(/^m=audio \d+ (.+?)\r?$/m)?.split(' ') ?? []
  return {
    all,
    address,
    port,
    protocol,
    payloads,
    version: one(/^o=\S+ \S+ (\d+)/m) ?? '1',
    direction: one(/^a=(sendonly|recvonly|inactive)/m),
    source: one(/^a=ssrc:(\d+)/m) ?? '1732500000',
  }
}

type Parts = ReturnType<typeof partsOf>

const codecs = ({ all, payloads }: Parts): string[] =>
  payloads.flatMap((type) => [
    ...all(`a=rtpmap:${type} `),
    ...all(`a=fmtp:${type} `).map((line) => line.replace(/; */g, '; ')),
  ])

const security = ({ all, address, port }: Parts): string[] => [
  ...all('a=fingerprint:'),
  ...all('a=setup:'),
  'a=rtcp-mux',
  `a=rtcp:${port} IN IP4 ${address}`,
]

const sources = ({ source }: Parts): string[] => [
  `a=ssrc:${source} cname:pbx`,
  `a=ssrc:${source} msid:${stream} a0`,
  `a=ssrc:${source} mslabel:${stream}`,
  `a=ssrc:${source} label:${stream}a0`,
]

const ice = ({ all, address, port }: Parts, components: readonly number[]): string[] => [
  ...all('a=ice-ufrag:'),
  ...all('a=ice-pwd:'),
  ...components.map(
    (component) => `a=candidate:0248602364 ${component} udp 2130706431 ${address} ${port} typ host generation 0`,
  ),
]

/** A description as FreeSWITCH would write it; `first`: as its first word of a call. */
export function freeswitchDescription(description: string, first = false): string {
  const parts = partsOf(description)
  const { address, port, protocol, payloads, version, direction, all } = parts
  // What no parser takes stays so.
  if (payloads.length === 0) return description
  const lines = [
    'v=0',
    `o=FreeSWITCH 1732500000 ${1732500000 + Number(version)} IN IP4 ${address}`,
    's=FreeSWITCH',
    `c=IN IP4 ${address}`,
    't=0 0',
    `a=msid-semantic: WMS ${stream}`,
    `m=audio ${port} ${first ? 'RTP/SAVPF' : protocol} ${payloads.join(' ')}`,
    ...codecs(parts),
    ...(first ? [] : ['a=silenceSupp:off - - - -', 'a=ptime:20']),
    ...(direction ? [`a=${direction}`] : []),
    ...security(parts),
    ...(first ? sources(parts) : []),
    ...ice(parts, first ? [1, 2] : [1]),
    ...(first ? ['a=silenceSupp:off - - - -', 'a=ptime:20'] : ['a=end-of-candidates', ...sources(parts)]),
    ...all('a=x-'),
  ]
  return `${lines.join('\r\n')}\r\n`
}
