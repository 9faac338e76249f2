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
  of,
  on,
  onWire,
  reply,
  reported,
  request,
  restartIce,
  up,
} from '../steps.ts'

const stun = [{ urls: 'stun:192.0.2.99' }] as const
const refused = ended({ cause: 'response' })
const connecting = { type: 'connecting-media' } as const
const nothing = { cause: 'media', by: 'system', answered: false, signalled: true } as const

type Kind = 'host' | 'srflx' | 'relay'
const gathered = (
  candidate: Kind,
  waited: { readonly from?: number; readonly limit: 'gathering' | 'reflexive' },
): Step => ({
  type: 'gathered',
  candidate,
  ...waited,
})

/** The peer restarts ICE, twice. */
const restarts = (times: number): readonly Step[] => [
  far(request('INVITE', { sdp: 'restarted' })),
  onWire('200 INVITE', times),
  far(request('ACK')),
  heard(),
  up(),
]

const restartedTwice = [dial(), reported('answered'), ...restarts(1), ...restarts(2)]

const waits: readonly ContractCase[] = [
  {
    id: 'gather-host',
    name: 'IPv6 alone is not enough while IPv4 may come at once; .local names and TCP are waited for by nobody',
    clause: 'gathering-host',
    needs: ['scripted-browser'],
    browser: {
      finds: [
        [0, 'mdns'],
        [1, 'tcp'],
        [2, 'ipv6'],
        [20, 'host'],
        [5000, null],
      ],
    },
    far: [on('INVITE', busy)],
    steps: [dial(), refused, gathered('host', { from: 15, limit: 'gathering' })],
    messages: [{ step: 'INVITE', body: ['192.0.2.7 50000 typ host', '2001:db8::7'], notInBody: ['.local'] }],
  },
  ...(['srflx', 'relay'] as const).map(
    (kind): ContractCase => ({
      id: `gather-${kind}`,
      name: `where there are ICE servers, the INVITE waits for a ${kind} candidate`,
      clause: 'gathering-reflexive',
      needs: ['scripted-browser'],
      line: { iceServers: stun },
      browser: {
        finds: [
          [0, 'host'],
          [20, kind],
          [5000, null],
        ],
      },
      far: [on('INVITE', busy)],
      steps: [dial(), refused, gathered(kind, { from: 15, limit: 'reflexive' })],
      messages: [{ step: 'INVITE', body: [`typ ${kind}`] }],
    }),
  ),
  {
    id: 'gather-ipv6',
    name: 'where there is IPv6 alone, the INVITE goes with that, long before the limit',
    clause: 'gathering-host',
    needs: ['scripted-browser'],
    browser: {
      finds: [
        [0, 'ipv6'],
        [5000, null],
      ],
    },
    far: [on('INVITE', busy)],
    steps: [dial(), refused, gathered('host', { from: 90, limit: 'gathering' })],
    messages: [{ step: 'INVITE', body: ['2001:db8::7'] }],
  },
  {
    id: 'gather-link-local',
    name: 'a link-local IPv6 address, which means nothing without its interface, is waited for by nobody',
    clause: 'gathering-host',
    needs: ['scripted-browser'],
    browser: {
      finds: [
        [0, { host: 'fe80::7' }],
        [150, 'host'],
        [5000, null],
      ],
    },
    far: [on('INVITE', busy)],
    steps: [dial(), refused, gathered('host', { from: 140, limit: 'gathering' })],
    messages: [{ step: 'INVITE', body: ['192.0.2.7 50000 typ host'] }],
  },
  {
    id: 'gather-reflexive-at-once',
    name: 'a reflexive candidate that comes with the first host candidate leaves no other one out',
    clause: 'gathering-host',
    needs: ['scripted-browser'],
    line: { iceServers: stun },
    browser: {
      finds: [
        [0, 'host'],
        [0, 'srflx'],
        [1, 'ipv6'],
        [5000, null],
      ],
    },
    far: [on('INVITE', busy)],
    steps: [dial(), refused, gathered('srflx', { limit: 'reflexive' })],
    messages: [{ step: 'INVITE', body: ['typ srflx', '192.0.2.7 50000 typ host', '2001:db8::7'] }],
  },
  {
    id: 'gather-silent',
    name: 'an ICE server that stays silent is waited for within its limit, and then not again for a while',
    clause: 'gathering-silent',
    needs: ['wire'],
    line: { iceServers: stun },
    browser: { finds: [[0, 'host']] },
    far: [on('INVITE', busy)],
    steps: [
      dial(),
      connecting,
      expire('reflexive'),
      refused,
      { type: 'gathered', candidate: 'host', after: 'reflexive', limit: 'gathering' },
      dial({ call: 'other' }),
      of('other', refused),
      of('other', gathered('host', { limit: 'reflexive' })),
    ],
  },
  {
    id: 'gather-no-servers',
    name: 'where the ICE servers cannot be had, the call goes on without',
    clause: 'gathering-host',
    needs: ['wire'],
    line: { iceServers: 'failing' },
    browser: { finds: [[0, 'host']] },
    far: [on('INVITE', busy)],
    steps: [dial(), lineReported('warning'), refused, gathered('host', { limit: 'gathering' })],
  },
  {
    id: 'gather-never-servers',
    name: 'ICE servers that never come are not waited for beyond the limit',
    clause: 'gathering',
    needs: ['wire'],
    line: { iceServers: 'never' },
    far: [on('INVITE', busy)],
    steps: [
      dial(),
      expire('gathering'),
      ended({ cause: 'response' }, { within: 'gathering' }),
      lineReported('warning'),
    ],
  },
  {
    id: 'gather-first',
    name: 'the INVITE goes before gathering is complete',
    clause: 'gathering',
    needs: ['wire'],
    browser: {
      finds: [
        [0, 'host'],
        [5000, null],
      ],
    },
    far: [on('INVITE', busy)],
    steps: [dial(), onWire('INVITE'), refused, gathered('host', { limit: 'gathering' })],
    messages: [{ step: 'INVITE', body: ['a=rtcp-mux', 'typ host'], notInBody: ['.local'] }],
  },
  {
    id: 'gather-late-reflexive',
    name: 'with .local names alone, a reflexive candidate is waited for longer',
    clause: 'gathering-local',
    needs: ['scripted-browser'],
    line: { iceServers: stun },
    browser: {
      finds: [
        [0, 'mdns'],
        [560, 'srflx'],
      ],
    },
    far: [on('INVITE', busy)],
    steps: [
      dial(),
      connecting,
      expire('reflexive'),
      { type: 'hurry', ms: 100 },
      refused,
      gathered('srflx', { from: 540, limit: 'gathering' }),
    ],
    messages: [{ step: 'INVITE', notInBody: ['.local'] }],
  },
  {
    id: 'gather-literal',
    name: 'at the limit the INVITE goes with what is literal',
    clause: 'gathering',
    needs: ['scripted-browser'],
    browser: {
      finds: [
        [0, 'mdns'],
        [1, 'tcp'],
      ],
    },
    far: [on('INVITE', busy)],
    steps: [
      dial(),
      connecting,
      expire('gathering'),
      refused,
      { type: 'gathered', candidate: 'host', after: 'gathering', limit: 'gathering' },
    ],
    messages: [{ step: 'INVITE', body: ['tcptype active'], notInBody: ['.local'] }],
  },
]

