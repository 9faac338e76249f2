import type { Caller, DeskCommand, DeskNotice, DeskView, Failure, OwnHold } from '@patchcord/core'
import type { DeskAction } from './desk.anatomy.ts'
import type { DeskTexts } from './desk.texts.ts'
import { detailsOf } from './details.ts'
import type { IconName } from './icons.ts'
import type { PanelProps, Tone } from './panel.ts'
import { readable, shown } from './readable.ts'
import { format, type Message } from './texts.ts'
import type { TimerProps } from './timer.ts'

/** What a button of the desk does; `KEYPAD` stays within the element. */
type DeskPress = DeskCommand | 'KEYPAD'

/** Who calls, as it is shown. */
export interface CallerProps {
  readonly name: string
  readonly initial: string
  readonly facts: readonly (readonly [label: string, value: string])[]
}

/** The calls that nobody here talked to, the newest first. */
export interface MissedProps {
  readonly title: string
  readonly clear: string
  readonly locale: string
  readonly calls: readonly { readonly at: number; readonly name: string; readonly number: string }[]
}

/** Everything that the element shows, as plain data. */
export interface DeskProps extends PanelProps<DeskAction, DeskPress> {
  readonly ringing: boolean
  /** The alert stands beside what happens now, rather than in its place. */
  readonly aside: boolean
  readonly form: boolean
  readonly caller: CallerProps | null
  readonly missed: MissedProps | null
}

const moods: Readonly<Record<DeskNotice, readonly [Tone, IconName]>> = {
  'signed-out': ['calm', 'person'],
  connecting: ['busy', 'person'],
  refused: ['bad', 'warning'],
  recovering: ['warn', 'again'],
  ready: ['good', 'check'],
  'not-ready': ['calm', 'pause'],
  ringing: ['busy', 'phone'],
  'on-call': ['good', 'phone'],
  'wrap-up': ['calm', 'wait'],
  prompting: ['warn', 'microphone'],
  answering: ['busy', 'phone'],
  talking: ['good', 'voice'],
  blocked: ['warn', 'play'],
  reconnecting: ['warn', 'again'],
  'on-hold': ['warn', 'pause'],
  'held-by-both': ['warn', 'pause'],
  holding: ['busy', 'pause'],
  held: ['warn', 'pause'],
  'hold-refused': ['warn', 'warning'],
  resuming: ['busy', 'resume'],
  'resume-refused': ['warn', 'warning'],
  'no-sound': ['warn', 'play'],
  'microphone-lost': ['warn', 'microphone-off'],
  'microphone-silenced': ['warn', 'microphone-off'],
  'hanging-up': ['calm', 'hang-up'],
}

const inCall = ({ state }: DeskView): boolean => state === 'ringing' || state === 'on-call'

/** A call that ended before there was a talk, or during it, needs other words than a line. */
function sentenceOf({ code, stage, sentence }: Failure, texts: DeskTexts): string {
  if (stage === 'joining') return texts.endedEarly
  if (stage === 'ringing' && code === 'connection-lost') return texts.lostRinging
  if (stage === 'talking' && (code === 'server-error' || code === 'codec-mismatch')) return texts.cutOff
  return texts.failures[code] ?? sentence
}

/** A failure waits until the call that came after it is over. */
const shownFailure = (view: DeskView): Failure | null => (inCall(view) ? null : view.failure)

/** What a PBX writes where it may not tell who calls (RFC 3261 §8.1.1.3, RFC 3323 §4.1.1.3). */
const nobody = /^(anonymous|unknown|unavailable|restricted)$/i

const tell = (text: string | undefined, limit: number): string => {
  const told = readable(text ?? '', limit)
  return nobody.test(told) ? '' : told
}

/** The caller's name, else the number; empty where neither is known. */
const nameOf = (caller: Caller | null): string =>
  tell(caller?.displayName, shown.name) || tell(caller?.user, shown.name)

function callerOf(caller: Caller | null, texts: DeskTexts): CallerProps | null {
  if (!caller) return null
  const name = nameOf(caller) || texts.unknownCaller
  const number = tell(caller.user, shown.name)
  const facts = [
    [texts.number, number === name ? '' : number],
    [texts.department, tell(caller.department, shown.fact)],
    [texts.topic, tell(caller.topic, shown.fact)],
    [texts.conversation, tell(caller.conversationId, shown.fact)],
  ] as const
  return { name, initial: [...name][0]?.toUpperCase() ?? '', facts: facts.filter(([, value]) => value !== '') }
}

