import type { DeskCommand, LineReport } from '@patchcord/core'
import fc from 'fast-check'
import { callReports, ends, lineReports, microphoneReports, times, told, watchReports } from './any-day.ts'
import type { Told } from './contracts.ts'

/** One thing that happens at an agent's desk. */
export type ShiftHappening =
  /** Whatever the desk waits for now comes. */
  | { readonly what: 'goes on' }
  | { readonly what: 'intent'; readonly intent: DeskCommand }
  /** `holds`: the agent presses “Hold” or “Resume”, whichever is there. */
  | { readonly what: 'sign in' | 'leave' | 'digits' | 'rings' | 'holds' }
  | { readonly what: 'time'; readonly ms: number }
  | Told

const intents: readonly DeskCommand[] = [
  ...(['SIGN_OUT', 'GO_READY', 'GO_NOT_READY', 'ANSWER', 'DECLINE', 'HANGUP'] as const),
  ...(['MUTE', 'UNMUTE', 'HOLD', 'RESUME', 'UNBLOCK', 'DONE', 'DISMISS'] as const),
]

const refusal = { status: 403, reasonPhrase: '', reasons: [], credentials: 'first' } as const
const registering: readonly LineReport[] = [
  ...lineReports,
  { type: 'registered' },
  { type: 'registration-failed', detail: '' },
  { type: 'registration-failed', detail: '', response: refusal },
]

const farHolds = [true, false].map((on) => ({ type: 'remote-hold', on }) as const)

const happening: fc.Arbitrary<ShiftHappening> = fc.oneof(
  { weight: 40, arbitrary: fc.constant<ShiftHappening>({ what: 'goes on' }) },
  { weight: 10, arbitrary: fc.record({ what: fc.constant('intent'), intent: fc.constantFrom(...intents) }) },
  {
    weight: 10,
    arbitrary: fc.record({ what: fc.constantFrom('sign in', 'leave', 'digits', 'rings', 'holds', 'holds', 'holds') }),
  },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('time'), ms: times }) },
  { weight: 6, arbitrary: told('line', registering) },
  { weight: 6, arbitrary: told('microphone', microphoneReports) },
  { weight: 8, arbitrary: told('call', callReports) },
  { weight: 8, arbitrary: told('call', farHolds) },
  {
    weight: 4,
    arbitrary: told(
      'call',
      ends.map((end) => ({ type: 'ended', end }) as const),
    ),
  },
  { weight: 4, arbitrary: told('playback', [{ type: 'playing' }, { type: 'blocked' }] as const) },
  { weight: 4, arbitrary: told('watch', watchReports) },
)

export const anyDeskSettings = fc.record({
  obeysHangup: fc.boolean(),
  wrapUp: fc.constantFrom(0, 30_000),
  /** What becomes of each hold, and of its end, in turn; after that nothing comes. */
  holds: fc.array(fc.boolean(), { minLength: 4, maxLength: 12 }),
})

/** Whatever may happen in a shift, in any order. */
export const anyShift = fc.array(happening, { maxLength: 50, size: 'max' })
