import type { SnapshotFrom } from 'xstate'
import type { Failure } from '../failure/index.ts'
import type { deskMachine } from './desk.machine.ts'
import type { Caller, DeskIntent } from './desk.types.ts'

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
  | 'prompting'
  | 'answering'
  | 'talking'
  | 'blocked'
  | 'reconnecting'
  | 'on-hold'
  | 'no-sound'
  | 'microphone-lost'
  | 'hanging-up'

/** Everything that a desk's screen needs; plain JSON, equal for equal states. */
export interface DeskView {
  readonly state: DeskState
  readonly notice: DeskNotice
  readonly extension: string | null
  readonly can: readonly (DeskIntent['type'] | 'DTMF')[]
  readonly muted: boolean
  readonly caller: Caller | null
  readonly failure: Failure | null
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
  'UNBLOCK',
  'DONE',
  'DISMISS',
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

function talkNotice({ context: { facts, mic } }: Snapshot): DeskNotice {
  if (facts?.blocked) return 'blocked'
  if (mic === 'lost') return 'microphone-lost'
  if (facts?.farHold) return 'on-hold'
  if (facts?.sound === 'stalled' || facts?.path === 'shaky') return 'no-sound'
  return facts?.link === 'recovering' ? 'reconnecting' : 'talking'
}

function noticeOf(snapshot: Snapshot, state: DeskState): DeskNotice {
  if (state !== 'on-call') return state
  if (snapshot.matches({ work: { engaged: 'talking' } })) return talkNotice(snapshot)
  if (snapshot.matches({ work: { engaged: 'asking' } }))
    return snapshot.context.mic === 'prompting' ? 'prompting' : 'answering'
  return snapshot.matches({ work: { engaged: 'answering' } }) ? 'answering' : 'hanging-up'
}

function canOf(snapshot: Snapshot, state: DeskState): DeskView['can'] {
  const { facts } = snapshot.context
  const away = ['signed-out', 'connecting', 'refused'].includes(state)
  const useful: (DeskIntent['type'] | 'DTMF')[] = asked.filter((type) => {
    if (type === 'MUTE' && facts?.muted) return false
    if (type === 'UNMUTE' && !facts?.muted) return false
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
    caller: context.caller,
    failure: context.failure,
  }
}
