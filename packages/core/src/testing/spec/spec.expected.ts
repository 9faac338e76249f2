import type { Hearing } from '../../assistant/index.ts'
import type { Notice, TransferState } from '../../transfer/index.ts'
import type { CallerIntent, Expected, Facts, Place, Trouble } from './spec.types.ts'

interface Shown {
  readonly state: TransferState
  readonly notice: Notice
  readonly can: readonly CallerIntent[]
}

const shown = (state: TransferState, notice: Notice, ...can: readonly CallerIntent[]): Shown => ({ state, notice, can })

const places: Record<Place, Shown> = {
  idle: shown('idle', 'ready'),
  bridged: shown('idle', 'bridged', 'DISMISS'),
  refused: shown('idle', 'refused', 'DISMISS'),
  returned: shown('idle', 'returned', 'RETRY', 'DISMISS'),
  abandoned: shown('idle', 'abandoned', 'DISMISS'),
  'handed over': shown('idle', 'handed-over', 'DISMISS'),
  lost: shown('idle', 'lost', 'RETRY', 'DISMISS'),
  connecting: shown('connecting', 'connecting', 'CANCEL', 'HANGUP'),
  dialing: shown('calling', 'dialing', 'CANCEL', 'HANGUP'),
  ringing: shown('calling', 'ringing', 'CANCEL', 'HANGUP'),
  'early media': shown('calling', 'early-media', 'CANCEL', 'HANGUP'),
  joining: shown('confirmed', 'joining', 'CANCEL', 'HANGUP', 'DTMF'),
  talking: shown('confirmed', 'talking', 'CANCEL', 'HANGUP', 'DTMF'),
  draining: shown('failed', 'hanging-up', 'CANCEL', 'HANGUP'),
  waiting: shown('failed', 'trying-again', 'CANCEL', 'HANGUP'),
  'hanging up': shown('cleanup', 'hanging-up'),
}

const troubled: Record<Exclude<Trouble, 'none'>, Notice> = {
  'on hold': 'on-hold',
  'line lost': 'reconnecting',
  'line gone': 'reconnecting',
  'path shaky': 'no-sound',
  'path gone': 'no-sound',
  'no sound': 'no-sound',
  silent: 'silent',
  blocked: 'blocked',
  'microphone lost': 'microphone-lost',
}

function noticeOf({ place, trouble, microphone, silenced, assistant }: Facts): Notice {
  // What disturbs the sound of the agent comes first.
  if (silenced && place === 'talking' && ['none', 'silent'].includes(trouble)) return 'microphone-silenced'
  if (trouble !== 'none' && (place === 'talking' || ['blocked', 'on hold'].includes(trouble))) return troubled[trouble]
  if (place === 'connecting' && microphone === 'prompting') return 'prompting'
  if (place === 'idle' && assistant === 'gone') return 'assistant-gone'
  return places[place].notice
}

function canOf({ place, muted, trouble }: Facts): CallerIntent[] {
  const call: CallerIntent[] = places[place].state === 'confirmed' ? [muted ? 'UNMUTE' : 'MUTE'] : []
  return [...places[place].can, ...call, ...(trouble === 'blocked' ? (['UNBLOCK'] as const) : [])].sort()
}

/** The caller's way to the assistant closes at the answer, or at the first ring; its voice falls silent at the commit. */
function hearingOf(facts: Facts): Hearing {
  const { place, terms, answered } = facts
  const rings = terms.inputCut === 'ring' && (place === 'ringing' || place === 'early media')
  // A hang-up may cross the answer, so that nothing is let in until the call is over.
  const cut = answered || rings || place === 'draining' || place === 'hanging up'
  return { input: !cut && !isOver(facts), output: place !== 'talking' && !isOver(facts) }
}

/** Nothing comes after the agent: the page wants the conversation to be over. */
const isOver = ({ place, terms, committed }: Facts): boolean =>
  terms.afterHandover === 'end' && committed && (place === 'handed over' || place === 'hanging up')

/** Packets still arrive while the line alone is lost, while an agent says nothing and while the microphone is gone. */
const unheard: readonly Trouble[] = ['on hold', 'path shaky', 'path gone', 'no sound', 'blocked']

function voiceOf(facts: Facts): Expected['voice'] {
  const { place, trouble, assistant } = facts
  if (place === 'talking') return unheard.includes(trouble) ? 'nobody' : 'agent'
  return assistant === 'here' && !isOver(facts) ? 'assistant' : 'nobody'
}

/** The ringing tone waits until the sentence is spoken, and for sound from the far side it makes room. */
const tone = ({ place, sentence }: Facts): boolean => place === 'ringing' && sentence === 'spoken'

/** After a transfer, who was called last; where nobody was called, who was to be. */
function extensionOf({ place, targets, target, attempts }: Facts): string | null {
  if (places[place].state !== 'idle') return targets[target] ?? null
  return attempts.at(-1)?.split(' ')[0] ?? targets[0] ?? null
}

/** What must hold where these facts are. */
export const expected = (facts: Facts): Expected => ({
  state: places[facts.place].state,
  notice: noticeOf(facts),
  voice: voiceOf(facts),
  hearing: hearingOf(facts),
  can: canOf(facts),
  muted: facts.muted,
  extension: extensionOf(facts),
  failure: facts.failure,
  open: {
    line: facts.line !== 'closed',
    microphone: facts.microphone !== 'released',
    call: facts.call,
    tone: tone(facts),
  },
  outcome: facts.outcome,
})
