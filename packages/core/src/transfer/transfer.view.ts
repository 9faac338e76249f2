import type { SnapshotFrom } from 'xstate'
import type { Hearing } from '../assistant/index.ts'
import { type CallFacts, freshFacts } from '../call/index.ts'
import type { Failure } from '../failure/index.ts'
import type { Target } from '../sip/index.ts'
import type { transferMachine } from './transfer.machine.ts'
import { currentTarget } from './transfer.plan.ts'
import type { Intent, Result, TransferContext } from './transfer.types.ts'

type Snapshot = SnapshotFrom<typeof transferMachine>

/** The machine's top-level states. */
export type TransferState = 'idle' | 'connecting' | 'calling' | 'confirmed' | 'failed' | 'cleanup'

/** What happens right now, in one word for each thing that a screen says. */
export type Notice =
  | 'ready'
  | 'assistant-gone'
  | 'bridged'
  | 'refused'
  | 'returned'
  | 'abandoned'
  | 'handed-over'
  | 'lost'
  | 'connecting'
  | 'prompting'
  | 'dialing'
  | 'ringing'
  | 'early-media'
  | 'joining'
  | 'talking'
  | 'blocked'
  | 'reconnecting'
  | 'on-hold'
  | 'no-sound'
  | 'silent'
  | 'microphone-lost'
  | 'microphone-silenced'
  | 'hanging-up'
  | 'trying-again'

/** Everything that a screen needs; plain JSON, equal for equal states. */
export interface TransferView {
  readonly state: TransferState
  readonly notice: Notice
  /** Who the caller hears. */
  readonly voice: 'assistant' | 'agent' | 'nobody'
  /** What the assistant may hear and say. */
  readonly hearing: Hearing
  /** What the caller may do now, digits included. */
  readonly can: readonly (Intent['type'] | 'DTMF')[]
  readonly muted: boolean
  /** The extension being called, or last called. */
  readonly extension: string | null
  readonly department: string | null
  /** Why the running attempt failed, or the last transfer did. */
  readonly failure: Failure | null
  /** Whether the caller's own phone rings, where the server's bridge calls the agent. */
  readonly ringsCaller: boolean
  /** Who the caller is with once the call has ended. */
  readonly afterwards: 'assistant' | 'nobody'
  /** The last transfer's end, until the next request or a dismissal. */
  readonly last: Result | null
}

const asked = ['PREPARE', 'RELEASE', 'CANCEL', 'HANGUP', 'MUTE', 'UNMUTE', 'UNBLOCK', 'DISMISS', 'RETRY'] as const

const stateOf = (snapshot: Snapshot): TransferState =>
  (typeof snapshot.value === 'string' ? snapshot.value : Object.keys(snapshot.value)[0]) as TransferState

/** Without a call there is nothing to tell of one. */
const factsOf = ({ facts }: TransferContext): CallFacts => facts ?? freshFacts

/**
 * Nothing comes after the agent, who is being hung up or was: the policy says that the conversation is over. A call that
 * nobody is known to have ended brings the assistant back.
 */
const over = ({ last, settings, committed }: TransferContext): boolean => {
  const { result, endedBy } = last?.result ?? {}
  const handed = result === 'handed-over' && endedBy !== 'loss' && endedBy !== 'unknown'
  return settings.afterHandover === 'end' && (handed || committed)
}

/** What the assistant may hear and say in a state; asserted at every change, so that no path can miss it. */
export function hearingOf(snapshot: Snapshot): Hearing {
  const { context } = snapshot
  const open = !over(context)
  if (snapshot.matches({ confirmed: 'talking' })) return { input: false, output: false }
  if (snapshot.matches('confirmed')) return { input: false, output: true }
  if (snapshot.matches({ failed: 'draining' }) || snapshot.matches({ cleanup: 'hangingUp' }))
    return { input: false, output: open }
  const rang = snapshot.matches('calling') && !snapshot.matches({ calling: { leg: 'dialing' } })
  return { input: open && !(rang && context.settings.inputCut === 'ring'), output: open }
}

