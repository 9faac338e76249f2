import type { FailureCode } from '../../../failure/index.ts'
import type { ContractCase, LineSetting, WireCheck } from '../case.types.ts'
import {
  again,
  answer,
  challenge,
  dial,
  drop,
  dtmf,
  ended,
  far,
  hangUp,
  heard,
  hold,
  hungUp,
  invite,
  lineReported,
  on,
  onWire,
  open,
  reply,
  reported,
  request,
  restartIce,
  rules,
  sends,
  silentTo,
  soFar,
  tell,
  tones,
  up,
  wait,
} from '../steps.ts'

const account = { secret: { kind: 'password', values: ['right'] } } as const satisfies LineSetting
const desk = { ...account, register: true } as const satisfies LineSetting
const response = { cause: 'response', by: 'remote', answered: false, signalled: true } as const
const talked = { ...hungUp, answered: true, signalled: true } as const

/** What every INVITE is met with first. */
const asks = on('INVITE', reply(100), challenge())
/** A call that is bridged: FreeSWITCH itself plays the ringing tone. */
const bridged = on('INVITE', reply(100), reply(183, { sdp: 'good' }), reply(200, { sdp: 'good' }))
const answersLive = on('INVITE', reply(100), reply(200, { sdp: 'live' }))
/** So long a re-INVITE takes on a real one. */
const agreesLate = on('INVITE', reply(100), wait(250), { type: 'reply', status: 200, sdp: 'good', unlessFinal: true })
const registers = [on('REGISTER', challenge()), on('REGISTER', reply(200, { contact: 'ours' }))] as const

/** The Contact of its 200 says `transport=udp`, on whatever the call was placed. */
const toContact = (step: string): WireCheck => ({ step, start: `${step} sip:200@192.0.2.1:5060;transport=udp SIP/2.0` })

const plainly = { needs: ['wire'], form: 'freeswitch' } as const

const credentials: readonly ContractCase[] = [
  {
    ...plainly,
    id: 'fs-call',
    name: 'a call is challenged (407), rings as 183 with sound, is answered and is hung up, all over the WebSocket',
    clause: 'order',
    line: account,
    far: [asks, bridged],
    steps: [dial(), reported('answered'), hangUp(), ended(talked), onWire('BYE')],
    reports: { call: ['sent', 'progress 183 media', 'answered', 'ended'] },
    wire: ['INVITE', 'ACK', 'INVITE', 'ACK', 'BYE'],
    messages: [
      { step: 'INVITE', nth: 1, noHeaders: ['Proxy-Authorization', 'Authorization', 'Session-Expires'] },
      {
        step: 'INVITE',
        nth: 2,
        secret: 'right',
        headers: { 'Proxy-Authorization': 'realm="pbx.test"' },
        noHeaders: ['Authorization', 'Session-Expires'],
      },
      toContact('ACK'),
      toContact('BYE'),
    ],
  },
  {
    ...plainly,
    id: 'fs-wrong-password',
    name: 'a bare 403 behind the challenge means a wrong password',
    clause: 'credentials',
    line: { secret: { kind: 'password', values: ['wrong'] } },
    far: [asks, on('INVITE', reply(100), reply(403))],
    steps: [
      dial(),
      ended({ ...response, response: { status: 403, reasons: [], credentials: 'first' } }, { code: 'auth-failed' }),
    ],
    wire: ['INVITE', 'ACK', 'INVITE', 'ACK'],
  },
  {
    ...plainly,
    id: 'fs-register',
    name: 'a registration is challenged with 401, in the realm of its own domain',
    clause: 'register',
    line: desk,
    far: registers,
    steps: [],
    lineReports: [{ type: 'connecting' }, { type: 'connected' }, { type: 'registered' }],
    messages: [
      {
        step: 'REGISTER',
        nth: 2,
        secret: 'right',
        headers: { Authorization: 'realm="pbx.test"' },
        noHeaders: ['Proxy-Authorization'],
      },
    ],
  },
  {
    ...plainly,
    id: 'fs-register-wrong-password',
    name: 'a registration with a wrong password fails by a bare 403, and is not tried again',
    clause: 'register-once',
    line: null,
    far: [on('REGISTER', challenge()), on('REGISTER', reply(403))],
    steps: [open('line', desk), lineReported('registration-failed')],
    lineReports: [
      { type: 'connecting' },
      { type: 'connected' },
      { type: 'registration-failed', response: { status: 403, credentials: 'first' } },
    ],
    wire: ['REGISTER', 'REGISTER'],
  },
]

