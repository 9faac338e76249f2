import type { FailureCode, Stage } from '../failure/index.ts'
import { transferContext, transferSetup } from './transfer.setup.ts'

const because = <Reason extends FailureCode>(stage: Stage, code: Reason) =>
  ({ target: '#failed', actions: { type: 'failWith', params: { stage, code } } }) as const
const unplugged = <At extends Stage>(stage: At) =>
  ({
    target: '#failed',
    actions: ['closeMic', { type: 'failWith', params: { stage, code: 'mic-missing' } }],
  }) as const
const reported = (stage: Stage) => ({ type: 'failFromReport', params: { stage } }) as const

/** The announcing sentence runs beside connecting and calling; what sounds later is the assistant's own business. */
const announcing = {
  'assistant.speaking': { guard: 'unspoken', actions: 'noteSpeaking' },
  'assistant.spoken': { guard: 'unspoken', actions: 'noteSpoken' },
} as const

/** The caller may leave every state but idle in one step; cleanup alone is not entered again. */
const leaving = {
  CANCEL: { target: '#cleanup', actions: 'noteCaller' },
  HANGUP: { target: '#cleanup', actions: 'noteCaller' },
  'caller.left': { target: '#cleanup', actions: 'noteCaller' },
} as const

const connecting = {
  line: {
    initial: 'waiting',
    states: {
      waiting: {
        always: { guard: 'lineUp', target: 'ready' },
        on: { 'line.down': { target: '#failed', actions: ['noteLineDown', reported('line')] } },
        after: { lineLimit: because('line', 'server-unreachable') },
      },
      /** Lost again while the caller is still asked for the microphone: the line comes back by itself. */
      ready: { on: { 'line.down': { target: 'waiting', actions: 'noteLineDown' } } },
    },
  },
  microphone: {
    initial: 'waiting',
    states: {
      waiting: {
        always: { guard: 'micLive', target: 'ready' },
        on: { 'mic.refused': { target: '#failed', actions: reported('microphone') } },
        after: { microphoneLimit: because('microphone', 'mic-denied') },
      },
      ready: {},
    },
  },
} as const

const calling = {
  leg: {
    initial: 'dialing',
    states: {
      dialing: {
        on: {
          'call.ringing': { guard: 'mine', target: 'ringing' },
          'xstate.done.actor.call': { guard: 'mine', target: '#failed', actions: ['dropCall', reported('dialing')] },
        },
      },
      ringing: {
        initial: 'quiet',
        on: { 'call.early': { guard: 'audible', target: 'earlyMedia' } },
        states: {
          quiet: { always: { guard: 'announced', target: 'tone' } },
          tone: { invoke: { src: 'ringback', id: 'ringback' } },
        },
      },
      /** Until it falls silent: then the tone is back. */
      earlyMedia: { on: { 'call.early': { guard: 'inaudible', target: 'ringing' } } },
    },
  },
  announcement: {
    initial: 'expected',
    states: {
      expected: {
        always: [
          { guard: 'announced', target: 'spoken' },
          { guard: 'isSpeaking', target: 'speaking' },
        ],
        after: { announcementLimit: { target: 'spoken', actions: 'noteSpoken' } },
      },
      speaking: {
        always: { guard: 'announced', target: 'spoken' },
        after: { speechLimit: { target: 'spoken', actions: 'noteSpoken' } },
      },
      spoken: {},
    },
  },
} as const

/**
 * A transfer's life, from the request to the outcome. The table only names things: what they do is in
 * `transfer.setup.ts`, what comes next in `transfer.plan.ts`, what a screen needs in `transfer.view.ts`.
 */
