import { assign, fromCallback, setup } from 'xstate'
import type { CallEnd } from '../sip/index.ts'
import {
  type CallCommand,
  type CallFacts,
  type CallInput,
  type CallNews,
  type CallOutput,
  callLimits,
  type LegCommand,
  type LegReport,
  type OwnHold,
} from './call.types.ts'

/** What a call remembers. `own` is why this side gave it up, where it did. */
export interface CallContext extends CallInput {
  readonly end: CallEnd | null
  readonly own: Pick<CallEnd, 'cause' | 'by' | 'detail'> | null
  readonly answered: boolean
}

/** Somebody is at it: it rings, is forwarded, queued or in progress (RFC 3261 §21.1), with or without SDP. */
const ringing = [180, 181, 182, 183]

const base = setup({
  types: {
    context: {} as CallContext,
    events: {} as CallCommand | LegReport | { type: 'xstate.error.actor.leg'; error: unknown },
    input: {} as CallInput,
    output: {} as CallOutput,
    children: {} as { leg: 'leg' },
  },
  actors: { leg: fromCallback<LegCommand, CallInput>(() => {}) },
  delays: {
    hangupLimit: callLimits.hangup,
    linkLimit: callLimits.link,
    pathLimit: callLimits.path,
    holdLimit: callLimits.hold,
    refusalLimit: callLimits.refusal,
  },
  guards: {
    incoming: ({ context }) => context.direction === 'in',
    rings: ({ event }) => event.type === 'leg.progress' && (ringing.includes(event.status) || event.media),
    lineUp: ({ event }) => event.type === 'LINK' && event.up,
    lineDown: ({ event }) => event.type === 'LINK' && !event.up,
    soundStalls: ({ event }) => event.type === 'leg.sound' && event.state === 'stalled',
    agreed: ({ event }) => event.type === 'leg.hold' && event.agreed,
    pathFailed: ({ event }) => event.type === 'leg.path' && event.state === 'failed',
    pathShaky: ({ event }) => event.type === 'leg.path' && event.state === 'disconnected',
    pathSteady: ({ event }) => event.type === 'leg.path' && event.state === 'connected',
  },
})

type Told = CallNews extends infer News ? (News extends CallNews ? Omit<News, 'id'> : never) : never

const tell = (news: (event: CallCommand | LegReport) => Told | undefined) =>
  base.enqueueActions(({ context, event, self, enqueue }) => {
    const told = event.type === 'xstate.error.actor.leg' ? undefined : news(event)
    if (told && self._parent) enqueue.sendTo(self._parent, { ...told, id: context.id })
  })

const facts = (changed: Partial<CallFacts>): Told => ({ type: 'call.facts', facts: changed })

const tellHold = (hold: OwnHold) => tell(() => facts({ hold }))

/** What a report or a command changes in what the parent knows. */
function factOf(event: CallCommand | LegReport): Told | undefined {
  switch (event.type) {
    case 'MUTE':
      return facts({ muted: true })
    case 'UNMUTE':
      return facts({ muted: false })
    case 'leg.farHold':
      return facts({ farHold: event.on })
    case 'leg.sound':
      return facts({ sound: event.state })
    case 'leg.comfortNoise':
      return facts({ comfortNoise: true })
    case 'leg.level':
      return facts({ silent: event.silent })
    case 'leg.playback':
      return facts({ blocked: event.blocked })
    case 'LINK':
      return facts({ link: event.up ? 'steady' : 'recovering' })
    case 'leg.path':
      return facts({ path: event.state === 'disconnected' ? 'shaky' : 'steady' })
    default:
      return undefined
  }
}

/** The names that the call's table uses. */
export const callSetup = base.extend({
  actions: {
    relay: base.sendTo('leg', ({ event }) => event as CallCommand),
    hangup: base.sendTo('leg', { type: 'HANGUP' }),
    ask: base.sendTo('leg', { type: 'REFRESH' }),
    noteAnswered: base.assign({ answered: true }),
    noteEnd: base.assign({ end: ({ event, context }) => (event.type === 'leg.ended' ? event.end : context.end) }),
    noteOwn: assign((_, own: NonNullable<CallContext['own']>) => ({ own })),
    tellSent: tell((event) =>
      event.type === 'leg.sent' ? { type: 'call.sent', gathering: event.gathering } : undefined,
    ),
    tellRinging: tell(() => ({ type: 'call.ringing' })),
    tellEarly: tell((event) =>
      event.type === 'leg.early' ? { type: 'call.early', audible: event.audible } : undefined,
    ),
    tellAnswered: tell(() => ({ type: 'call.answered' })),
    tellProven: tell(() => ({ type: 'call.proven' })),
    tellFact: tell((event) => factOf(event)),
    tellNotHeld: tellHold('none'),
    tellHolding: tellHold('holding'),
    tellHoldRefused: tellHold('hold-refused'),
    tellHeld: tellHold('held'),
    tellResuming: tellHold('resuming'),
    tellResumeRefused: tellHold('resume-refused'),
  },
})

/** The context that a call starts with. */
export const callContext = (input: CallInput): CallContext => ({ ...input, end: null, own: null, answered: false })

/** Why the call ended: this side's own reason before what the library made of our hang-up. */
export function callOutput({ id, end, own, answered }: CallContext): CallOutput {
  const known: CallEnd = end ?? {
    cause: 'hangup',
    by: 'local',
    answered,
    signalled: false,
    detail: 'no end was reported',
  }
  return { id, end: { ...known, ...own } }
}
