import type { FailureCode } from '../../../failure/index.ts'
import type { ContractCase } from '../case.types.ts'
import {
  challenge,
  dial,
  ended,
  far,
  hangUp,
  heard,
  lineReported,
  on,
  onWire,
  open,
  reply,
  reported,
  request,
  soFar,
  up,
} from '../steps.ts'
import { account, asks, bridged, desk, plainly, registers, response, talked, toContact } from './freeswitch.far.ts'

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

export const freeswitchSetUp: readonly ContractCase[] = [...credentials, ...refused, ...demands]
