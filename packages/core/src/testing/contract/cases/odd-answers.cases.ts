import type { ContractCase, WireCheck } from '../case.types.ts'
import type { MessageParts } from '../far.types.ts'
import { dial, ended, hangUp, heard, hungUp, on, onWire, reply, reported, up } from '../steps.ts'

type Rewrite = NonNullable<MessageParts['rewrite']>

/** One thing that PBXs write, and what the stack's later requests of the call must have. */
interface Odd {
  readonly id: string
  readonly name: string
  readonly rewrite: Rewrite
  readonly uri?: string
  readonly headers?: WireCheck['headers']
}

const contact = (value: string): Rewrite => [['^Contact: .*$', `Contact: ${value}`]]

const contacts: readonly (readonly [id: string, name: string, uri: string])[] = [
  ['digit-host', 'a host that begins with a digit', 'sip:asterisk@019f9ae299f5:5060;transport=ws'],
  ['underscore', 'an underscore in the host', 'sip:mod_sofia@my_pbx:5060;transport=ws'],
  ['hash', 'a raw # in the user part', 'sip:*#9240@192.0.2.9:5060;transport=udp'],
  ['quoted-parameter', 'quotes in a parameter', 'sip:127.0.0.1:443;transport=wss;thinfo="VG8+PoIU/sWA="'],
  ['empty-parameter', 'a semicolon too many', 'sip:2001@192.0.2.9;ob;alias=192.0.2.7~5060~1;'],
  ['tel', 'a telephone number', 'tel:+49301234567'],
  ['sips', 'another scheme of SIP', 'sips:2001@192.0.2.9:5061'],
  ['ipv6', 'an IPv6 address', 'sip:2001@[2001:db8::9]:5060;transport=ws'],
]

