import type { ContractCase, WireCheck } from '../case.types.ts'
import type { MessageParts } from '../far.types.ts'
import {
  answer,
  ended,
  far,
  hangUp,
  heard,
  hungUp,
  invite,
  lineReported,
  onWire,
  reported,
  request,
  up,
} from '../steps.ts'

/** One thing that PBXs write in a call of theirs. */
interface Odd {
  readonly id: string
  readonly name: string
  readonly rewrite: NonNullable<MessageParts['rewrite']>
  readonly headers?: readonly string[]
  readonly from?: { readonly user: string; readonly displayName: string }
  /** What the answer and the BYE must have. */
  readonly answers?: WireCheck['headers']
  readonly hangsUp?: Omit<WireCheck, 'step'>
}

const anna = { user: '1001', displayName: 'Anna Caller' }
const from = (value: string): Odd['rewrite'] => [['^From: .*$', `From: ${value};tag=far`]]

const froms: readonly (readonly [id: string, name: string, value: string, user: string, displayName: string])[] = [
  ['digit-host', 'a host that begins with a digit', '"Anna" <sip:101@019f9ae299f5>', '101', 'Anna'],
  ['underscore', 'an underscore in the host', '"SUPER USER" <sip:0845@enlite_dev>', '0845', 'SUPER USER'],
  ['tel', 'a telephone number', '<tel:+49301234567>', '+49301234567', ''],
  ['sips', 'another scheme of SIP', '<sips:1001@pbx.test>', '1001', ''],
  ['hash', 'a raw #', '"x" <sip:*#9240@pbx.test>', '*#9240', 'x'],
  ['space', 'a raw space', '"x" <sip:John Doe@pbx.test>', 'John Doe', 'x'],
  ['final-dot', 'a host that ends with a dot', '<sip:1001@pbx.test.>', '1001', ''],
  ['bad-escape', 'an escape that is none', '<sip:10%E7@pbx.test>', '10E7', ''],
  ['utf8', 'a name in other letters without quotes', '田中 <sip:1001@pbx.test>', '1001', '田中'],
  ['comma', 'a name with a comma without quotes', 'Smith, John <sip:1001@pbx.test>', '1001', 'Smith, John'],
  ['brackets', 'a name with brackets', 'John (Sales) <sip:1001@pbx.test>', '1001', 'John (Sales)'],
  ['quotes', 'quotes in a quoted name', '"田中 \\"Fritz\\"" <sip:1001@pbx.test>', '1001', '田中 "Fritz"'],
  ['one-quote', 'a quote that is not closed', '"Anna <sip:1001@pbx.test>', '1001', 'Anna'],
]

const fromWhom: readonly Odd[] = froms.map(([id, name, value, user, displayName]) => {
  const uri = /<(.*)>/.exec(value)?.[1]?.replace(/ /g, '%20') ?? ''
  return {
    id: `from-${id}`,
    name: `${name} in From`,
    rewrite: from(value),
    from: { user, displayName },
    answers: { From: `${uri}>;tag=far` },
    hangsUp: { headers: { To: uri } },
  }
})

const contact = (value: string): Odd['rewrite'] => [['^Contact: .*$', `Contact: ${value}`]]

