import type { Failure, Notice, TransferCommand, TransferView } from '@patchcord/core'
import { detailsOf } from './details.ts'
import type { IconName } from './icons.ts'
import type { PanelProps, Tone } from './panel.ts'
import { readable, shown } from './readable.ts'
import { format } from './texts.ts'
import type { TimerProps } from './timer.ts'
import { type TransferAction, type TransferStep, transferSteps } from './transfer.anatomy.ts'
import { type Manual, type ManualOption, manualOptions } from './transfer.manual.ts'
import type { TransferTexts } from './transfer.texts.ts'

/** What a button of the transfer does; `KEYPAD` stays within the element. */
type TransferPress = TransferCommand | 'RETRY' | 'KEYPAD'

/** One of the steps. */
export interface StepProps {
  readonly name: TransferStep
  readonly label: string
  readonly status: 'done' | 'current' | 'todo'
}

/** Everything that the element shows, as plain data. */
export interface TransferProps extends PanelProps<TransferAction, TransferPress> {
  readonly quiet: boolean
  /** From the first attempt to the end of the call. */
  readonly inCall: boolean
  /** What the buttons are there for; they come into view when it changes. */
  readonly moment: 'none' | 'waiting' | 'ringing' | 'talking' | 'blocked' | 'over'
  readonly detail: string
  /** What hanging up leads to. */
  readonly afterwards: string
  readonly steps: readonly StepProps[]
  readonly manual: readonly ManualOption[]
}

const moods: Readonly<Record<Notice, readonly [Tone, IconName]>> = {
  ready: ['calm', 'phone'],
  'assistant-gone': ['warn', 'assistant'],
  bridged: ['calm', 'phone'],
  refused: ['bad', 'warning'],
  returned: ['bad', 'warning'],
  abandoned: ['calm', 'assistant'],
  'handed-over': ['calm', 'check'],
  lost: ['bad', 'warning'],
  connecting: ['busy', 'phone'],
  prompting: ['warn', 'microphone'],
  dialing: ['busy', 'phone'],
  ringing: ['busy', 'phone'],
  'early-media': ['busy', 'phone'],
  joining: ['good', 'phone'],
  talking: ['good', 'voice'],
  blocked: ['warn', 'play'],
  reconnecting: ['warn', 'again'],
  'on-hold': ['warn', 'pause'],
  'no-sound': ['warn', 'play'],
  silent: ['warn', 'voice'],
  'microphone-lost': ['warn', 'microphone-off'],
  'microphone-silenced': ['warn', 'microphone-off'],
  'hanging-up': ['calm', 'hang-up'],
  'trying-again': ['busy', 'again'],
}

const sentenceOf = (failure: Failure, { failures }: TransferTexts): string => failures[failure.code] ?? failure.sentence

/** The failure that idle still shows. */
const shownFailure = ({ state, failure }: TransferView): Failure | null => (state === 'idle' ? failure : null)

function nowOf(view: TransferView, texts: TransferTexts): string {
  if (shownFailure(view)) return ''
  if (view.state === 'failed' && view.notice === 'hanging-up') return texts.draining
  return format(texts.now[view.notice], { extension: readable(view.extension ?? '', shown.name) }, texts.locale)
}

/** What the caller can do; else who is there. */
function nextOf(view: TransferView, texts: TransferTexts): string {
  if (view.notice === 'ready' && !shownFailure(view)) return ''
  if (view.notice === 'bridged' && view.ringsCaller) return texts.answerPhone
  return texts.next[view.notice] || company(view, texts)
}

/** Who is there while the caller waits, after a transfer, or while the agent talks. */
function company({ state, notice, voice, hearing, failure }: TransferView, texts: TransferTexts): string {
  if (notice === 'hanging-up') return ''
  if (state === 'failed') return failure ? sentenceOf(failure, texts) : ''
  if (state === 'confirmed') return hearing.input ? texts.assistantListens : texts.assistantDeaf
  if (state === 'idle') return voice === 'assistant' ? texts.backWithAssistant : ''
  if (voice !== 'assistant') return texts.withNobody
  return hearing.input ? texts.withAssistant : texts.listenToAssistant
}

function stepsOf({ state, notice }: TransferView, texts: TransferTexts): readonly StepProps[] {
  const at = { idle: -1, cleanup: -1, connecting: 0, calling: 1, failed: 0, confirmed: 2 }[state]
  if (at < 0 || notice === 'hanging-up') return []
  const status = (index: number) => (index < at ? 'done' : index === at ? 'current' : 'todo')
  return transferSteps.map((name, index) => ({ name, label: texts.steps[name], status: status(index) }))
}

function timerOf({ state }: TransferView, texts: TransferTexts): TimerProps | null {
  if (state === 'idle' || state === 'cleanup') return null
  if (state === 'confirmed') return { key: 'talking', label: texts.talkingTime }
  return { key: 'waiting', label: texts.waitingTime }
}

function actionsOf({ can, state }: TransferView, texts: TransferTexts): TransferProps['actions'] {
  const confirmed = state === 'confirmed'
  const when = (needed: TransferView['can'][number], label: string, icon: IconName, command: TransferPress) =>
    can.includes(needed) ? { label, icon, command } : null
  return {
    unblock: when('UNBLOCK', texts.unblock, 'play', 'UNBLOCK'),
    retry: when('RETRY', texts.retry, 'again', 'RETRY'),
    mute: when('UNMUTE', texts.unmute, 'microphone-off', 'UNMUTE') ?? when('MUTE', texts.mute, 'microphone', 'MUTE'),
    keypad: when('DTMF', texts.keypad, 'keypad', 'KEYPAD'),
    hangup: confirmed
      ? when('HANGUP', texts.hangup, 'hang-up', 'HANGUP')
      : when('CANCEL', texts.cancel, 'hang-up', 'CANCEL'),
    dismiss: when('DISMISS', texts.dismiss, 'close', 'DISMISS'),
  }
}

function momentOf({ state, notice }: TransferView, quiet: boolean): TransferProps['moment'] {
  if (quiet) return 'none'
  if (state === 'idle' || state === 'cleanup') return 'over'
  if (notice === 'blocked') return 'blocked'
  if (state === 'confirmed') return 'talking'
  return state === 'calling' && notice !== 'dialing' ? 'ringing' : 'waiting'
}

/** Projects a transfer's view onto what the element shows. Pure; equal for equal views and texts. */
export function connectTransfer(view: TransferView, texts: TransferTexts, manual: Manual): TransferProps {
  const failure = shownFailure(view)
  const { notice, state, department } = view
  const quiet = notice === 'ready' && !failure
  const timer = timerOf(view, texts)
  const [tone, icon] = failure ? (['bad', 'warning'] as const) : moods[notice]
  return {
    quiet,
    detail: failure?.code ?? notice,
    tone,
    icon,
    title: format(texts.title, { department: readable(department ?? '', shown.name) }, texts.locale),
    now: nowOf(view, texts),
    next: nextOf(view, texts),
    note: view.muted ? texts.muted : '',
    alert: failure ? sentenceOf(failure, texts) : '',
    afterwards: state === 'confirmed' ? texts.afterwards[view.afterwards] : '',
    steps: stepsOf(view, texts),
    timer,
    actions: actionsOf(view, texts),
    inCall: timer !== null,
    moment: momentOf(view, quiet),
    manual: failure || notice === 'assistant-gone' ? manualOptions(manual, texts) : [],
    details: failure ? detailsOf(failure, texts) : null,
  }
}
