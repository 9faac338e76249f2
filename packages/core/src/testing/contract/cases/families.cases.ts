import type { ContractCase, Step } from '../case.types.ts'
import {
  answer,
  answers,
  busy,
  dial,
  ended,
  expire,
  far,
  heard,
  hold,
  invite,
  lineReported,
  on,
  onWire,
  reported,
  request,
  restartIce,
  up,
} from '../steps.ts'

const stun = [{ urls: 'stun:192.0.2.99' }] as const
/** The peer restarts ICE, twice. */
const restarts = (times: number): readonly Step[] => [
  far(request('INVITE', { sdp: 'restarted' })),
  onWire('200 INVITE', times),
  far(request('ACK')),
  heard(),
  up(),
]

const restartedTwice = [dial(), reported('answered'), ...restarts(1), ...restarts(2)]

/** Of one network, as Chromium finds them: the first two within a few milliseconds, and what nobody waits for 120 ms later. */
const both = ['192.0.2.7 50000 typ host', '2001:db8::7 50001 typ host']

const orders = [
  ['', ['host', 'ipv6']],
  ['-ipv6', ['ipv6', 'host']],
] as const

export const families: readonly ContractCase[] = [
  ...orders.map(
    ([id, [first, second]]): ContractCase => ({
      id: `gather-both${id}`,
      name: `the INVITE carries the host candidates of both IP versions, where ${first} comes first`,
      clause: 'gathering-host',
      needs: ['scripted-browser'],
      browser: {
        finds: [
          [0, first],
          [5, second],
          [120, 'tcp'],
          [120, null],
        ],
      },
      far: [on('INVITE', busy)],
      steps: [
        dial(),
        ended({ cause: 'response' }),
        { type: 'gathered', candidate: 'host', from: 5, limit: 'gathering' },
      ],
      messages: [{ step: 'INVITE', body: both, notInBody: ['tcptype'] }],
    }),
  ),
  {
    id: 'gather-both-answer',
    name: 'so does an answer',
    clause: 'gathering-kinds',
    needs: ['scripted-browser'],
    line: { register: true },
    steps: [far(invite()), lineReported('incoming'), answer(), onWire('200 INVITE'), far(request('ACK'))],
    messages: [{ step: '200 INVITE', body: both, notInBody: ['tcptype'] }],
  },
  {
    id: 'gather-both-restart',
    name: 'so does an ICE restart',
    clause: 'gathering-kinds',
    needs: ['scripted-browser', 'restartIce'],
    far: [answers],
    steps: [dial(), reported('answered'), restartIce(true), up()],
    messages: [{ step: 'INVITE', nth: 2, body: both, notInBody: ['tcptype'], changed: 'a=ice-ufrag:' }],
  },
  {
    id: 'gather-both-restarted',
    name: 'so does the answer to an ICE restart of the peer',
    clause: 'gathering-kinds',
    needs: ['scripted-browser'],
    far: [answers],
    steps: restartedTwice,
    messages: [1, 2].map((nth) => ({ step: '200 INVITE', nth, body: both, notInBody: ['tcptype'] })),
  },
  {
    id: 'gather-restart-gathering',
    name: 'the end of a gathering that still goes on is not taken for that of an ICE restart',
    clause: 'gathering-kinds',
    needs: ['scripted-browser', 'restartIce'],
    line: { iceServers: stun },
    browser: {
      finds: [
        [0, 'host'],
        [1, 'srflx'],
      ],
    },
    far: [answers],
    steps: [dial(), reported('answered'), restartIce(true), ...restarts(1)],
    messages: [
      { step: 'INVITE', nth: 2, body: ['typ host', 'typ srflx'] },
      { step: '200 INVITE', body: ['typ host', 'typ srflx'] },
    ],
  },
  {
    id: 'gather-restart-nothing',
    name: 'an ICE restart that finds nothing within the limit is not sent, and the call goes on as it was',
    clause: 'gathering-kinds',
    needs: ['scripted-browser', 'restartIce'],
    browser: { finds: [[0, 'host']], findsAgain: [] },
    far: [answers],
    steps: [dial(), reported('answered'), restartIce(false, expire('gathering')), up(), hold(true, true), up()],
    wire: ['INVITE', 'ACK', 'INVITE', 'ACK', 'BYE'],
  },
  {
    id: 'gather-restarted',
    name: 'the answer to an ICE restart of the peer has candidates of its own',
    clause: 'gathering-kinds',
    needs: ['wire'],
    far: [answers],
    steps: restartedTwice,
    messages: [
      { step: '200 INVITE', nth: 1, body: ['a=candidate:'] },
      { step: '200 INVITE', nth: 2, body: ['a=candidate:'], changed: 'a=ice-ufrag:' },
    ],
  },
]