const others: readonly Odd[] = [
  { id: 'plain', name: 'nothing odd', rewrite: [], hangsUp: { start: 'sip:mod_sofia@192.0.2.1:5060' } },
  {
    id: 'contact-host',
    name: 'an underscore in its Contact',
    rewrite: contact('<sip:mod_sofia@freeswitch_1:5060>'),
    hangsUp: { start: 'BYE sip:mod_sofia@freeswitch_1:5060 SIP/2.0' },
  },
  {
    id: 'contact-hash',
    name: 'a raw # in its Contact',
    rewrite: contact('<sip:*#9240@192.0.2.9:5060>'),
    hangsUp: { start: 'BYE sip:*#9240@192.0.2.9:5060 SIP/2.0' },
  },
  { id: 'no-contact', name: 'no Contact', rewrite: [['^Contact: .*\\r\\n', '']] },
  {
    id: 'to',
    name: 'another host in To and the start line',
    rewrite: [
      ['^To: .*$', 'To: <sip:2001@019f9ae299f5>'],
      ['^INVITE sip:([^@]*)@\\S+', 'INVITE sip:$1@019f9ae299f5'],
    ],
    answers: { To: '<sip:2001@019f9ae299f5>;tag=' },
  },
  {
    id: 'via',
    name: 'an underscore in Via',
    rewrite: [['^(Via: SIP/2.0/WSS )192.0.2.1', '$1kamailio_1:5060;i=7']],
    answers: { Via: 'SIP/2.0/WSS kamailio_1:5060;i=7;branch=' },
  },
  { id: 'type', name: 'a Content-Type with parameters', rewrite: [['^(Content-Type: .*)$', '$1; charset=utf-8']] },
  { id: 'type-case', name: 'a Content-Type in another case', rewrite: [['application/sdp', 'Application/SDP']] },
  { id: 'empty-line', name: 'empty lines before the start line', rewrite: [['^INVITE', '\r\n\r\nINVITE']] },
  {
    id: 'expires',
    name: 'a Session-Expires of its own',
    rewrite: [['^Max-Forwards: .*$', 'Max-Forwards: many\r\nSession-Expires: soon']],
  },
]

const answered = ({ id, name, rewrite, from: who = anna, answers, hangsUp }: Odd): ContractCase => ({
  id: `odd-call-${id}`,
  name: `a call with ${name} rings, is answered and hung up`,
  clause: answers || hangsUp ? 'odd-verbatim' : 'odd',
  needs: ['wire'],
  line: { register: true },
  steps: [
    far(invite(rewrite.length > 0 ? { rewrite } : {})),
    lineReported('incoming'),
    answer(),
    onWire('200 INVITE'),
    far(request('ACK')),
    reported('answered'),
    hangUp(),
    ended({ ...hungUp, answered: true }),
    onWire('BYE'),
  ],
  lineReports: [
    { type: 'connecting' },
    { type: 'connected' },
    { type: 'registered' },
    { type: 'incoming', call: { from: who } },
  ],
  messages: [
    ...(answers ? [{ step: '200 INVITE', headers: answers }] : []),
    ...(hangsUp ? [{ step: 'BYE', ...hangsUp }] : []),
  ],
})

const refused: readonly ContractCase[] = [
  {
    id: 'unreadable-call',
    name: 'a call of which nothing can be made is refused with 400, and named',
    clause: 'unreadable',
    needs: ['wire'],
    line: { register: true },
    steps: [far(invite({ rewrite: [['^From: .*$', 'From: nobody at all;tag=far']] })), onWire('400 INVITE')],
    lineReports: [
      { type: 'connecting' },
      { type: 'connected' },
      { type: 'registered' },
      { type: 'unreadable', header: 'From' },
    ],
    messages: [
      { step: '400 INVITE', start: 'SIP/2.0 400 Unreadable From', headers: { From: 'nobody at all;tag=far' } },
    ],
  },
  {
    id: 'unreadable-notify',
    name: 'a NOTIFY that does not say of what is refused with 400, and the call goes on',
    clause: 'unreadable',
    needs: ['wire'],
    line: { register: true },
    steps: [
      far(invite()),
      lineReported('incoming'),
      answer(),
      onWire('200 INVITE'),
      far(request('ACK')),
      reported('answered'),
      far(request('NOTIFY', { headers: ['Subscription-State: active'] })),
      onWire('400 NOTIFY'),
      heard(),
      up(),
    ],
  },
]

export const oddCalls: readonly ContractCase[] = [...[...fromWhom, ...others].map(answered), ...refused]
