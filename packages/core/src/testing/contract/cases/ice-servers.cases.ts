import type { ContractCase } from '../case.types.ts'
import { answer, answers, dial, far, invite, lineReported, onWire, reported, request } from '../steps.ts'

const server = { urls: 'stun:192.0.2.99' }

/** What a page's function has been seen to give in place of a list. */
const shapes: readonly (readonly [id: string, what: string, given: unknown])[] = [
  ['object', 'one server', { urls: ['stun:192.0.2.99', 'turn:192.0.2.99'], username: 'u', credential: 'hunter2' }],
  ['wrapped', 'a whole configuration', { iceServers: [server] }],
  [
    'rest',
    'the answer of a TURN service',
    { username: 'u', password: 'hunter2', ttl: 86_400, uris: ['turn:192.0.2.99'] },
  ],
  ['text', 'text', '[{"urls":"stun:192.0.2.99"}]'],
  ['null', 'nothing', null],
  ['old-key', 'a list with the old key', [{ url: 'stun:192.0.2.99' }]],
  ['texts', 'a list of texts', ['stun:192.0.2.99']],
  ['nulls', 'a list of nothing', [null, { urls: null }, { urls: [] }]],
  ['refused', 'a list that a browser would refuse', [{ urls: 'turn:192.0.2.99?transport=udp' }, { urls: 'https://a' }]],
]

const outgoing = shapes.map(
  ([id, what, given]): ContractCase => ({
    id: `ice-given-${id}`,
    name: `a function of ICE servers that gives ${what} is warned of, and the call goes without`,
    clause: 'gathering-given',
    needs: ['wire'],
    line: { iceServers: { given } },
    far: [answers],
    steps: [dial(), lineReported('warning'), onWire('INVITE'), reported('answered')],
    unsaid: 'hunter2',
  }),
)

export const iceServers: readonly ContractCase[] = [
  ...outgoing,
  {
    id: 'ice-given-some',
    name: 'of a list that holds one good server, the others alone are left out',
    clause: 'gathering-given',
    needs: ['scripted-browser'],
    browser: { finds: [[0, 'host']] },
    line: { iceServers: { given: [{ url: 'stun:192.0.2.1' }, server] } },
    far: [answers],
    steps: [
      dial(),
      lineReported('warning'),
      onWire('INVITE'),
      { type: 'gathered', candidate: 'host', after: 'reflexive', limit: 'gathering' },
    ],
  },
  {
    id: 'ice-given-answering',
    name: 'a function of ICE servers that gives one server keeps no call from being answered',
    clause: 'gathering-given',
    needs: ['wire'],
    line: { register: true, iceServers: { given: server } },
    steps: [
      far(invite()),
      lineReported('incoming'),
      answer(),
      lineReported('warning'),
      onWire('200 INVITE'),
      far(request('ACK')),
      reported('answered'),
    ],
  },
]
