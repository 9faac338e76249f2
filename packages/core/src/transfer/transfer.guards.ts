import { fromCallback, setup, stateIn } from 'xstate'
import { callMachine, freshFacts } from '../call/index.ts'
import { attemptId, huntsOn, retriesSame } from './transfer.plan.ts'
import type { Child, Emitted, TransferContext, TransferEvent, TransferSettings } from './transfer.types.ts'

const idleActor = fromCallback(() => {})
const limit =
  (name: keyof TransferSettings['limits']) =>
  ({ context }: { context: TransferContext }) =>
    context.settings.limits[name]

/** The types, the empty actor slots, the limits and the guards that the table names. */
export const base = setup({
  types: {
    context: {} as TransferContext,
    events: {} as TransferEvent,
    emitted: {} as Emitted,
    input: {} as TransferSettings,
    children: {} as { [Name in Child]: Name },
  },
  actors: { assistant: idleActor, line: idleActor, mic: idleActor, ringback: idleActor, call: callMachine },
  delays: {
    lineLimit: limit('line'),
    microphoneLimit: limit('microphone'),
    ringLimit: limit('ring'),
    joinLimit: limit('join'),
    announcementLimit: limit('announcement'),
    speechLimit: limit('speech'),
    backoff: limit('backoff'),
    drainLimit: limit('drain'),
    cleanupLimit: limit('cleanup'),
    warmLimit: limit('warm'),
  },
  guards: {
    dials: ({ event }) => event.type === 'REQUEST' && event.plan.kind === 'dial',
    isBridged: ({ event }) => event.type === 'REQUEST' && event.plan.kind === 'bridged',
    hasLast: ({ context }) => context.last?.request != null && context.last.result.failure !== undefined,
    showsBridged: ({ context }) => context.bridged !== null,
    showsSomething: ({ context }) => context.last !== null || context.bridged !== null,
    lineOpen: ({ context }) => context.line !== 'closed',
    micAsked: ({ context }) => context.mic === 'asked',
    micOpen: ({ context }) => context.mic !== 'none',
    lineUp: ({ context }) => context.line === 'up',
    reached: ({ context }) => context.line === 'up' && context.mic === 'live',
    neverRang: stateIn({ calling: { leg: 'dialing' } }),
    neverJoined: ({ context }) => (context.facts ?? freshFacts).path === 'none',
    mayBeQuiet: ({ context }) => (context.facts ?? freshFacts).comfortNoise,
    micLive: ({ context }) => context.mic === 'live',
    mine: ({ context, event }) => idOf(event) === attemptId(context),
    audible: ({ context, event }) => audibleOf(context, event) === true,
    inaudible: ({ context, event }) => audibleOf(context, event) === false,
    farHolds: ({ context, event }) => farHoldOf(context, event) === true,
    farResumes: ({ context, event }) => farHoldOf(context, event) === false,
    noCall: ({ context }) => !context.call,
    announced: ({ context }) => context.announcement === 'spoken',
    unspoken: ({ context }) => context.announcement !== 'spoken',
    isSpeaking: ({ context }) => context.announcement === 'speaking',
    retriesSame: ({ context }) => retriesSame(context),
    huntsOn: ({ context }) => huntsOn(context),
    staysWarm: ({ context }) => context.prepared || context.settings.keepWarm,
    inCall: ({ context }) => context.call,
  },
})

/** What an event says of whether the far side of the running call holds it. */
function farHoldOf(context: TransferContext, event: TransferEvent): boolean | undefined {
  return event.type === 'call.facts' && event.id === attemptId(context) ? event.facts.farHold : undefined
}

/** What an event says of whether the running call's early media is heard. */
function audibleOf(context: TransferContext, event: TransferEvent): boolean | undefined {
  return event.type === 'call.early' && event.id === attemptId(context) ? event.audible : undefined
}

function idOf(event: TransferEvent): string | undefined {
  if (event.type === 'xstate.done.actor.call') return event.output.id
  return 'id' in event ? event.id : undefined
}
