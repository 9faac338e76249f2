import { deskContext, deskSetup } from './desk.setup.ts'

/** The agent's line: open exactly in `on`. */
const line = {
  initial: 'out',
  states: {
    out: {
      id: 'out',
      on: {
        SIGN_IN: { target: 'on', actions: 'noteExtension' },
        'line.refused': { target: 'refused', actions: 'noteFailure' },
      },
    },
    on: {
      invoke: { src: 'line', id: 'line' },
      exit: 'hangup',
      initial: 'connecting',
      on: {
        'line.refused': { target: 'refused', actions: 'noteFailure' },
        SIGN_OUT: { target: 'out', actions: 'forget' },
        'agent.left': { target: 'out', actions: 'forget' },
        'xstate.error.actor.line': { target: 'refused', actions: 'noteUnreachable' },
      },
      states: {
        connecting: {
          on: {
            'line.registered': 'up',
            'line.down': { target: 'recovering', actions: 'noteUnreachable' },
            'line.lapsed': { target: 'recovering', actions: 'noteFailure' },
          },
          after: { signInLimit: { target: 'recovering', actions: 'noteUnreachable' } },
        },
        up: {
          entry: 'clearFailure',
          on: {
            'line.down': { target: 'recovering', actions: ['noteUnreachable', 'tellLine'] },
            'line.lapsed': { target: 'recovering', actions: 'noteFailure' },
          },
        },
        recovering: {
          on: {
            'line.registered': 'up',
            'line.up': { actions: 'tellLine' },
            'line.down': { actions: ['noteUnreachable', 'tellLine'] },
            'line.lapsed': { actions: 'noteFailure' },
          },
        },
      },
    },
    refused: {
      on: {
        SIGN_IN: { target: 'on', actions: 'noteExtension' },
        SIGN_OUT: { target: 'out', actions: 'forget' },
        'line.refused': { actions: 'noteFailure' },
      },
    },
  },
} as const

/** Whether calls may come; it survives signing out and in. */
const presence = {
  initial: 'ready',
  states: { ready: { on: { GO_NOT_READY: 'away' } }, away: { on: { GO_READY: 'ready' } } },
} as const

const busy = { 'line.incoming': { guard: 'signedIn', actions: 'refuseBusy' } } as const

/** From the answer on the microphone is open, until the call is over. */
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
    'call.facts': { guard: 'mine', actions: 'noteFacts' },
    UNBLOCK: { actions: 'relay' },
    'xstate.done.actor.call': { guard: 'mine', target: 'wrapUp', actions: 'noteLoss' },
    'xstate.error.actor.call': 'wrapUp',
    'xstate.error.actor.mic': { actions: 'noteMicLost' },
  },
  states: {
    asking: {
      on: {
        'mic.granted': { target: 'answering', actions: ['noteMicLive', 'answer'] },
        'mic.refused': { target: 'givingUp', actions: 'noteMicRefused' },
      },
      after: { microphoneLimit: { target: 'givingUp', actions: 'noteMicRefused' } },
    },
    answering: { on: { 'call.answered': { guard: 'mine', target: 'talking' } }, after: { answerLimit: 'ending' } },
    talking: {
      on: {
        MUTE: { actions: 'relay' },
        UNMUTE: { actions: 'relay' },
        HOLD: { actions: 'relay' },
        RESUME: { actions: 'relay' },
      },
    },
    givingUp: { entry: 'giveUp', after: { hangupLimit: '#work.wrapUp' } },
    ending: { entry: 'hangup', on: { HANGUP: {} }, after: { hangupLimit: '#work.wrapUp' } },
  },
} as const

/** One call at a time. */
const work = {
  id: 'work',
  initial: 'free',
  states: {
    free: {
      entry: ['dropCall', 'forgetCaller'],
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
        ...busy,
        ANSWER: 'engaged',
        DECLINE: { target: 'declining', actions: 'decline' },
        'xstate.done.actor.call': { guard: 'mine', target: 'free' },
        'xstate.error.actor.call': 'free',
        'xstate.error.actor.ringtone': {},
      },
    },
    declining: {
      on: { ...busy, 'xstate.done.actor.call': { guard: 'mine', target: 'free' }, 'xstate.error.actor.call': 'free' },
      after: { hangupLimit: 'free' },
    },
    engaged,
    wrapUp: {
      entry: 'dropCall',
      on: { ...busy, DONE: 'free' },
      always: { guard: 'noWrapUp', target: 'free' },
      after: { wrapUpLimit: 'free' },
    },
  },
} as const

/** An agent's desk: the line, whether calls may come, and the one call. */
export const deskMachine = deskSetup.createMachine({
  id: 'desk',
  context: ({ input }) => deskContext(input),
  type: 'parallel',
  on: { DISMISS: { guard: 'hasFailure', actions: 'clearFailure' } },
  states: { line, presence, work },
})