const refusals: readonly (readonly [id: string, status: number, reason: string, code: FailureCode])[] = [
  ['busy', 486, 'Q.850;cause=17;text="USER_BUSY"', 'busy'],
  ['no-answer', 480, 'Q.850;cause=19;text="NO_ANSWER"', 'no-answer'],
  ['unregistered', 480, 'SIP;cause=806;text="USER_NOT_REGISTERED"', 'unavailable'],
  ['declined', 603, 'Q.850;cause=21;text="CALL_REJECTED"', 'declined'],
  ['not-found', 404, 'Q.850;cause=1;text="UNALLOCATED_NUMBER"', 'not-found'],
  ['incompatible', 488, 'Q.850;cause=88;text="INCOMPATIBLE_DESTINATION"', 'codec-mismatch'],
]

const refused = refusals.map(
  ([id, status, reason, code]): ContractCase => ({
    ...plainly,
    id: `fs-${id}`,
    name: `a bridge that fails with ${status} and ${reason}, after its ringing tone, is ${code}`,
    clause: 'reasons',
    line: account,
    far: [asks, on('INVITE', reply(100), reply(183, { sdp: 'good' }))],
    steps: [
      dial(),
      reported('progress 183 media'),
      far(reply(status, { headers: [`Reason: ${reason}`] })),
      ended({ ...response, response: { status } }, { code }),
    ],
    reports: { call: ['sent', 'progress 183 media', 'ended'] },
  }),
)

const demands: readonly ContractCase[] = [
  {
    ...plainly,
    id: 'fs-private',
    name: 'an offer of private addresses alone is refused (488) only behind the challenge, and says what it offered',
    clause: 'candidates',
    needs: ['scripted-browser'],
    browser: {
      finds: [
        [0, 'mdns'],
        [1, { host: '192.168.1.5' }],
        [2, null],
      ],
    },
    line: account,
    far: [asks, on('INVITE', reply(100), reply(488, { headers: ['Reason: Q.850;cause=88'] }))],
    steps: [
      dial(),
      ended({ ...response, candidates: 'private', response: { credentials: 'first' } }, { code: 'codec-mismatch' }),
    ],
  },
  {
    ...plainly,
    id: 'fs-timer',
    name: 'a session timer that is found too short (422) is told, and none was asked for',
    clause: 'end-response',
    far: [on('INVITE', reply(100), reply(422, { headers: ['Min-SE: 120'] }))],
    steps: [dial(), ended({ ...response, response: { status: 422 } }, { code: 'session-timer' })],
    wire: ['INVITE', 'ACK'],
    messages: [{ step: 'INVITE', noHeaders: ['Session-Expires', 'Min-SE'] }],
  },
  {
    ...plainly,
    id: 'fs-refresh',
    name: 'a session that the server itself keeps fresh, by re-INVITE or UPDATE, goes on, and tells nothing',
    clause: 'remote-hold',
    far: [on('INVITE', reply(200, { sdp: 'good', headers: ['Session-Expires: 120;refresher=uas', 'Min-SE: 120'] }))],
    steps: [
      dial(),
      reported('answered'),
      onWire('ACK'),
      far(request('INVITE', { sdp: 'good', headers: ['Session-Expires: 120;refresher=uac', 'Min-SE: 120'] })),
      onWire('200 INVITE'),
      far(request('ACK')),
      far(request('UPDATE', { headers: ['Session-Expires: 120;refresher=uac', 'Min-SE: 120'] })),
      heard(),
      up(),
      soFar('sent', 'answered'),
    ],
  },
]

