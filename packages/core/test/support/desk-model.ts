import { type WalkOptions, walk } from '@patchcord/core/testing'
import { fromCallback, type SnapshotFrom } from 'xstate'
import { deskMachine } from '../../src/desk/desk.machine.ts'
import type { DeskEvent, DeskSettings } from '../../src/desk/desk.types.ts'
import { failure } from '../../src/failure/index.ts'
import { end } from './call-world.ts'

export type DeskSnapshot = SnapshotFrom<typeof deskMachine>

const remedy = { pbx: 'freeswitch', domain: 'pbx.test', servers: ['wss://pbx.test:7443'], profile: 'internal' } as const
const limits = { signIn: 12_000, microphone: 60_000, answer: 10_000, wrapUp: 0, hangup: 1800 }
const refused = failure({ code: 'auth-failed', stage: 'line', sipStatus: 403 }, remedy)
const lapsed = failure({ code: 'server-error', stage: 'line', sipStatus: 503 }, remedy)
const caller = (callId: string) => ({ callId, user: 'transfer', displayName: 'Ada' })

/** The live call, and one that is long over. */
const ids = ['in-0', 'stale']
const ends = [end({}), end({ cause: 'transport', by: 'system', signalled: false })]

/** The events of a type, with what they may carry; stale ones included. */
function cases(_: DeskSnapshot, type: string): readonly DeskEvent[] {
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
      return ['in-0', 'in-1'].map((id) => ({ type, caller: caller(id) }) as const)
    case 'mic.refused':
      return [{ type, code: 'mic-denied', detail: '' }]
    case 'call.answered':
      return ids.map((id) => ({ type, id }))
    case 'call.facts':
      return ids.map((id) => ({ type, id, facts: { muted: true } }))
    case 'xstate.done.actor.call':
      return ids.flatMap((id) => ends.map((reported) => ({ type, output: { id, end: reported } }) as const))
    default:
      return [(type.startsWith('xstate.error') ? { type, error: new Error('planned') } : { type }) as DeskEvent]
  }
}

const key = ({ value, context, children }: DeskSnapshot): string => {
  const { extension, caller: now, call, mic, facts, failure: why } = context
  return JSON.stringify([
    value,
    extension,
    now?.callId,
    call,
    mic,
    facts?.muted,
    why?.code,
    Object.keys(children).sort(),
  ])
}

/** A call comes in while the desk is free by one id alone; the other is for the second call. */
const gated: typeof cases = (snapshot, type) =>
  cases(snapshot, type).filter(
    (event) =>
      event.type !== 'line.incoming' || (event.caller.callId === 'in-0') === snapshot.matches({ work: 'free' }),
  )

const alone = deskMachine.provide({ actors: { call: fromCallback(() => {}) as never } })

/** Every state of the desk, its calls left out. */
export const deskWalk = (changed: Partial<DeskSettings['limits']> = {}) =>
  walk(alone, {
    input: { remedy, limits: { ...limits, ...changed } },
    cases: gated,
    key,
    limit: 5000,
  } satisfies WalkOptions<typeof alone>)