function missedOf({ missed }: DeskView, texts: DeskTexts): MissedProps | null {
  const calls = missed.map(({ caller }) => {
    const [name, number] = [nameOf(caller) || texts.unknownCaller, tell(caller.user, shown.name)]
    return { at: caller.at, name, number: number === name ? '' : number }
  })
  if (calls.length === 0) return null
  return {
    title: format(texts.missed, { count: calls.length }, texts.locale),
    clear: texts.clearMissed,
    locale: texts.locale,
    calls: calls.reverse(),
  }
}

function timerOf({ state, caller }: DeskView, texts: DeskTexts): TimerProps | null {
  const key = `${state} ${caller?.callId ?? ''}`
  if (state === 'ringing') return { key, label: texts.ringingTime }
  if (state === 'on-call') return { key, label: texts.callTime }
  return state === 'wrap-up' ? { key: state, label: texts.wrapUpTime } : null
}

const held: readonly OwnHold[] = ['held', 'resuming', 'resume-refused']

/** It stands there for as long as there is a talk, so that it keeps the focus while the phone system is asked. */
function holdOf({ can, hold }: DeskView, texts: DeskTexts): DeskProps['actions']['hold'] {
  if (!can.includes('DTMF')) return null
  const waits = !can.includes('HOLD') && !can.includes('RESUME')
  return held.includes(hold)
    ? { label: texts.resume, icon: 'resume', command: 'RESUME', waits }
    : { label: texts.hold, icon: 'pause', command: 'HOLD', waits }
}

/** Nobody is signed in, so that the form is shown. */
const asksToSignIn = ({ state }: DeskView): boolean => state === 'signed-out' || state === 'refused'

function actionsOf(view: DeskView, texts: DeskTexts): DeskProps['actions'] {
  const free = !inCall(view)
  const when = (command: DeskCommand, label: string, icon: IconName, also = true) =>
    also && view.can.includes(command) ? { label, icon, command } : null
  return {
    answer: when('ANSWER', texts.answer, 'phone'),
    unblock: when('UNBLOCK', texts.unblock, 'play'),
    mute: when('UNMUTE', texts.unmute, 'microphone-off') ?? when('MUTE', texts.mute, 'microphone'),
    hold: holdOf(view, texts),
    keypad: view.can.includes('DTMF') ? { label: texts.keypad, icon: 'keypad', command: 'KEYPAD' } : null,
    hangup:
      when('DECLINE', texts.decline, 'hang-up') ?? when('HANGUP', texts.hangup, 'hang-up', view.state === 'on-call'),
    done: when('DONE', texts.done, 'check', free),
    availability: when('GO_READY', texts.ready, 'check', free) ?? when('GO_NOT_READY', texts.notReady, 'pause', free),
    'sign-out': when('SIGN_OUT', texts.signOut, 'leave', free && !asksToSignIn(view)),
    dismiss: when('DISMISS', texts.dismiss, 'close', free && view.state !== 'refused'),
  }
}

const write = (message: Message, { caller, extension }: DeskView, { locale }: DeskTexts): string =>
  format(message, { caller: nameOf(caller), extension: readable(extension ?? '', shown.name) }, locale)

function alertOf(view: DeskView, texts: DeskTexts): string {
  if (view.state === 'ringing') return write(texts.now.ringing, view, texts)
  const failure = shownFailure(view)
  return failure ? sentenceOf(failure, texts) : ''
}

const noteOf = ({ muted, alsoRinging }: DeskView, texts: DeskTexts): string => {
  if (muted) return texts.muted
  return alsoRinging > 0 ? format(texts.alsoRinging, { count: alsoRinging }, texts.locale) : ''
}

/** Projects a desk's view onto what the element shows. Pure; equal for equal views and texts. */
export function connectDesk(view: DeskView, texts: DeskTexts): DeskProps {
  const { notice, state, caller } = view
  const failure = shownFailure(view)
  const alert = alertOf(view, texts)
  const [tone, icon] = moods[notice]
  const replaced = alert !== '' && (state === 'ringing' || state === 'refused')
  return {
    tone,
    icon,
    title: write(texts.title, view, texts),
    ringing: state === 'ringing',
    aside: alert !== '' && !replaced,
    form: asksToSignIn(view),
    now: replaced ? '' : write(texts.now[notice], view, texts),
    next: write(texts.next[notice], view, texts),
    note: noteOf(view, texts),
    alert,
    caller: inCall(view) || state === 'wrap-up' ? callerOf(caller, texts) : null,
    missed: inCall(view) || asksToSignIn(view) ? null : missedOf(view, texts),
    timer: timerOf(view, texts),
    actions: actionsOf(view, texts),
    details: failure ? detailsOf(failure, texts) : null,
  }
}