export const transferMachine = transferSetup.createMachine({
  id: 'transfer',
  context: ({ input }) => transferContext(input),
  invoke: { src: 'assistant', id: 'assistant' },
  on: {
    'line.up': { guard: 'lineOpen', actions: ['noteLineUp', 'tellLine'] },
    'line.down': { guard: 'lineOpen', actions: ['noteLineDown', 'tellLine'] },
    'mic.prompting': { guard: 'micAsked', actions: 'notePrompting' },
    'mic.granted': { guard: 'micOpen', actions: 'noteMicLive' },
    'mic.ended': { guard: 'micOpen', actions: 'noteMicLost' },
    'mic.silenced': { guard: 'micOpen', actions: 'noteSilenced' },
    'assistant.up': { actions: 'noteAssistantUp' },
    'assistant.down': { actions: 'noteAssistantDown' },
    REQUEST: { actions: 'refuseBusy' },
    'xstate.error.actor.assistant': { actions: 'noteAssistantDown' },
    // An error that no transition takes would end the machine.
    'xstate.error.actor.line': [{ guard: 'lineOpen', actions: 'noteLineDown' }, {}],
    'xstate.error.actor.mic': { actions: 'closeMic' },
    'xstate.error.actor.ringback': {},
    'xstate.error.actor.call': { actions: 'dropCall' },
  },
  initial: 'idle',
  states: {
    idle: {
      id: 'idle',
      initial: 'cold',
      on: {
        REQUEST: [
          { guard: 'dials', target: 'connecting', actions: ['accept', 'announce'] },
          { guard: 'isBridged', actions: 'noteBridged' },
          { actions: 'refuse' },
        ],
        RETRY: { guard: 'hasLast', target: 'connecting', actions: ['acceptAgain', 'announce'] },
        'assistant.bridgeFailed': { guard: 'showsBridged', actions: 'refuseBridged' },
        DISMISS: { guard: 'showsSomething', actions: 'dismiss' },
      },
      states: {
        cold: { entry: 'closeLine', on: { PREPARE: { target: 'warm', actions: 'notePrepared' } } },
        warm: {
          entry: 'openLine',
          on: { RELEASE: 'cold', 'caller.left': 'cold', 'line.down': 'cold' },
          after: { warmLimit: 'cold' },
        },
      },
    },
    connecting: {
      entry: ['openLine', 'openMic'],
      on: {
        ...leaving,
        ...announcing,
        'xstate.error.actor.line': { target: '#failed', actions: reported('line') },
        'xstate.error.actor.mic': { target: '#failed', actions: reported('microphone') },
        'mic.ended': unplugged('microphone'),
      },
      always: { guard: 'reached', target: 'calling' },
      type: 'parallel',
      states: connecting,
    },
    calling: {
      entry: 'dial',
      exit: 'noteSpoken',
      on: {
        ...leaving,
        ...announcing,
        'call.sent': { guard: 'mine', actions: 'tellSent' },
        'call.answered': { guard: 'mine', target: 'confirmed' },
        'call.facts': { guard: 'mine', actions: 'noteFacts' },
        UNBLOCK: { actions: 'relay' },
        'xstate.done.actor.call': { guard: 'mine', target: '#failed', actions: ['dropCall', reported('ringing')] },
        'xstate.error.actor.call': { target: '#failed', actions: ['dropCall', reported('dialing')] },
        'mic.ended': [{ guard: 'neverRang', ...unplugged('dialing') }, unplugged('ringing')],
      },
      type: 'parallel',
      states: calling,
      after: { ringLimit: [{ guard: 'neverRang', ...because('dialing', 'timeout') }, because('ringing', 'no-answer')] },
    },
    confirmed: {
      on: {
        ...leaving,
        'call.facts': { guard: 'mine', actions: 'noteFacts' },
        MUTE: { actions: 'relay' },
        UNMUTE: { actions: 'relay' },
        UNBLOCK: { actions: 'relay' },
      },
      initial: 'joining',
      states: {
        joining: {
          on: {
            'call.proven': { guard: 'mine', target: 'talking' },
            'xstate.done.actor.call': { guard: 'mine', target: '#failed', actions: ['dropCall', reported('joining')] },
            'xstate.error.actor.call': { target: '#failed', actions: ['dropCall', reported('joining')] },
          },
          initial: 'proving',
          states: {
            proving: {
              on: { 'call.facts': { guard: 'farHolds', target: 'onHold', actions: 'noteFacts' } },
              after: {
                joinLimit: [
                  { guard: 'neverJoined', ...because('joining', 'ice-failed') },
                  { guard: 'mayBeQuiet', target: 'listening' },
                  because('joining', 'no-audio'),
                ],
              },
            },
            /** An agent who is quiet from the start is proven by RTCP, which comes every five seconds or so. */
            listening: {
              on: { 'call.facts': { guard: 'farHolds', target: 'onHold', actions: 'noteFacts' } },
              after: { joinLimit: because('joining', 'no-audio') },
            },
            /** An agent who holds the call at once is there, and sends nothing that could be proven. */
            onHold: { on: { 'call.facts': { guard: 'farResumes', target: 'proving', actions: 'noteFacts' } } },
          },
        },
        talking: {
          entry: 'noteCommitted',
          on: {
            'xstate.done.actor.call': { guard: 'mine', target: '#cleanup', actions: ['noteEndOfTalk', 'dropCall'] },
            'xstate.error.actor.call': { target: '#cleanup', actions: ['dropCall', 'noteLoss', reported('talking')] },
          },
        },
      },
    },
    failed: {
      id: 'failed',
      on: leaving,
      initial: 'draining',
      states: {
        draining: {
          entry: 'hangup',
          always: { guard: 'noCall', target: 'deciding' },
          on: { 'xstate.done.actor.call': { guard: 'mine', target: 'deciding', actions: 'noteUnsignalled' } },
          after: { drainLimit: 'deciding' },
        },
        deciding: {
          entry: ['dropCall', 'noteAttempt'],
          always: [
            { guard: 'retriesSame', target: 'waiting' },
            { guard: 'huntsOn', target: 'nextTarget' },
            { target: '#cleanup' },
          ],
        },
        /** What the caller answers and the assistant says meanwhile counts: neither is told again. */
        waiting: {
          on: {
            ...announcing,
            'mic.refused': { target: 'deciding', actions: reported('microphone') },
          },
          after: { backoff: { target: '#transfer.connecting', actions: 'nextTry' } },
        },
        nextTarget: { always: { target: '#transfer.connecting', actions: 'nextTarget' } },
      },
    },
    cleanup: {
      id: 'cleanup',
      initial: 'route',
      states: {
        route: { always: [{ guard: 'inCall', target: 'hangingUp' }, { target: 'done' }] },
        hangingUp: {
          entry: 'hangup',
          on: { 'xstate.done.actor.call': { guard: 'mine', target: 'done' }, 'xstate.error.actor.call': 'done' },
          after: { cleanupLimit: 'done' },
        },
        done: {
          entry: ['dropCall', 'closeMic', 'finish'],
          always: [{ guard: 'staysWarm', target: '#idle.warm' }, { target: '#idle.cold' }],
        },
      },
    },
  },
})
