import { nodeArena } from '@patchcord/contract-peer'
import { type ContractCase, type FarAction, playCase, type Step } from '@patchcord/core/testing'
import { expect, it } from 'vitest'
import { sipjs } from '../src/index.ts'

/** Cases of SIP.js's own: what it drops, forgets or leaves behind, and SIP leaves open to others. */

const good: FarAction = { type: 'reply', status: 200, sdp: 'good' }
const dial: Step = { type: 'dial' }
const hangUp: Step = { type: 'hang-up' }
const answered: Step = { type: 'reported', report: 'answered' }
const far = (action: FarAction): Step => ({ type: 'far', action })
const onWire = (step: string, times = 1): Step => ({ type: 'on-wire', step, times })
const notify = (fragment: string): FarAction => ({
  type: 'request',
  method: 'NOTIFY',
  headers: ['Event: refer', 'Subscription-State: terminated;reason=noresource'],
  contentType: 'message/sipfrag',
  body: `SIP/2.0 ${fragment}`,
})
const accepted: FarAction = { type: 'reply', status: 202 }
const lost = { cause: 'transport', by: 'system', answered: false, signalled: false } as const
const found: readonly Step[] = [
  { type: 'hurry', ms: 1000 },
  { type: 'line-reported', report: 'connected', times: 2 },
]

const late = (
  id: string,
  name: string,
  ringing: readonly FarAction[],
  until: Step,
  ends: readonly string[],
): ContractCase => ({
  id,
  name: `a 200 that still comes after the socket was lost ${name} is acknowledged and hung up`,
  clause: 'end-transport',
  far: [
    { on: 'INVITE', play: ringing },
    { on: 'CANCEL', play: [{ type: 'reply', status: 200 }] },
  ],
  steps: [dial, until, far({ type: 'drop' }), { type: 'ended', end: lost }, ...found, far(good), onWire('ACK')],
  wire: ['INVITE', ...ends, 'ACK', 'BYE'],
})

const own: readonly ContractCase[] = [
  late('late-ringing', 'while it rang', [{ type: 'reply', status: 180 }], { type: 'reported', report: 'progress' }, [
    'CANCEL',
    'BYE',
  ]),
  late('late-unheard', 'before anything was said', [], onWire('INVITE'), ['CANCEL']),
  {
    id: 'challenged',
    name: 'a hang-up while a challenge is on its way does not send the INVITE again',
    clause: 'hangup-limit',
    line: { secret: { kind: 'password', values: ['right'] } },
    far: [{ on: 'INVITE', play: [] }],
    steps: [
      dial,
      onWire('INVITE'),
      hangUp,
      far({ type: 'challenge', realm: 'pbx.test' }),
      { type: 'ended', end: { cause: 'hangup', by: 'local', answered: false, signalled: true } },
    ],
    wire: ['INVITE', 'ACK'],
  },
  {
    id: 'no-contact',
    name: 'a 180 and a 200 without a Contact, which SIP.js drops, still ring and answer',
    clause: 'progress',
    far: [
      {
        on: 'INVITE',
        play: [
          { type: 'reply', status: 180, contact: 'none' },
          { ...good, contact: 'none' },
        ],
      },
    ],
    steps: [dial, answered],
    reports: { call: ['sent', 'progress 180', 'answered', 'ended'] },
    messages: [
      { step: 'ACK', start: 'ACK sip:200@pbx.test SIP/2.0' },
      { step: 'BYE', start: 'BYE sip:200@pbx.test SIP/2.0' },
    ],
  },
  {
    id: 'no-tag',
    name: 'a 180 without a To tag, which SIP.js drops, still rings',
    clause: 'progress',
    far: [{ on: 'INVITE', play: [{ type: 'reply', status: 180, tag: null }] }],
    steps: [dial, { type: 'reported', report: 'progress' }, far(good), answered],
    reports: { call: ['sent', 'progress 180', 'answered', 'ended'] },
  },
  {
    id: 'refer-by-peer',
    name: 'a REFER of the peer is refused',
    clause: 'refer',
    far: [{ on: 'INVITE', play: [good] }],
    steps: [
      dial,
      onWire('ACK'),
      far({ type: 'request', method: 'REFER', headers: ['Refer-To: <sip:400@pbx.test>'] }),
      onWire('603 REFER'),
    ],
    wire: ['INVITE', 'ACK', '603 REFER', 'BYE'],
  },
  {
    id: 'refer-twice',
    name: 'two REFERs get both outcomes, although SIP.js has one listener for them',
    clause: 'refer',
    far: [
      { on: 'INVITE', play: [good] },
      { on: 'REFER', play: [accepted, notify('486 Busy Here')] },
      { on: 'REFER', play: [accepted, notify('200 OK')] },
    ],
    steps: [
      dial,
      answered,
      {
        type: 'refer',
        to: 'sip:300@pbx.test',
        gives: { result: 'refused' },
        during: [{ type: 'refer', to: 'sip:301@pbx.test', gives: { result: 'accepted' } }],
      },
      onWire('200 NOTIFY', 2),
    ],
  },
  {
    id: 'refer-lost',
    name: 'a REFER whose socket is lost has no outcome, at once',
    clause: 'refer',
    far: [
      { on: 'INVITE', play: [good] },
      { on: 'REFER', play: [{ type: 'drop' }] },
    ],
    steps: [
      dial,
      answered,
      onWire('ACK'),
      { type: 'refer', to: 'sip:300@pbx.test', gives: { result: 'unknown', decidedBy: 'limit' } },
      { type: 'up' },
    ],
  },
  {
    id: 'rings-first',
    name: 'a call that comes in and is hung up at once rings first',
    clause: 'incoming',
    line: { register: true },
    steps: [
      far({ type: 'invite', sdp: 'good' }),
      { type: 'line-reported', report: 'incoming' },
      hangUp,
      onWire('480 INVITE'),
    ],
    wireHas: ['100 INVITE', '180 INVITE', '480 INVITE'],
  },
  {
    id: 'pinged',
    name: 'a server that pings is answered',
    clause: 'hung-socket',
    steps: [far({ type: 'ping' }), { type: 'pinged', times: 1 }],
  },
  {
    id: 'media-ends',
    name: 'the end of the media does not end the call by itself',
    clause: 'media',
    far: [{ on: 'INVITE', play: [{ ...good, sdp: 'live' }] }],
    steps: [
      dial,
      { type: 'reported', report: 'media connected' },
      { type: 'media-becomes', state: 'failed' },
      { type: 'reported', report: 'media failed' },
      { type: 'up' },
    ],
  },
]

const arena = nodeArena('SIP.js', () => sipjs())

it.each(own)('$name', async (test) => {
  expect((await playCase(test, arena)).problems).toEqual([])
})

it('a hang-up that waits for its answer ends with the socket, not with the limit', async () => {
  const test: ContractCase = {
    id: 'lost-waiting',
    name: 'ends at once',
    clause: 'hangup-limit',
    far: [
      { on: 'INVITE', play: [{ type: 'reply', status: 180 }] },
      { on: 'CANCEL', play: [] },
    ],
    steps: [
      dial,
      { type: 'reported', report: 'progress' },
      hangUp,
      onWire('CANCEL'),
      far({ type: 'drop' }),
      { type: 'ended', end: { cause: 'hangup', by: 'local', answered: false, signalled: true } },
      ...found,
      far({ type: 'reply', status: 487 }),
      onWire('ACK'),
    ],
  }
  const patient = { ...arena, limits: { ...arena.limits, hangup: 60_000 } }
  expect((await playCase(test, patient)).problems).toEqual([])
})
