import type { Stage } from '../failure/index.ts'

const busy = { 'line.incoming': { guard: 'signedIn', actions: 'refuseBusy' } } as const

/** A call's actor is done, or has crashed, in whatever slot. */
const onEnd = <const Transition>(over: Transition) =>
  ({
    'xstate.done.actor.call.0': over,
    'xstate.done.actor.call.1': over,
    'xstate.done.actor.call.2': over,
    'xstate.error.actor.call.0': over,
    'xstate.error.actor.call.1': over,
    'xstate.error.actor.call.2': over,
  }) as const

const noteEnd = <const At extends Stage>(stage: At) => ({ type: 'noteEnd', params: { stage } }) as const

/** A call that rings beside the shown one. */
const otherEnds = { guard: 'offered', actions: [noteEnd('ringing'), 'dropOffer'] } as const

/** Back to a call that still rings, where there is one. */
const giveUp = [
  { guard: 'anotherRings', target: '#work.ringing', actions: ['dropCurrent', 'nextOffer'] },
  { target: '#work.wrapUp' },
] as const

/** The answered call ends, at a stage. */
const ends = <const At extends Stage>(stage: At) =>
  onEnd([
    otherEnds,
    { guard: 'fallsBack', target: '#work.ringing', actions: [noteEnd(stage), 'dropCurrent', 'nextOffer'] },
    { guard: 'mine', target: '#work.wrapUp', actions: noteEnd(stage) },
  ])

/** What this side ends needs no word. */
const endsByUs = onEnd([
  otherEnds,
  { guard: 'fallsBack', target: '#work.ringing', actions: ['dropCurrent', 'nextOffer'] },
  { guard: 'mine', target: '#work.wrapUp' },
])

/** From the answer on the microphone is open, until the call is over. Others that ring are kept until this one is up. */
const engaged = {
  entry: 'noteAsked',
  exit: 'noteNoMic',
  invoke: { src: 'mic', id: 'mic' },
  initial: 'asking',
  on: {
    ...busy,
    HANGUP: '.ending',
    'mic.prompting': { actions: 'notePrompting' },
    'mic.ended': { actions: 'noteMicLost' },
    'mic.silenced': { actions: 'noteSilenced' },
    'call.facts': { guard: 'mine', actions: 'noteFacts' },
    UNBLOCK: { actions: 'relay' },
    'xstate.error.actor.mic': { actions: 'noteMicLost' },
  },
  states: {
    asking: {
      on: {
        'mic.granted': { target: 'answering', actions: ['noteMicLive', 'answer'] },
        'mic.refused': { target: 'givingUp', actions: 'noteMicRefused' },
        ...ends('joining'),
      },
      after: { microphoneLimit: { target: 'givingUp', actions: 'noteMicRefused' } },
    },
    answering: {
      on: { 'call.answered': { guard: 'mine', target: 'talking' }, ...ends('joining') },
      after: { answerLimit: { target: 'ending', actions: 'noteUnacknowledged' } },
    },
    talking: {
      entry: 'refuseOthers',
      on: {
        MUTE: { actions: 'relay' },
        UNMUTE: { actions: 'relay' },
        HOLD: { actions: 'relay' },
        RESUME: { actions: 'relay' },
        ...ends('talking'),
      },
    },
    givingUp: { entry: 'giveUp', on: endsByUs, after: { hangupLimit: giveUp } },
    ending: { entry: 'hangupCurrent', on: { HANGUP: {}, ...endsByUs }, after: { hangupLimit: giveUp } },
  },
} as const

/** One call at a time is answered; a few may ring. */
export const work = {
  id: 'work',
  initial: 'free',
  states: {
    free: {
      entry: ['dropCalls', 'forgetCaller'],
      on: {
        'line.incoming': [
          { guard: 'available', target: 'ringing', actions: 'take' },
          { guard: 'signedIn', actions: 'refuseAway' },
        ],
      },
    },
    ringing: {
      invoke: { src: 'ringtone', id: 'ringtone' },
      on: {
        'line.incoming': [{ guard: 'joins', actions: 'take' }, busy['line.incoming']],
        ANSWER: 'engaged',
        DECLINE: [
          { guard: 'anotherRings', actions: ['decline', 'dropCurrent', 'nextOffer'] },
          { target: 'declining', actions: 'decline' },
        ],
        ...onEnd([
          otherEnds,
          { guard: 'fallsBack', actions: [noteEnd('ringing'), 'dropCurrent', 'nextOffer'] },
          { guard: 'mine', target: 'free', actions: noteEnd('ringing') },
        ]),
        'xstate.error.actor.ringtone': {},
      },
    },
    declining: {
      on: { ...busy, ...onEnd({ guard: 'mine', target: 'free' }) },
      after: { hangupLimit: 'free' },
    },
    engaged,
    wrapUp: {
      entry: 'dropCalls',
      on: { ...busy, DONE: 'free' },
      always: { guard: 'noWrapUp', target: 'free' },
      after: { wrapUpLimit: 'free' },
    },
  },
} as const
