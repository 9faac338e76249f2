import { type WalkOptions, walk } from '@patchcord/core/testing'
import { fromCallback, type SnapshotFrom } from 'xstate'
import { deskMachine } from '../../src/desk/desk.machine.ts'
import { liveCalls } from '../../src/desk/desk.plan.ts'
import type { DeskEvent, DeskSettings } from '../../src/desk/desk.types.ts'
import { failure } from '../../src/failure/index.ts'
import { end } from './call-world.ts'

export type DeskSnapshot = SnapshotFrom<typeof deskMachine>

const remedy = { pbx: 'freeswitch', domain: 'pbx.test', servers: ['wss://pbx.test:7443'], profile: 'internal' } as const
const limits = { signIn: 12_000, microphone: 60_000, answer: 10_000, wrapUp: 0, hangup: 1800 }
const refused = failure({ code: 'auth-failed', stage: 'line', sipStatus: 403 }, remedy)
const lapsed = failure({ code: 'server-error', stage: 'line', sipStatus: 503 }, remedy)
const caller = (callId: string) => ({ callId, at: 0, user: `from ${callId}`, displayName: 'Ada' })

/** As many as may ring at once, and one more. */
const names = ['in-0', 'in-1', 'in-2', 'in-3']
const ends = [end({}), end({ by: 'local' }), end({ cause: 'transport', by: 'system', signalled: false })]

const live = ({ context }: DeskSnapshot): readonly string[] => liveCalls(context).map((call) => call.caller.callId)

/** The calls at the desk, and one that is long over. */
const ids = (snapshot: DeskSnapshot) => [...live(snapshot), 'stale']

/** The same of one slot. */
const idsIn = ({ context }: DeskSnapshot, type: string) => [
  ...liveCalls(context).flatMap((call) => (type.endsWith(call.slot) ? [call.caller.callId] : [])),
  'stale',
]

/** The events of a type, with what they may carry; stale ones included. */
function cases(snapshot: DeskSnapshot, type: string): readonly DeskEvent[] {
  switch (type) {
    case 'SIGN_IN':
      return [{ type, extension: '2001' }]
    case 'line.down':
      return [{ type, detail: '' }]
    case 'line.lapsed':
      return [{ type, failure: lapsed }]
    case 'line.refused':
      return [{ type, failure: refused }]
    case 'line.incoming':
      return names
        .filter((id) => !live(snapshot).includes(id))
        .slice(0, 1)
        .map((id) => ({ type, caller: caller(id) }) as const)
    case 'mic.refused':
      return [{ type, code: 'mic-denied', detail: '' }]
    case 'mic.silenced':
      return [true, false].map((on) => ({ type, on }))
    case 'call.answered':
      return ids(snapshot).map((id) => ({ type, id }))
    case 'call.facts':
      return ids(snapshot).map((id) => ({ type, id, facts: { muted: true } }))
    case 'xstate.done.actor.call.0':
    case 'xstate.done.actor.call.1':
    case 'xstate.done.actor.call.2':
      return idsIn(snapshot, type).flatMap((id) =>
        ends.map((reported) => ({ type, output: { id, end: reported } }) as const),
      )
    case 'xstate.error.actor.call.0':
    case 'xstate.error.actor.call.1':
    case 'xstate.error.actor.call.2':
      return idsIn(snapshot, type).length > 1 ? [{ type, error: new Error('planned') }] : []
    default:
      return [(type.startsWith('xstate.error') ? { type, error: new Error('planned') } : { type }) as DeskEvent]
  }
}

/**
 * Which slot or Call-ID a call has decides nothing, so calls are only counted. What is told of calls that are over, and
 * of missed ones, decides no more than whether it can be dismissed.
 */
const key = ({ value, context, children }: DeskSnapshot): string => {
  const { extension, caller: now, call, offers, mic, facts, failure: why } = context
  return JSON.stringify([
    value,
    extension,
    now !== null,
    call !== null,
    offers.length,
    mic,
    facts?.muted,
    why !== null,
    Object.keys(children)
      .map((name) => name.replace(/\d$/, ''))
      .sort(),
  ])
}

const alone = deskMachine.provide({ actors: { call: fromCallback(() => {}) as never } })

/** Every state of the desk, its calls left out. */
export const deskWalk = (changed: Partial<DeskSettings['limits']> = {}) =>
  walk(alone, {
    input: { remedy, limits: { ...limits, ...changed } },
    cases,
    key,
    limit: 10_000,
  } satisfies WalkOptions<typeof alone>)
