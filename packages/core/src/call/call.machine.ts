import { callContext, callOutput, callSetup } from './call.setup.ts'

const giveUp = (cause: 'transport' | 'media', detail: string) =>
  ({ target: '#ending', actions: { type: 'noteOwn', params: { cause, by: 'system', detail } } }) as const
const lineLost = giveUp('transport', 'the connection to the PBX was lost')
const pathLost = giveUp('media', 'the media path was lost')
/** No library has to end a call whose path fails before the answer. */
const pathFails = { guard: 'pathFailed', ...pathLost } as const
const crashed = { type: 'noteOwn', params: { cause: 'internal', by: 'system', detail: 'the leg failed' } } as const

/** The two ways of losing a call that is up; both recover by themselves or end it within their limit. */
const losses = {
  link: {
    initial: 'steady',
    states: {
      steady: { on: { LINK: { guard: 'lineDown', target: 'recovering', actions: 'tellFact' } } },
      recovering: {
        on: {
          LINK: { guard: 'lineUp', target: 'back', actions: 'tellFact' },
          'leg.sound': [{ guard: 'soundStalls', ...lineLost }, { actions: 'tellFact' }],
        },
        after: { linkLimit: lineLost },
      },
      /** What the far side said meanwhile may be lost, its hang-up too: where the sound stops, it is asked. */
      back: {
        on: {
          LINK: { guard: 'lineDown', target: 'recovering', actions: 'tellFact' },
          'leg.sound': [{ guard: 'soundStalls', actions: ['tellFact', 'ask'] }, { actions: 'tellFact' }],
        },
      },
    },
  },
  path: {
    initial: 'steady',
    states: {
      steady: {
        on: {
          'leg.path': [pathFails, { guard: 'pathShaky', target: 'shaky', actions: 'tellFact' }],
        },
      },
      shaky: {
        on: {
          'leg.path': [pathFails, { guard: 'pathSteady', target: 'steady', actions: 'tellFact' }],
        },
        after: { pathLimit: pathLost },
      },
    },
  },
} as const

/** This side's own hold: asked for, then agreed to or refused. The far side's is a fact of its own. */
const hold = {
  initial: 'none',
  states: {
    none: { on: { HOLD: { target: 'holding', actions: 'relay' } } },
    holding: {
      entry: 'tellHolding',
      on: { 'leg.hold': [{ guard: 'agreed', target: 'held' }, { target: 'holdRefused' }] },
      after: { holdLimit: 'holdRefused' },
    },
    holdRefused: {
      entry: 'tellHoldRefused',
      on: { HOLD: { target: 'holding', actions: 'relay' } },
      after: { refusalLimit: { target: 'none', actions: 'tellNotHeld' } },
    },
    held: { entry: 'tellHeld', on: { RESUME: { target: 'resuming', actions: 'relay' } } },
    resuming: {
      entry: 'tellResuming',
      on: {
        'leg.hold': [{ guard: 'agreed', target: 'none', actions: 'tellNotHeld' }, { target: 'resumeRefused' }],
      },
      after: { holdLimit: 'resumeRefused' },
    },
    resumeRefused: {
      entry: 'tellResumeRefused',
      on: { RESUME: { target: 'resuming', actions: 'relay' } },
      after: { refusalLimit: 'held' },
    },
  },
} as const

/**
 * One call's life, as caller or as callee: dialling, ringing, answered, what can be lost while it is up, ending. It
 * knows no parent's business: who is called next and what the assistant hears are decided above.
 */
export const callMachine = callSetup.createMachine({
  id: 'call',
  context: ({ input }) => callContext(input),
  invoke: {
    src: 'leg',
    id: 'leg',
    input: ({ context: { id, direction, target, headers } }) => ({ id, direction, target, headers }),
  },
  output: ({ context }) => callOutput(context),
  initial: 'route',
  on: {
    HANGUP: '#ending',
    UNBLOCK: { actions: 'relay' },
    'leg.playback': { actions: 'tellFact' },
    'leg.path': { guard: 'pathSteady', actions: 'tellFact' },
    'leg.ended': { target: '#ended', actions: 'noteEnd' },
    'xstate.error.actor.leg': { target: '#ended', actions: crashed },
  },
  states: {
    route: { always: [{ guard: 'incoming', target: 'offered' }, { target: 'dialing' }] },
    offered: {
      on: { ANSWER: { target: 'answering', actions: 'relay' }, REJECT: { target: 'rejecting', actions: 'relay' } },
    },
    rejecting: { on: { HANGUP: {} }, after: { hangupLimit: 'ended' } },
    answering: { on: { 'leg.answered': 'up' } },
    dialing: {
      on: {
        'leg.sent': { actions: 'tellSent' },
        'leg.progress': { guard: 'rings', target: 'ringing', actions: 'tellRinging' },
        'leg.answered': 'up',
        'leg.path': pathFails,
      },
    },
    ringing: {
      on: {
        'leg.early': { actions: 'tellEarly' },
        'leg.answered': 'up',
        'leg.path': pathFails,
      },
    },
    up: {
      entry: ['noteAnswered', 'tellAnswered'],
      type: 'parallel',
      on: {
        MUTE: { actions: ['relay', 'tellFact'] },
        UNMUTE: { actions: ['relay', 'tellFact'] },
        'leg.comfortNoise': { actions: 'tellFact' },
        'leg.proven': { actions: 'tellProven' },
        'leg.farHold': { actions: 'tellFact' },
        'leg.sound': { actions: 'tellFact' },
        'leg.level': { actions: 'tellFact' },
      },
      states: { ...losses, hold },
    },
    ending: { id: 'ending', entry: 'hangup', on: { HANGUP: {} }, after: { hangupLimit: 'ended' } },
    ended: { id: 'ended', type: 'final' },
  },
})