const inCall: readonly ContractCase[] = [
  {
    ...plainly,
    id: 'fs-early-media',
    name: 'the ringing tone of a 183 is heard before the answer, and the answer goes on with it',
    clause: 'progress',
    far: [on('INVITE', reply(100), reply(183, { sdp: 'live' }))],
    steps: [
      dial(),
      reported('progress 183 media'),
      reported('remote-stream'),
      reported('media connected'),
      far(reply(200, { sdp: 'live' })),
      reported('answered'),
      hangUp(),
      ended(talked),
    ],
  },
  {
    ...plainly,
    id: 'fs-media',
    name: 'the answer of FreeSWITCH, without mid and BUNDLE, is taken, and media connects',
    clause: 'media',
    far: [answersLive],
    steps: [dial(), reported('remote-stream'), reported('media connected'), reported('answered'), sends(true), up()],
  },
  {
    ...plainly,
    id: 'fs-dtmf',
    name: 'digits go as RFC 4733 events, never by INFO',
    clause: 'dtmf',
    far: [answersLive],
    steps: [dial(), reported('media connected'), reported('answered'), dtmf('12#'), tones('12#')],
    wireNever: ['INFO'],
  },
  {
    ...plainly,
    id: 'fs-hold',
    name: 'a hold and a resumption that are answered after 250 ms resolve true, and nothing else is asked meanwhile',
    clause: 'hold',
    far: [bridged, agreesLate],
    steps: [dial(), reported('answered'), hold(true, true), sends(false), hold(false, true), sends(true), up()],
    wire: ['INVITE', 'ACK', 'INVITE', 'ACK', 'INVITE', 'ACK', 'BYE'],
    messages: [
      { step: 'INVITE', nth: 2, body: ['a=sendonly'] },
      { step: 'INVITE', nth: 3, body: ['a=sendrecv'] },
      toContact('BYE'),
    ],
  },
  {
    ...plainly,
    id: 'fs-hold-hung-up',
    name: 'a hang-up within the 250 ms that a hold takes ends the call at once',
    clause: 'hangup-limit',
    far: [bridged, agreesLate, on('BYE', reply(200), reply(487, { method: 'INVITE' }))],
    steps: [
      dial(),
      reported('answered'),
      hold(true, false, onWire('INVITE', 2), hangUp(), ended(talked, { within: 'hangup' })),
    ],
  },
  {
    ...plainly,
    id: 'fs-hold-remote',
    name: 'a hold of the far side is told, and so is a resumption that names no direction',
    clause: 'remote-hold',
    far: [bridged],
    steps: [
      dial(),
      reported('answered'),
      onWire('ACK'),
      far(request('INVITE', { sdp: 'held' })),
      reported('remote-hold on'),
      onWire('200 INVITE'),
      far(request('ACK')),
      heard(),
      far(request('INVITE', { sdp: 'good' })),
      reported('remote-hold off'),
      onWire('200 INVITE', 2),
      far(request('ACK')),
      up(),
    ],
    reports: { call: ['sent', 'progress 183 media', 'answered', 'remote-hold on', 'remote-hold off', 'ended'] },
  },
  {
    ...plainly,
    id: 'fs-restart',
    name: 'an ICE restart is answered in the same form, and the call goes on',
    clause: 'restart',
    needs: ['wire', 'restartIce'],
    far: [bridged, agreesLate],
    steps: [dial(), reported('answered'), restartIce(true), up()],
    messages: [{ step: 'INVITE', nth: 2, changed: 'a=ice-ufrag:' }],
  },
  {
    ...plainly,
    id: 'fs-remote-bye',
    name: 'a hang-up of the far side tells its Q.850 cause',
    clause: 'reasons-of-bye',
    far: [bridged],
    steps: [
      dial(),
      reported('answered'),
      far(request('BYE', { headers: ['Reason: Q.850;cause=16;text="NORMAL_CLEARING"'] })),
      ended({
        cause: 'hangup',
        by: 'remote',
        answered: true,
        reasons: [{ protocol: 'Q.850', cause: 16, text: 'NORMAL_CLEARING' }],
      }),
      onWire('200 BYE'),
    ],
  },
]

const links: readonly ContractCase[] = [
  {
    ...plainly,
    id: 'fs-lost',
    name: 'a BYE of ours reaches the server over the WebSocket that came after the one of the call',
    clause: 'keeps-call',
    needs: ['wire', 'keepsCallOverReconnect'],
    far: [bridged],
    steps: [
      dial(),
      reported('answered'),
      onWire('ACK'),
      far(drop),
      ...again('connected', 2),
      up(),
      hangUp(),
      ended(talked),
      onWire('BYE'),
    ],
    messages: [toContact('BYE')],
  },
  {
    ...plainly,
    id: 'fs-lost-bye',
    name: 'the server’s BYE never reaches the next WebSocket; ours, which comes late, ends the call though it gets 481',
    clause: 'keeps-call',
    needs: ['wire', 'keepsCallOverReconnect'],
    far: [bridged],
    steps: [
      dial(),
      reported('answered'),
      onWire('ACK'),
      far(drop),
      ...again('connected', 2),
      rules(on('BYE', reply(481))),
      far(request('BYE', { headers: ['Reason: Q.850;cause=16;text="NORMAL_CLEARING"'] })),
      heard(),
      up(),
      hangUp(),
      ended(talked, { within: 'hangup' }),
      onWire('BYE'),
    ],
    wireNever: ['200 BYE'],
  },
  {
    ...plainly,
    id: 'fs-silent-bye',
    name: 'a call whose BYE the server does not answer any more ends within the limit',
    clause: 'hangup-limit',
    far: [bridged, silentTo('BYE')],
    steps: [
      dial(),
      reported('answered'),
      hangUp(),
      { type: 'expire', limit: 'hangup' },
      ended({ ...hungUp, answered: true }, { within: 'hangup' }),
    ],
  },
]

/** The headers of the caller's own call, as FreeSWITCH copies them to the agent's. */
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
export const freeswitch: readonly ContractCase[] = [
  ...credentials,
  ...refused,
  ...demands,
  ...inCall,
  ...links,
  ...incoming,
  ...asides,
]
