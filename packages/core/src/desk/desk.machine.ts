import { deskContext, deskSetup } from './desk.setup.ts'
import { work } from './desk.work.ts'

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
      exit: 'hangupAll',
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

/** An agent's desk: the line, whether calls may come, and the calls. */
export const deskMachine = deskSetup.createMachine({
  id: 'desk',
  context: ({ input }) => deskContext(input),
  type: 'parallel',
  on: {
    DISMISS: { guard: 'hasFailure', actions: ['clearFailure', 'clearLost'] },
    DISMISS_MISSED: { guard: 'hasMissed', actions: 'forgetMissed' },
  },
  states: { line, presence, work },
})
