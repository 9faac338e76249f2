import type { ContractCase, Step } from '../case.types.ts'
import { busy, dial, ended, expire, lineReported, of, on, onWire } from '../steps.ts'
import { addresses } from './addresses.cases.ts'
import { families } from './families.cases.ts'

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

export const gathering: readonly ContractCase[] = [...waits, ...families, ...never, ...addresses]