function idleNotice({ last, bridged, assistant }: TransferContext): Notice {
  if (bridged) return 'bridged'
  if (last?.result.result === 'handed-over' && last.result.endedBy === 'loss') return 'lost'
  if (last) return last.result.result
  return assistant === 'gone' ? 'assistant-gone' : 'ready'
}

/** What disturbs a talk comes first: the caller can do something about it. */
function talkNotice(context: TransferContext): Notice {
  const { blocked, farHold, sound, path, link, silent } = factsOf(context)
  if (blocked) return 'blocked'
  if (context.mic === 'lost') return 'microphone-lost'
  if (farHold) return 'on-hold'
  if (sound === 'stalled' || path === 'shaky') return 'no-sound'
  if (link === 'recovering') return 'reconnecting'
  if (context.silenced) return 'microphone-silenced'
  return silent ? 'silent' : 'talking'
}

/** The agent is up already: what keeps the caller from hearing that comes first. */
function joinNotice(context: TransferContext): Notice {
  const { blocked, farHold } = factsOf(context)
  if (blocked) return 'blocked'
  return farHold ? 'on-hold' : 'joining'
}

function callingNotice(snapshot: Snapshot): Notice {
  if (factsOf(snapshot.context).blocked) return 'blocked'
  if (snapshot.matches({ calling: { leg: 'dialing' } })) return 'dialing'
  return snapshot.matches({ calling: { leg: 'earlyMedia' } }) ? 'early-media' : 'ringing'
}

function noticeOf(snapshot: Snapshot, state: TransferState): Notice {
  const { context } = snapshot
  switch (state) {
    case 'idle':
      return idleNotice(context)
    case 'connecting':
      return context.mic === 'prompting' ? 'prompting' : 'connecting'
    case 'calling':
      return callingNotice(snapshot)
    case 'confirmed':
      return snapshot.matches({ confirmed: 'joining' }) ? joinNotice(context) : talkNotice(context)
    case 'failed':
      return snapshot.matches({ failed: 'draining' }) ? 'hanging-up' : 'trying-again'
    case 'cleanup':
      return 'hanging-up'
  }
}

function voiceOf(snapshot: Snapshot, notice: Notice): TransferView['voice'] {
  const { context } = snapshot
  if (snapshot.matches({ confirmed: 'talking' }))
    return ['talking', 'reconnecting', 'microphone-lost', 'microphone-silenced', 'silent'].includes(notice)
      ? 'agent'
      : 'nobody'
  return context.assistant === 'here' && !over(context) ? 'assistant' : 'nobody'
}

function canOf(snapshot: Snapshot): TransferView['can'] {
  const { muted, blocked } = factsOf(snapshot.context)
  const useful = asked.filter((type) => {
    if (type === 'MUTE' && muted) return false
    if (type === 'UNMUTE' && !muted) return false
    if (type === 'UNBLOCK' && !blocked) return false
    return snapshot.can({ type, transferId: '' })
  })
  return snapshot.context.call && snapshot.matches('confirmed') ? [...useful, 'DTMF'] : useful
}

/** After a transfer: the target that was called last; where none was, the one that was to be. */
function lastCalled({ last }: TransferContext): Target | undefined {
  const called = last?.result.attempts.at(-1)?.target
  const targets = last?.request?.targets
  return targets?.find(({ uri }) => uri === called) ?? targets?.[0]
}

/** A pure projection of the machine's snapshot. */
export function transferView(snapshot: Snapshot): TransferView {
  const { context } = snapshot
  const state = stateOf(snapshot)
  const notice = noticeOf(snapshot, state)
  const shown = context.request ?? context.last?.request
  return {
    state,
    notice,
    voice: voiceOf(snapshot, notice),
    hearing: hearingOf(snapshot),
    can: canOf(snapshot),
    muted: factsOf(context).muted,
    extension: (currentTarget(context) ?? lastCalled(context))?.extension ?? null,
    department: shown?.department ?? null,
    failure: context.failure ?? context.last?.result.failure ?? null,
    ringsCaller: context.bridged?.ringsCaller ?? false,
    afterwards: context.settings.afterHandover === 'resume' && context.assistant === 'here' ? 'assistant' : 'nobody',
    last: context.last?.result ?? null,
  }
}
