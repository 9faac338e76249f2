import type { ContractCase, Step } from '../case.types.ts'
import type { MessageParts } from '../far.types.ts'
import {
  answer,
  described,
  dial,
  ended,
  far,
  hangUp,
  heard,
  hungUp,
  invite,
  lineReported,
  on,
  onWire,
  plays,
  reply,
  reported,
  request,
  up,
} from '../steps.ts'

const desk = { register: true } as const

/** The end of the text, whatever stands there. */
const end = '$(?![\\s\\S])'

/** What comes in is answered, and the ACK comes. */
const answering = (parts: MessageParts): readonly Step[] => [
  far(invite(parts)),
  lineReported('incoming'),
  answer(),
  onWire('200 INVITE'),
  far(request('ACK')),
  reported('answered'),
]

/** The far side changes its description within the call, and is answered. */
const offers = (parts: MessageParts, nth = 1): readonly Step[] => [
  far(request('INVITE', { sdp: 'good', ...parts })),
  onWire('200 INVITE', nth),
  far(request('ACK')),
  heard(),
  up(),
]

/** As FreeSWITCH and others write comfort noise, in each of its forms. */
const noise: NonNullable<MessageParts['edits']> = [
  ['^(m=audio .*?)(\\r?)$', '$1 13 118$2'],
  ['^a=mid', 'a=rtpmap:118 CN/16000\r\na=fmtp:118 x=1\r\na=mid'],
]
const noNoise = described({ has: ['m=audio'], lacks: ['a=rtpmap:13 ', 'a=rtpmap:118 ', 'a=fmtp:118'] })
const silentNoise = ['CN/', ' 13'] as const

const comfort: readonly ContractCase[] = [
  {
    id: 'sdp-noise',
    name: 'no offer of ours names comfort noise, and what an answer says of it is left out',
    clause: 'no-noise',
    needs: ['wire'],
    far: [on('INVITE', reply(200, { sdp: 'good', edits: noise }))],
    steps: [dial(), reported('answered'), noNoise, { type: 'hold', held: true, gives: true }, noNoise, up()],
    messages: [1, 2].map((nth) => ({ step: 'INVITE', nth, body: ['m=audio'], notInBody: ['CN/', ' 13 '] })),
  },
  {
    id: 'sdp-noise-early',
    name: 'so it is in early media',
    clause: 'no-noise',
    needs: ['wire'],
    far: [on('INVITE', reply(183, { sdp: 'good', edits: noise }))],
    steps: [dial(), reported('progress 183 media'), noNoise],
  },
  {
    id: 'sdp-noise-offered',
    name: 'so it is where the peer offers it, as its first word and within the call',
    clause: 'no-noise',
    needs: ['wire'],
    line: desk,
    steps: [...answering({ edits: noise }), noNoise, ...offers({ edits: noise }, 2), noNoise],
    messages: [1, 2].map((nth) => ({ step: '200 INVITE', nth, body: ['m=audio'], notInBody: [...silentNoise] })),
  },
]

