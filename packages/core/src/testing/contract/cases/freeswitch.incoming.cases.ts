import type { ContractCase } from '../case.types.ts'
import {
  answer,
  dial,
  ended,
  far,
  hangUp,
  heard,
  hold,
  invite,
  lineReported,
  onWire,
  reported,
  request,
  sends,
  tell,
  up,
} from '../steps.ts'
import { agreesLate, bridged, desk, plainly, registers, talked } from './freeswitch.far.ts'

const copied = ['X-Transfer-Id: t-1', 'X-Conversation-Id: c-9', 'X-Transfer-Department: support']

const incoming: readonly ContractCase[] = [
  {
    ...plainly,
    id: 'fs-in-headers',
    name: 'an INVITE of FreeSWITCH rings with the headers that it copied from the caller’s call',
    clause: 'incoming-headers',
    line: desk,
    far: registers,
    steps: [far(invite({ headers: copied })), lineReported('incoming'), onWire('180 INVITE')],
    lineReports: [
      { type: 'connecting' },
      { type: 'connected' },
      { type: 'registered' },
      {
        type: 'incoming',
        call: {
          from: { user: '1001', displayName: 'Anna Caller' },
          headers: [
            { name: 'x-transfer-id', value: 't-1' },
            { name: 'x-conversation-id', value: 'c-9' },
            { name: 'x-transfer-department', value: 'support' },
            { name: 'x-fs-support', value: 'update_display,send_info' },
          ],
        },
      },
    ],
  },
  {
    ...plainly,
    id: 'fs-in-media',
    name: 'an offer of FreeSWITCH (RTP/SAVPF, actpass, a second component) is taken, and media connects',
    clause: 'answered',
    line: desk,
    far: registers,
    steps: [
      far(invite({ sdp: 'live' })),
      lineReported('incoming'),
      answer(),
      onWire('200 INVITE'),
      far(request('ACK')),
      reported('answered'),
      reported('remote-stream'),
      reported('media connected'),
      sends(true),
      hangUp(),
      ended(talked),
      onWire('BYE'),
    ],
    messages: [
      { step: '200 INVITE', body: ['RTP/SAVPF', 'a=setup:active', 'a=rtcp-mux'], notInBody: ['.local'] },
      // Its Contact names no transport.
      { step: 'BYE', start: 'BYE sip:mod_sofia@192.0.2.1:5060 SIP/2.0' },
    ],
  },
  {
    ...plainly,
    id: 'fs-in-held',
    name: 'a call of FreeSWITCH’s that the agent holds and resumes stays up',
    clause: 'hold',
    line: desk,
    far: [...registers, agreesLate],
    steps: [
      far(invite()),
      lineReported('incoming'),
      answer(),
      onWire('200 INVITE'),
      far(request('ACK')),
      reported('answered'),
      hold(true, true),
      hold(false, true),
      up(),
    ],
  },
  {
    ...plainly,
    id: 'fs-in-elsewhere',
    name: 'a call that another phone took is cancelled, and says so',
    clause: 'reasons-of-bye',
    line: desk,
    far: registers,
    steps: [
      far(invite()),
      lineReported('incoming'),
      onWire('180 INVITE'),
      far(request('CANCEL', { headers: ['Reason: SIP;cause=200;text="Call completed elsewhere"'] })),
      ended({ cause: 'hangup', by: 'remote', answered: false, reasons: [{ protocol: 'SIP', cause: 200 }] }),
      onWire('487 INVITE'),
    ],
  },
]

const mailbox = 'Messages-Waiting: no\r\nMessage-Account: sip:anna@pbx.test\r\n'

const asides: readonly ContractCase[] = [
  {
    ...plainly,
    id: 'fs-ping',
    name: 'an OPTIONS outside any call, by which FreeSWITCH sees whether somebody is still there, is answered 200',
    clause: 'register',
    line: desk,
    far: registers,
    steps: [far(tell('OPTIONS')), far(tell('OPTIONS'))],
    lineReports: [{ type: 'connecting' }, { type: 'connected' }, { type: 'registered' }],
    messages: [{ step: '200 OPTIONS', nth: 2 }],
  },
  {
    ...plainly,
    id: 'fs-mailbox',
    name: 'word of a mailbox that nobody asked for disturbs neither the line nor a call',
    clause: 'order',
    line: desk,
    far: [...registers, bridged],
    steps: [
      dial(),
      reported('answered'),
      far(
        tell('NOTIFY', {
          headers: ['Event: message-summary', 'Subscription-State: terminated;reason=noresource'],
          body: mailbox,
          contentType: 'application/simple-message-summary',
        }),
      ),
      far(tell('MESSAGE', { body: 'hello', contentType: 'text/plain' })),
      heard(),
      up(),
    ],
    reports: { call: ['sent', 'progress 183 media', 'answered', 'ended'] },
    lineReports: [{ type: 'connecting' }, { type: 'connected' }, { type: 'registered' }],
  },
]

/** What FreeSWITCH demands, by a far side that writes as it does. */

export const freeswitchIncoming: readonly ContractCase[] = [...incoming, ...asides]
