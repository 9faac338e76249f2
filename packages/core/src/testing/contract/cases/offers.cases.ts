import type { ContractCase, Step } from '../case.types.ts'
import type { MessageParts } from '../far.types.ts'
import {
  answer,
  answers,
  described,
  dial,
  ended,
  far,
  heard,
  hold,
  invite,
  lineReported,
  on,
  onWire,
  reply,
  reported,
  request,
  up,
} from '../steps.ts'

type Edits = NonNullable<MessageParts['edits']>

const end = '$(?![\\s\\S])'
const called = [dial(), reported('answered'), onWire('ACK')] as const

/** The far side offers within the call, and is answered 200. */
const offers = (nth: number, edits: Edits): readonly Step[] => [
  far(request('INVITE', { sdp: 'good', edits })),
  onWire('200 INVITE', nth),
  far(request('ACK')),
  heard(),
]

/** A codec that no browser knows, alone. */
const unknown: Edits = [
  ['^(m=audio \\d+ \\S+) .*?(\\r?)$', '$1 3$2'],
  ['^a=(rtpmap|fmtp).*\\r\\n', ''],
  ['^a=mid', 'a=rtpmap:3 GSM/8000\r\na=mid'],
  ['^a=rtcp-mux', 'a=rtpmap:3 GSM/8000\r\na=rtcp-mux'],
]

const refused = (edits: Edits): readonly Step[] => [
  far(request('INVITE', { sdp: 'good', edits })),
  onWire('488 INVITE'),
  heard(),
  up(),
]

const unanswerable: readonly ContractCase[] = [
  ...(
    [
      ['codecs', 'with unknown codecs alone', unknown],
      [
        'fax',
        'of fax, with its audio refused',
        [
          ['^m=audio \\d+', 'm=audio 0'],
          [end, 'm=image 50004 udptl t38\r\n'],
        ],
      ],
      ['fingerprint', 'that the browser refuses', [['^a=fingerprint.*\\r\\n', '']]],
    ] as const
  ).map(
    ([id, name, edits]): ContractCase => ({
      id: `offer-refused-${id}`,
      name: `an offer ${name} is answered 488, and the call goes on as it was`,
      clause: 'offer-refused',
      needs: ['wire'],
      far: [answers],
      steps: [...called, ...refused(edits), ...offers(1, []), up(), hold(true, true), up()],
    }),
  ),
  {
    id: 'offer-refused-answer',
    name: 'an offer that the browser makes no answer to is refused, and the call goes on as it was',
    clause: 'offer-refused',
    needs: ['scripted-browser'],
    browser: { refusesAnswers: true },
    far: [answers],
    steps: [...called, far(request('INVITE', { sdp: 'good' })), heard(), up(), hold(true, true), up()],
    wireNever: ['200 INVITE'],
  },
  {
    id: 'in-unknown-codecs',
    name: 'a call that comes in with unknown codecs alone is answered 488',
    clause: 'end-sdp',
    needs: ['wire'],
    line: { register: true },
    steps: [
      far(invite({ edits: unknown })),
      lineReported('incoming'),
      answer(),
      ended({ cause: 'sdp', by: 'system', answered: false }, { says: 'codec' }),
      onWire('488 INVITE'),
    ],
    wireNever: ['200 INVITE'],
  },
  {
    id: 'ok-unknown-codecs',
    name: 'a 200 with an unknown codec alone is acknowledged and hung up',
    clause: 'end-sdp',
    needs: ['wire'],
    far: [on('INVITE', reply(200, { sdp: 'good', edits: unknown }))],
    steps: [dial(), ended({ cause: 'sdp', by: 'system', answered: false }, { says: 'codec' })],
    wire: ['INVITE', 'ACK', 'BYE'],
  },
]

const inactiveVideo = 'm=video 0 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 192.0.2.1\r\na=mid:v\r\na=inactive\r\n'
const noDirection: Edits = [['^a=(sendrecv|sendonly|recvonly|inactive)\\r\\n', '']]

const holding: readonly (readonly [id: string, name: string, edits: Edits])[] = [
  ['address', 'without an address (RFC 2543)', [['^c=IN IP4 .*?(\\r?)$', 'c=IN IP4 0.0.0.0$1']]],
  ['session', 'whose direction stands before its media', [...noDirection, ['^m=audio', 'a=sendonly\r\nm=audio']]],
  ['inactive', 'of audio that is inactive', [...noDirection, ['^a=mid', 'a=inactive\r\na=mid']]],
]

const held: readonly ContractCase[] = [
  ...holding.map(
    ([id, name, edits]): ContractCase => ({
      id: `hold-by-${id}`,
      name: `an offer ${name} is a hold, and the next one ends it`,
      clause: 'remote-hold',
      needs: ['wire'],
      far: [answers],
      steps: [
        ...called,
        ...offers(1, edits),
        reported('remote-hold on'),
        ...offers(2, []),
        reported('remote-hold off'),
      ],
    }),
  ),
  {
    id: 'hold-not-by-video',
    name: 'an inactive video is no hold',
    clause: 'remote-hold',
    needs: ['wire'],
    far: [answers],
    steps: [...called, ...offers(1, [...noDirection, [end, inactiveVideo]]), up()],
    reports: { call: ['sent', 'answered', 'ended'] },
  },
  {
    id: 'hold-not-by-ice',
    name: 'an address that ICE is still to find (port 9) is no hold',
    clause: 'remote-hold',
    needs: ['wire'],
    far: [answers],
    steps: [
      ...called,
      ...offers(1, [
        ['^c=IN IP4 .*?(\\r?)$', 'c=IN IP4 0.0.0.0$1'],
        ['^m=audio \\d+', 'm=audio 9'],
      ]),
      up(),
    ],
    reports: { call: ['sent', 'answered', 'ended'] },
  },
]

/** The direction of the far side's audio in a provisional response, and then in the 200. */
const early = (first: Edits, then: MessageParts) => [
  on('INVITE', reply(183, { sdp: 'good', edits: first }), reply(200, then)),
]
const sendonly: Edits = [['^a=sendrecv', 'a=sendonly']]

const changed: readonly ContractCase[] = [
  {
    id: 'early-changed',
    name: 'the 200’s description counts, though a 183 of the same dialog had another',
    clause: 'last-answer',
    needs: ['wire'],
    far: early(sendonly, { sdp: 'good' }),
    steps: [dial(), reported('answered'), described({ has: ['a=sendrecv'], lacks: ['a=sendonly'] }), up()],
  },
  {
    id: 'early-kept',
    name: 'where the 200 has none, that of the 183 counts, and the call can be held',
    clause: 'last-answer',
    needs: ['wire'],
    far: [...early([], {}), answers],
    steps: [dial(), reported('answered'), hold(true, true), up()],
  },
]

export const offered: readonly ContractCase[] = [...unanswerable, ...held, ...changed]
