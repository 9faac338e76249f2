import type { ContractCase } from '../case.types.ts'
import {
  again,
  answer,
  close,
  drop,
  ended,
  far,
  hangUp,
  heard,
  hungUp,
  invite,
  lineReported,
  lost,
  onWire,
  reject,
  request,
  take,
} from '../steps.ts'

const desk = { register: true } as const
const before = { ...hungUp, answered: false, signalled: true } as const

export const incoming: readonly ContractCase[] = [
  {
    id: 'in-rings',
    name: 'a call that comes in says who calls, with which headers, and rings',
    clause: 'incoming-headers',
    needs: ['wire'],
    line: desk,
    steps: [
      far(
        invite({
          headers: ['X-Transfer-Id: t-1', 'X-Conversation-Id: c-9', 'User-to-User: 4f4b;encoding=hex', 'Subject: no'],
        }),
      ),
      lineReported('incoming'),
      onWire('180 INVITE'),
      hangUp(),
      ended(before),
    ],
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
            { name: 'user-to-user', value: '4f4b;encoding=hex' },
          ],
        },
      },
    ],
    reports: { call: ['ended'] },
  },
  {
    id: 'in-untaken',
    name: 'a call that nobody takes at once gets 480; whoever takes it later is told its end',
    clause: 'incoming',
    line: desk,
    takes: false,
    steps: [far(invite()), lineReported('incoming'), onWire('480 INVITE'), take(), ended(before)],
    reports: { call: ['ended'] },
  },
  {
    id: 'in-rejected',
    name: 'a call is rejected with the status that is asked for',
    clause: 'reject',
    line: desk,
    steps: [far(invite()), lineReported('incoming'), reject(486), reject(603), ended(before), onWire('486 INVITE')],
    reports: { call: ['ended'] },
    wireNever: ['603 INVITE', '200 INVITE'],
  },
  ...(
    [
      [480, 20],
      [486, 17],
      [603, 21],
    ] as const
  ).map(
    ([status, cause]): ContractCase => ({
      id: `in-rejected-${status}-reason`,
      name: `a ${status} says why: Q.850 cause ${cause}`,
      clause: 'reject-reason',
      needs: ['wire'],
      line: desk,
      steps: [far(invite()), lineReported('incoming'), reject(status), ended(before), onWire(`${status} INVITE`)],
      messages: [{ step: `${status} INVITE`, headers: { Reason: `Q.850;cause=${cause};text=` } }],
    }),
  ),
  {
    id: 'in-hung-up-reason',
    name: 'a hang-up before the answer says that nobody is here any more',
    clause: 'reject-reason',
    needs: ['wire'],
    line: desk,
    steps: [far(invite()), lineReported('incoming'), hangUp(), ended(before), onWire('480 INVITE')],
    messages: [{ step: '480 INVITE', headers: { Reason: 'Q.850;cause=20;text=' } }],
  },
  {
    id: 'in-rejected-600',
    name: 'a call may be rejected with 600',
    clause: 'reject',
    line: desk,
    steps: [far(invite()), lineReported('incoming'), reject(600), ended(before), onWire('600 INVITE')],
  },
  {
    id: 'in-rejected-wrongly',
    name: 'a rejection with a status that is none becomes a 480',
    clause: 'reject',
    needs: ['wire'],
    line: desk,
    steps: [far(invite()), lineReported('incoming'), reject(200), ended(before), onWire('480 INVITE')],
    wireNever: ['200 INVITE'],
  },
  {
    id: 'in-hung-up',
    name: 'a hang-up before the answer sends 480',
    clause: 'hangup-limit',
    line: desk,
    steps: [
      far(invite()),
      lineReported('incoming'),
      hangUp(),
      ended(before, { within: 'hangup' }),
      onWire('480 INVITE'),
    ],
  },
  {
    id: 'in-cancelled',
    name: 'a CANCEL of the peer ends the call, with its reasons',
    clause: 'reasons-of-bye',
    line: desk,
    steps: [
      far(invite()),
      lineReported('incoming'),
      far(request('CANCEL', { headers: ['Reason: SIP;cause=200;text="Call completed elsewhere"'] })),
      ended({
        cause: 'hangup',
        by: 'remote',
        answered: false,
        reasons: [{ protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' }],
      }),
      onWire('487 INVITE'),
      answer(),
      heard(),
    ],
    reports: { call: ['ended'] },
    wireNever: ['200 INVITE'],
  },
  {
    id: 'in-lost',
    name: 'the loss of the socket before the answer ends the call',
    clause: 'end-transport',
    line: desk,
    steps: [
      far(invite()),
      lineReported('incoming'),
      far(drop),
      ended({ ...lost, answered: false, signalled: false }),
      ...again('registered', 2),
    ],
    reports: { call: ['ended'] },
  },
  {
    id: 'in-closed',
    name: 'closing the line refuses a call that rings',
    clause: 'close',
    line: desk,
    steps: [far(invite()), lineReported('incoming'), close(), ended(before), onWire('480 INVITE')],
    reports: { call: ['ended'] },
  },
]