const asWritten: readonly Odd[] = contacts.map(([id, name, uri]) => ({
  id: `contact-${id}`,
  name: `a Contact with ${name}`,
  rewrite: contact(`<${uri}>`),
  // Quotes and angle brackets cannot stand in a request line.
  uri: uri.replace(/"/g, '%22'),
}))

const others: readonly Odd[] = [
  { id: 'plain', name: 'nothing odd', rewrite: [], uri: 'sip:pbx@192.0.2.1;transport=udp' },
  {
    id: 'name',
    name: 'a name without quotes before the Contact',
    rewrite: contact('Fritz Müller <sip:2001@192.0.2.9>'),
    uri: 'sip:2001@192.0.2.9',
  },
  { id: 'no-contact', name: 'no Contact', rewrite: [['^Contact: .*\\r\\n', '']], uri: 'sip:200@pbx.test' },
  {
    id: 'route',
    name: 'an underscore in a Record-Route',
    rewrite: [['^Contact:', 'Record-Route: <sip:kamailio_1:8080;transport=ws;lr>\r\nContact:']],
    headers: { Route: '<sip:kamailio_1:8080;transport=ws;lr>' },
  },
  { id: 'empty-line', name: 'empty lines before the start line', rewrite: [['^SIP/2.0', '\r\n\r\nSIP/2.0']] },
  { id: 'phrase', name: 'marks in the reason phrase', rewrite: [['Status (\\d+)', 'Q850 <"16"> [ok]']] },
  { id: 'no-phrase', name: 'no reason phrase', rewrite: [['^(SIP/2.0 \\d+) .*$', '$1']] },
  { id: 'received', name: 'an IPv6 address in Via', rewrite: [['^(Via: .*)$', '$1;rport=41231;received=2001:db8::1']] },
  { id: 'to-host', name: 'another host in To', rewrite: [['^To: <[^>]*>', 'To: <sip:2001@019f9ae299f5>']] },
  { id: 'to-name', name: 'a name without quotes in To', rewrite: [['^To: ', 'To: Büro, Größe ']] },
  { id: 'length', name: 'a Content-Length that is too long', rewrite: [['^Content-Length: ', 'Content-Length: 9']] },
  { id: 'no-type', name: 'no Content-Type', rewrite: [['^(?:Content-Type: .*\\r\\n)?Content-L', 'Content-L']] },
  {
    id: 'type',
    name: 'a Content-Type that is none',
    rewrite: [['^(?:Content-Type: .*\\r\\n)?Content-L', 'Content-Type: sdp\r\nContent-L']],
  },
  { id: 'no-length', name: 'no Content-Length', rewrite: [['^Content-Length: .*\\r\\n', '']] },
]

const played = [...asWritten, ...others].map(({ id, name, rewrite, uri, headers }): ContractCase => {
  const odd = rewrite.length > 0 ? { rewrite } : {}
  const messages = ['ACK', 'BYE'].map((step) => ({
    step,
    ...(uri ? { start: uri } : {}),
    ...(headers ? { headers } : {}),
  }))
  return {
    id: `odd-answer-${id}`,
    name: `an answer with ${name} is an answer`,
    clause: uri ? 'odd-verbatim' : 'odd',
    needs: ['wire'],
    far: [on('INVITE', reply(180, odd), reply(200, { sdp: 'good', ...odd }))],
    steps: [dial(), reported('answered'), up(), hangUp(), ended({ ...hungUp, answered: true }), onWire('BYE')],
    reports: { call: ['sent', 'progress 180', 'answered', 'ended'] },
    wire: ['INVITE', 'ACK', 'BYE'],
    messages,
  }
})

const refusals: readonly ContractCase[] = [
  {
    id: 'redirected',
    name: 'a redirection names where to, the most wanted first, as it is written',
    clause: 'redirect',
    needs: ['wire'],
    far: [
      on(
        'INVITE',
        reply(302, {
          rewrite: [['^Contact: .*$', 'Contact: <sip:300@my_pbx>;q=0.2, "B" <sip:301@pbx.test;user=phone>;q=0.7']],
        }),
      ),
    ],
    steps: [
      dial(),
      ended(
        { response: { status: 302, contacts: ['sip:301@pbx.test;user=phone', 'sip:300@my_pbx'] } },
        { code: 'redirected' },
      ),
    ],
    wire: ['INVITE', 'ACK'],
  },
  {
    id: 'odd-refusal-phrase',
    name: 'the reason phrase of a refusal is told as it came, whatever marks are in it',
    clause: 'odd',
    needs: ['wire'],
    far: [on('INVITE', reply(486, { rewrite: [['Status 486', 'Busy <"here"> [now] 100%']] }))],
    steps: [
      dial(),
      ended(
        { cause: 'response', response: { status: 486, reasonPhrase: 'Busy <"here"> [now] 100%' } },
        { code: 'busy' },
      ),
    ],
    wire: ['INVITE', 'ACK'],
  },
]

const unreadable: readonly ContractCase[] = [
  {
    id: 'unreadable-accepted',
    name: 'a 200 of which nothing can be made is acknowledged and hung up, and ends the call at once',
    clause: 'unreadable-answer',
    needs: ['wire'],
    far: [on('INVITE', reply(200, { sdp: 'good', rewrite: [['^To: .*$', 'To: <>;tag=far']] }))],
    steps: [
      dial(),
      ended({ cause: 'unreadable', by: 'system', answered: false, signalled: true }, { within: 'hangup', says: 'To' }),
      onWire('BYE'),
      heard(),
    ],
    wireHas: ['INVITE', 'ACK', 'BYE'],
    lineReports: [{ type: 'connecting' }, { type: 'connected' }, { type: 'unreadable', header: 'To' }],
  },
  {
    id: 'unreadable-refused',
    name: 'a refusal of which nothing can be made is acknowledged, and ends the call at once',
    clause: 'unreadable-answer',
    needs: ['wire'],
    far: [on('INVITE', reply(486, { rewrite: [['^From: .*$', 'From: nobody']] }))],
    steps: [dial(), ended({ cause: 'unreadable', by: 'system' }, { within: 'hangup', says: 'From' })],
    wireHas: ['INVITE', 'ACK'],
  },
]

export const oddAnswers: readonly ContractCase[] = [...played, ...refusals, ...unreadable]
