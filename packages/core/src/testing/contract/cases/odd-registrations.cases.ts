import type { LineReport } from '../../../sip/index.ts'
import type { ContractCase, Pattern } from '../case.types.ts'
import type { MessageParts } from '../far.types.ts'
import { lineReported, on, open, pass, reply, rules } from '../steps.ts'
import { accepts } from './registration.cases.ts'

const registered: readonly Pattern<LineReport>[] = [
  { type: 'connecting' },
  { type: 'connected' },
  { type: 'registered' },
]

const contacts = (replacement: string): NonNullable<MessageParts['rewrite']> => [['^Contact: (.*)$', replacement]]

/** What a registrar lists beside our Contact, which stands for `$1`. */
const lists: readonly (readonly [id: string, name: string, replacement: string])[] = [
  ['plain', 'no other Contact', 'Contact: $1'],
  ['hash', 'a raw # in another one before it', 'Contact: <sip:PBX#1000#90@192.0.2.3>;expires=2519533,$1'],
  ['hash-line', 'a raw # in a line of its own', 'Contact: $1\r\nContact: <sip:PBX#1000#90@192.0.2.3>;expires=2519'],
  ['host', 'a host that begins with a digit', 'Contact: <sip:anna@019f9ae299f5:5060>;expires=60\r\nContact: $1'],
  ['colon', 'a stray colon before it', 'Contact: <sip:anna@192.0.2.4:5060;transport=udp>;expires=390,: $1'],
  ['nothing', 'another one that says nothing', 'Contact: <>, $1'],
  ['received', 'an address in quotes', 'Contact: $1;received="sip:198.51.100.7:60414;transport=ws"'],
]

const listed = lists.map(
  ([id, name, replacement]): ContractCase => ({
    id: `register-list-${id}`,
    name: `a registration whose answer lists ours with ${name} succeeds`,
    clause: 'odd-contacts',
    needs: ['wire'],
    line: { register: true },
    far: [on('REGISTER', reply(200, { contact: 'ours', rewrite: contacts(replacement) }))],
    steps: [],
    lineReports: registered,
  }),
)

const forNoTime = on('REGISTER', reply(200, { contact: 'ours', expires: 0 }))

export const oddRegistrations: readonly ContractCase[] = [
  ...listed,
  {
    id: 'register-no-time',
    name: 'a registration for no time at all is none; it is made again after pauses that grow',
    clause: 'register-again',
    needs: ['wire', 'simulated-time'],
    line: null,
    far: [forNoTime],
    steps: [
      open('line', { register: true }),
      lineReported('registration-failed'),
      pass(1000),
      lineReported('registration-failed', 2),
      rules(accepts),
      pass(4000),
      lineReported('registered'),
    ],
    lineReports: [
      { type: 'connecting' },
      { type: 'connected' },
      { type: 'registration-failed' },
      { type: 'registration-failed' },
      { type: 'registered' },
    ],
    wire: ['REGISTER', 'REGISTER', 'REGISTER', 'REGISTER'],
  },
]
