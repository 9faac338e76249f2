import type { ReferResult } from '../../../sip/index.ts'
import type { ContractCase, Step } from '../case.types.ts'
import type { FarAction } from '../far.types.ts'
import {
  answers,
  dial,
  drop,
  ended,
  far,
  hangUp,
  heard,
  hungUp,
  of,
  on,
  onWire,
  pass,
  refer,
  reply,
  reported,
  request,
  silentTo,
  up,
} from '../steps.ts'

const notify = (fragment: string, state = 'terminated;reason=noresource'): FarAction =>
  request('NOTIFY', {
    headers: ['Event: refer', `Subscription-State: ${state}`],
    contentType: 'message/sipfrag;version=2.0',
    body: `SIP/2.0 ${fragment}\r\n`,
  })

const going = 'active;expires=60'
const target = 'sip:300@pbx.test'

interface History {
  readonly id: string
  readonly name: string
  readonly play: readonly FarAction[]
  readonly gives: ReferResult
  readonly after?: readonly Step[]
}

const histories: readonly History[] = [
  {
    id: 'refer-accepted',
    name: 'is accepted by a final NOTIFY of 200',
    play: [reply(202), notify('100 Trying', going), notify('180 Ringing', going), notify('200 OK')],
    gives: { result: 'accepted', decidedBy: 'notify', status: 200 },
    after: [up()],
  },
  {
    id: 'refer-accepted-at-once',
    name: 'is accepted by a single NOTIFY',
    play: [reply(202), notify('200 OK')],
    gives: { result: 'accepted', decidedBy: 'notify', status: 200 },
  },
  {
    id: 'refer-200',
    name: 'that is answered 200 instead of 202 is decided by its NOTIFY all the same',
    play: [reply(200), notify('603 Decline')],
    gives: { result: 'refused', decidedBy: 'notify', status: 603 },
  },
  {
    id: 'refer-busy',
    name: 'is refused by a final NOTIFY of 486',
    play: [reply(202), notify('100 Trying', going), notify('486 Busy Here')],
    gives: { result: 'refused', decidedBy: 'notify', status: 486 },
    after: [up()],
  },
  {
    id: 'refer-unavailable',
    name: 'is refused by a final NOTIFY of 503',
    play: [reply(202), notify('503 Service Unavailable')],
    gives: { result: 'refused', decidedBy: 'notify', status: 503 },
  },
  {
    id: 'refer-unknown',
    name: 'whose subscription ends while it is still trying stays unknown',
    play: [reply(202), notify('100 Trying')],
    gives: { result: 'unknown', decidedBy: 'notify', status: 100 },
  },
  {
    id: 'refer-unknown-ringing',
    name: 'whose subscription ends while it rings stays unknown',
    play: [reply(202), notify('100 Trying', going), notify('180 Ringing', 'terminated;reason=timeout')],
    gives: { result: 'unknown', decidedBy: 'notify', status: 180 },
  },
  {
    id: 'refer-refused',
    name: 'is refused by its response',
    play: [reply(603)],
    gives: { result: 'refused', decidedBy: 'response', status: 603 },
    after: [up()],
  },
  {
    id: 'refer-not-allowed',
    name: 'that the peer does not know is refused by its response',
    play: [reply(405)],
    gives: { result: 'refused', decidedBy: 'response', status: 405 },
    after: [up()],
  },
  {
    id: 'refer-bye',
    name: 'stays unknown when a BYE comes before any NOTIFY',
    play: [reply(202), request('BYE')],
    gives: { result: 'unknown', decidedBy: 'bye' },
    after: [ended({ cause: 'hangup', by: 'remote', answered: true })],
  },
  {
    id: 'refer-trying-bye',
    name: 'stays unknown when a BYE comes while it is still trying',
    play: [reply(202), notify('100 Trying', going), request('BYE')],
    gives: { result: 'unknown', decidedBy: 'bye' },
    after: [ended({ cause: 'hangup', by: 'remote', answered: true })],
  },
  {
    id: 'refer-notify-bye',
    name: 'that was accepted stays accepted when the BYE follows',
    play: [reply(202), notify('200 OK'), request('BYE')],
    gives: { result: 'accepted', decidedBy: 'notify', status: 200 },
    after: [ended({ cause: 'hangup', by: 'remote', answered: true })],
  },
]

