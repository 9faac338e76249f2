import type { SnapshotFrom } from 'xstate'
import type { OwnHold } from '../call/index.ts'
import type { Failure } from '../failure/index.ts'
import type { deskMachine } from './desk.machine.ts'
import type { Caller, DeskIntent, MissedCall } from './desk.types.ts'

type Snapshot = SnapshotFrom<typeof deskMachine>

/** The desk in one word; a call outranks the line's state. */
export type DeskState =
  | 'signed-out'
  | 'connecting'
  | 'refused'
  | 'recovering'
  | 'ready'
  | 'not-ready'
  | 'ringing'
  | 'on-call'
  | 'wrap-up'

/** What happens right now, more closely. */
export type DeskNotice =
  | DeskState
  /** This side's own hold. */
  | Exclude<OwnHold, 'none'>
  | 'prompting'
  | 'answering'
  | 'talking'
  | 'blocked'
  | 'reconnecting'
  /** The far side holds the call. */
  | 'on-hold'
  | 'held-by-both'
  | 'no-sound'
  | 'microphone-lost'
  | 'microphone-silenced'
  | 'hanging-up'

/** Everything that a desk's screen needs; plain JSON, equal for equal states. */
export interface DeskView {
  readonly state: DeskState
  readonly notice: DeskNotice
  readonly extension: string | null
  readonly can: readonly (DeskIntent['type'] | 'DTMF')[]
  readonly muted: boolean
  /** This side's own hold; the far side's is a notice. */
  readonly hold: OwnHold
  readonly caller: Caller | null
  /** How many other calls ring beside the one that is shown. */
  readonly alsoRinging: number
  /** Why signing in was refused, the line is away, or the last call needs a word. */
  readonly failure: Failure | null
  /** Calls that rang here and that nobody here talked to, the newest last. */
  readonly missed: readonly MissedCall[]
}

const asked = [
  'SIGN_OUT',
  'GO_READY',
  'GO_NOT_READY',
  'ANSWER',
  'DECLINE',
  'HANGUP',
  'MUTE',
  'UNMUTE',
  'HOLD',
  'RESUME',
  'UNBLOCK',
  'DONE',
  'DISMISS',
  'DISMISS_MISSED',
] as const

function lineState(snapshot: Snapshot): DeskState {
  if (snapshot.matches({ line: 'out' })) return 'signed-out'
  if (snapshot.matches({ line: 'refused' })) return 'refused'
  if (snapshot.matches({ line: { on: 'connecting' } })) return 'connecting'
  if (snapshot.matches({ line: { on: 'recovering' } })) return 'recovering'
  return snapshot.matches({ presence: 'ready' }) ? 'ready' : 'not-ready'
}

function stateOf(snapshot: Snapshot): DeskState {
  if (snapshot.matches({ work: 'ringing' })) return 'ringing'
  if (snapshot.matches({ work: 'engaged' }) || snapshot.matches({ work: 'declining' })) return 'on-call'
  return snapshot.matches({ work: 'wrapUp' }) ? 'wrap-up' : lineState(snapshot)
}

const holdOf = ({ context }: Snapshot): OwnHold => context.facts?.hold ?? 'none'

/** What this side asked for comes before what came by itself. Without the line nothing can be asked for. */
function talkNotice(snapshot: Snapshot): DeskNotice {
  const { facts, mic, silenced } = snapshot.context
  const hold = holdOf(snapshot)
  if (facts?.blocked) return 'blocked'
  if (hold !== 'none' && facts?.link === 'recovering') return 'reconnecting'
  if (hold === 'held' && facts?.farHold) return 'held-by-both'
  if (hold !== 'none') return hold
  if (mic === 'lost') return 'microphone-lost'
  if (facts?.farHold) return 'on-hold'
  if (facts?.sound === 'stalled' || facts?.path === 'shaky') return 'no-sound'
  if (facts?.link === 'recovering') return 'reconnecting'
  return silenced ? 'microphone-silenced' : 'talking'
}

function noticeOf(snapshot: Snapshot, state: DeskState): DeskNotice {
  if (state !== 'on-call') return state
  if (snapshot.matches({ work: { engaged: 'talking' } })) return talkNotice(snapshot)
  if (snapshot.matches({ work: { engaged: 'asking' } }))
    return snapshot.context.mic === 'prompting' ? 'prompting' : 'answering'
  return snapshot.matches({ work: { engaged: 'answering' } }) ? 'answering' : 'hanging-up'
}

/** Asked for once at a time, and not while the line is lost. */
function mayAsk(snapshot: Snapshot, type: 'HOLD' | 'RESUME'): boolean {
  const from: readonly OwnHold[] = type === 'HOLD' ? ['none', 'hold-refused'] : ['held', 'resume-refused']
  return snapshot.context.facts?.link !== 'recovering' && from.includes(holdOf(snapshot))
}

function canOf(snapshot: Snapshot, state: DeskState): DeskView['can'] {
  const { facts } = snapshot.context
  const away = ['signed-out', 'connecting', 'refused'].includes(state)
  const useful: (DeskIntent['type'] | 'DTMF')[] = asked.filter((type) => {
    if (type === 'MUTE' && facts?.muted) return false
    if (type === 'UNMUTE' && !facts?.muted) return false
    if ((type === 'HOLD' || type === 'RESUME') && !mayAsk(snapshot, type)) return false
    if (type === 'UNBLOCK' && !facts?.blocked) return false
    if (away && type.startsWith('GO_')) return false
    return snapshot.can({ type })
  })
  if (snapshot.can({ type: 'SIGN_IN', extension: '' })) useful.push('SIGN_IN')
  if (snapshot.matches({ work: { engaged: 'talking' } })) useful.push('DTMF')
  return useful
}

/** A pure projection of the machine's snapshot. */
export function deskView(snapshot: Snapshot): DeskView {
  const { context } = snapshot
  const state = stateOf(snapshot)
  return {
    state,
    notice: noticeOf(snapshot, state),
    extension: context.extension,
    can: canOf(snapshot, state),
    muted: context.facts?.muted ?? false,
    hold: holdOf(snapshot),
    caller: context.caller,
    alsoRinging: context.offers.length,
    failure: state === 'refused' ? context.failure : (context.lost ?? context.failure),
    missed: context.missed,
  }
}