const video = [
  'm=video 50002 UDP/TLS/RTP/SAVPF 96',
  'c=IN IP4 192.0.2.1',
  'a=mid:v',
  'a=rtcp-mux',
  'a=ice-ufrag:farv',
  'a=ice-pwd:farvfarvfarvfarvfarvfarv',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => '0F').join(':')}`,
  'a=setup:actpass',
  'a=rtpmap:96 VP8/90000',
  '',
].join('\r\n')

/** Video behind the audio, in one stream with it, as where neither names one. */
const withVideo: NonNullable<MessageParts['edits']> = [
  ['^a=(msid|ssrc).*\\r\\n', ''],
  ['^a=group:BUNDLE.*', '$& v'],
  [end, video],
]
const refusedVideo = { step: '200 INVITE', body: ['m=video 0 '], notInBody: ['m=video 9'] } as const

const media: readonly ContractCase[] = [
  {
    id: 'sdp-video',
    name: 'video that the peer offers is refused, and its audio is played alone',
    clause: 'audio-alone',
    needs: ['wire'],
    line: desk,
    steps: [...answering({ sdp: 'live', edits: withVideo }), reported('remote-stream'), plays('audio'), up()],
    messages: [refusedVideo],
  },
  {
    id: 'sdp-video-first',
    name: 'so is video that stands before the audio',
    clause: 'audio-alone',
    needs: ['wire'],
    line: desk,
    steps: answering({ edits: [['^m=audio', `${video}m=audio`]] }),
    messages: [{ ...refusedVideo, body: ['m=video 0 ', 'm=audio '], notInBody: ['m=audio 0 '] }],
  },
  {
    id: 'sdp-video-added',
    name: 'so is video that the peer adds within the call, and the call can be held then',
    clause: 'audio-alone',
    needs: ['wire'],
    far: [on('INVITE', reply(200, { sdp: 'good' }))],
    steps: [dial(), reported('answered'), onWire('ACK'), ...offers({ edits: withVideo })],
    messages: [refusedVideo],
  },
  {
    id: 'sdp-video-unasked',
    name: 'an answer with video that was not offered is taken without it',
    clause: 'audio-alone',
    needs: ['wire'],
    far: [on('INVITE', reply(200, { sdp: 'good', edits: [[end, video]] }))],
    steps: [dial(), reported('answered'), described({ has: ['m=audio'], lacks: ['m=video'] }), up()],
  },
]

const lines: readonly (readonly [id: string, name: string, edits: NonNullable<MessageParts['edits']>])[] = [
  ['blank', 'a blank line in it', [['^a=rtcp-mux', '\r\na=rtcp-mux']]],
  ['blank-end', 'blank lines at its end', [[end, '\r\n\r\n']]],
  ['blank-start', 'a blank line at its start', [['^v=0', '\r\nv=0']]],
  ['unfinished', 'no end of its last line', [[`\\r\\n${end}`, '']]],
  ['lf', 'lines that end in LF', [['\\r', '']]],
  ['spaces', 'a space at the end of a line', [['^(a=setup:\\w+)', '$1 ']]],
  ['bare-fmtp', 'a bare a=fmtp', [['^(a=rtpmap:(\\d+).*\\r\\n)', '$1a=fmtp:$2\r\n']]],
]

const written: readonly ContractCase[] = lines.flatMap(([id, name, edits]): ContractCase[] => [
  {
    id: `sdp-${id}`,
    name: `an answer is taken with ${name}`,
    clause: 'as-written',
    needs: ['wire'],
    far: [on('INVITE', reply(200, { sdp: 'good', edits }))],
    steps: [dial(), reported('answered'), hangUp(), ended({ ...hungUp, answered: true })],
  },
  {
    id: `sdp-${id}-offered`,
    name: `an offer is taken with ${name}, as the first word and within the call`,
    clause: 'as-written',
    needs: ['wire'],
    line: desk,
    steps: [...answering({ edits }), ...offers({ edits }, 2)],
  },
])

const refusals = [
  ['rtcp-mux', '^a=rtcp-mux\\r\\n', '', 'rtcp-mux'],
  ['fingerprint', '^a=fingerprint.*\\r\\n', '', 'fingerprint'],
  ['setup', '^a=setup.*', 'a=setup:actpass', 'setup attribute'],
] as const

const refused: readonly ContractCase[] = [
  ...refusals.map(
    ([id, pattern, put, says]): ContractCase => ({
      id: `sdp-refused-${id}`,
      name: `an answer that the browser refuses for its ${id} ends the call with the browser’s own words`,
      clause: 'end-sdp',
      needs: ['wire'],
      far: [on('INVITE', reply(200, { sdp: 'good', edits: [[pattern, put]] }))],
      steps: [dial(), ended({ cause: 'sdp', by: 'system', answered: false }, { says })],
      wire: ['INVITE', 'ACK', 'BYE'],
    }),
  ),
  {
    id: 'sdp-refused-offer',
    name: 'so does an offer, which is answered 488',
    clause: 'end-sdp',
    needs: ['wire'],
    line: desk,
    steps: [
      far(invite({ edits: [['^a=fingerprint.*\\r\\n', '']] })),
      lineReported('incoming'),
      answer(),
      ended({ cause: 'sdp', by: 'system', answered: false }, { says: 'fingerprint' }),
      onWire('488 INVITE'),
    ],
  },
]

export const descriptions: readonly ContractCase[] = [...comfort, ...media, ...written, ...refused]