const played = histories.map(
  ({ id, name, play, gives, after = [] }): ContractCase => ({
    id,
    name: `a REFER ${name}`,
    clause: 'refer',
    needs: ['wire'],
    far: [answers, on('REFER', ...play)],
    steps: [dial(), reported('answered'), refer(target, gives), ...after],
    messages: [{ step: 'REFER', headers: { 'Refer-To': target } }],
  }),
)

const interrupted: readonly ContractCase[] = [
  {
    id: 'refer-hung-up',
    name: 'a REFER stays unknown when we hang up before its NOTIFY',
    clause: 'refer',
    needs: ['wire'],
    far: [answers, on('REFER', reply(202))],
    steps: [
      dial(),
      reported('answered'),
      refer(target, { result: 'unknown', decidedBy: 'bye' }, onWire('REFER'), heard(), hangUp(), ended(hungUp)),
    ],
  },
  {
    id: 'refer-no-notify',
    name: 'a REFER without any NOTIFY stays unknown after a limit',
    clause: 'refer',
    needs: ['wire', 'simulated-time'],
    far: [answers, on('REFER', reply(202))],
    steps: [
      dial(),
      reported('answered'),
      refer(target, { result: 'unknown', decidedBy: 'limit' }, onWire('REFER'), heard(), pass(180_000)),
      up(),
    ],
  },
  {
    id: 'refer-unanswered',
    name: 'a REFER that nobody answers stays unknown after a limit',
    clause: 'refer',
    needs: ['wire', 'simulated-time'],
    far: [answers, silentTo('REFER')],
    steps: [
      dial(),
      reported('answered'),
      refer(target, { result: 'unknown', decidedBy: 'limit' }, onWire('REFER'), pass(33_000), pass(150_000)),
    ],
  },
  {
    id: 'refer-lost',
    name: 'a REFER whose socket is lost is settled by a limit at the latest, and does not end the call',
    clause: 'refer',
    needs: ['wire', 'simulated-time', 'keepsCallOverReconnect'],
    far: [answers, on('REFER', drop)],
    steps: [
      dial(),
      reported('answered'),
      onWire('ACK'),
      refer(target, { result: 'unknown', decidedBy: 'limit' }, onWire('REFER'), pass(1000), pass(180_000)),
      up(),
    ],
  },
  {
    id: 'refer-attended',
    name: 'an attended REFER names the call that it replaces',
    clause: 'attended',
    needs: ['wire', 'attendedTransfer'],
    far: [
      on('INVITE', reply(200, { sdp: 'good', tag: 'one' })),
      on('INVITE', reply(200, { sdp: 'good', tag: 'two' })),
      on('REFER', reply(603)),
    ],
    steps: [
      dial(),
      reported('answered'),
      dial({ call: 'other', target }),
      of('other', reported('answered')),
      refer('other', { result: 'refused', decidedBy: 'response', status: 603 }),
    ],
    messages: [
      { step: 'REFER', headers: { 'Refer-To': 'sip:300@pbx.test?Replaces=' } },
      { step: 'REFER', headers: { 'Refer-To': ';to-tag=two;from-tag=', To: 'tag=one' } },
    ],
  },
  {
    id: 'refer-by-peer',
    name: 'a REFER of the peer is declined, and changes nothing: nobody here decides it',
    clause: 'refer-by-peer',
    needs: ['wire'],
    far: [answers],
    steps: [
      dial(),
      reported('answered'),
      onWire('ACK'),
      far(request('REFER', { headers: ['Refer-To: <sip:400@pbx.test>'] })),
      onWire('603 REFER'),
      heard(),
      up(),
    ],
    wireNever: ['202 REFER', 'NOTIFY'],
    reports: { call: ['sent', 'answered', 'ended'] },
  },
]

export const refers: readonly ContractCase[] = [...played, ...interrupted]