/** Of one network, as Chromium finds them: the first two within a millisecond, and what nobody waits for 120 ms later. */
const both = ['192.0.2.7 50000 typ host', '2001:db8::7 50001 typ host']

const orders = [
  ['', ['host', 'ipv6']],
  ['-ipv6', ['ipv6', 'host']],
] as const

const families: readonly ContractCase[] = [
  ...orders.map(
    ([id, [first, second]]): ContractCase => ({
      id: `gather-both${id}`,
      name: `the INVITE carries the host candidates of both IP versions, where ${first} comes first`,
      clause: 'gathering-host',
      needs: ['scripted-browser'],
      browser: {
        finds: [
          [0, first],
          [1, second],
          [120, 'tcp'],
          [120, null],
        ],
      },
      far: [on('INVITE', busy)],
      steps: [dial(), refused, gathered('host', { from: 5, limit: 'gathering' })],
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

const useless = [
  ['gather-local', 'with .local names alone, at the limit', [[0, 'mdns']], '.local', 'hidden'],
  [
    'gather-local-complete',
    'with .local names alone, when gathering is complete',
    [
      [0, 'mdns'],
      [1, null],
    ],
    '.local',
    'hidden',
  ],
  ['gather-nothing', 'when nothing at all was found', [], 'candidate', 'none'],
  ['gather-nothing-complete', 'when gathering is complete and nothing was found', [[1, null]], 'candidate', 'none'],
] as const

const never = useless.map(
  ([id, name, finds, says, candidates]): ContractCase => ({
    id,
    name: `the INVITE never goes ${name}; the call ends for its media`,
    clause: 'gathering-local',
    needs: ['scripted-browser'],
    browser: { finds },
    steps: [
      dial(),
      ...(finds.some(([, found]) => found === null) ? [] : [connecting, expire('gathering')]),
      ended({ ...nothing, candidates }, { says, within: 'gathering' }),
    ],
    reports: { call: ['ended'] },
    wire: [],
  }),
)

const refusal = on('INVITE', reply(488))

/** RFC 1918, RFC 3927 and RFC 6598, at their edges. */
const within = ['10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.1.5', '169.254.1.1', '100.64.0.1', '100.127.0.1']
const beyond = ['11.1.2.3', '172.15.0.1', '172.32.0.1', '192.167.1.5', '100.63.0.1', '100.128.0.1', '127.0.0.1']

const offered: readonly ContractCase[] = [
  ...within.map(
    (host): ContractCase => ({
      id: `gather-private-${host}`,
      name: `a refused call that offered ${host} alone says that it offered private addresses`,
      clause: 'candidates',
      needs: ['scripted-browser'],
      browser: {
        finds: [
          [0, 'mdns'],
          [1, { host }],
          [2, null],
        ],
      },
      far: [refusal],
      steps: [dial(), ended({ cause: 'response', candidates: 'private' })],
    }),
  ),
  ...beyond.map(
    (host): ContractCase => ({
      id: `gather-public-${host}`,
      name: `a refused call that offered ${host} does not blame its addresses`,
      clause: 'candidates',
      needs: ['scripted-browser'],
      browser: {
        finds: [
          [0, { host }],
          [1, null],
        ],
      },
      far: [refusal],
      steps: [dial(), ended({ cause: 'response' }, { without: 'candidates' })],
    }),
  ),
  {
    id: 'gather-public-beside',
    name: 'a refused call that offered a public address beside a private one does not blame its addresses',
    clause: 'candidates',
    needs: ['scripted-browser'],
    line: { iceServers: stun },
    browser: {
      finds: [
        [0, { host: '192.168.1.5' }],
        [5, 'srflx'],
        [9, null],
      ],
    },
    far: [refusal],
    steps: [dial(), ended({ cause: 'response' }, { without: 'candidates' })],
  },
]

export const gathering: readonly ContractCase[] = [...waits, ...families, ...never, ...offered]
