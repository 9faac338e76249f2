import { and, assign, fromCallback, setup, stateIn } from 'xstate'
import { type CallCommand, callMachine, freshFacts } from '../call/index.ts'
import { failure, type Stage } from '../failure/index.ts'
import { afterEnd, callOf, freeSlot, liveCalls, remedyIn } from './desk.plan.ts'
import type { CallSlot, DeskChild, DeskContext, DeskEvent, DeskSettings } from './desk.types.ts'

/** What the machine asks of its line beside opening it: an answer for a call that nobody can take. */
export interface RefuseCommand {
  readonly type: 'REFUSE'
  readonly callId: string
  readonly status: number
}

const idleActor = fromCallback(() => {})

const base = setup({
  types: {
    context: {} as DeskContext,
    events: {} as DeskEvent,
    input: {} as DeskSettings,
    children: {} as { [Name in DeskChild]: Name extends CallSlot ? 'call' : Name },
  },
  actors: { line: fromCallback<RefuseCommand>(() => {}), mic: idleActor, ringtone: idleActor, call: callMachine },
  delays: {
    signInLimit: ({ context }) => context.settings.limits.signIn,
    microphoneLimit: ({ context }) => context.settings.limits.microphone,
    answerLimit: ({ context }) => context.settings.limits.answer,
    wrapUpLimit: ({ context }) => context.settings.limits.wrapUp,
    hangupLimit: ({ context }) => context.settings.limits.hangup,
  },
  guards: {
    signedIn: stateIn({ line: 'on' }),
    available: and([stateIn({ line: 'on' }), stateIn({ presence: 'ready' })]),
    joins: and([
      stateIn({ line: 'on' }),
      stateIn({ presence: 'ready' }),
      ({ context }) => freeSlot(context) !== undefined,
    ]),
    mine: ({ context, event }) => context.call !== null && callOf(context, event)?.slot === context.call,
    offered: ({ context, event }) => context.offers.some(({ slot }) => slot === callOf(context, event)?.slot),
    anotherRings: ({ context }) => context.offers.length > 0,
    fallsBack: and(['mine', 'anotherRings']),
    noWrapUp: ({ context }) => context.settings.limits.wrapUp === 0,
    micLive: ({ context }) => context.mic === 'live',
    hasFailure: ({ context }) => context.failure !== null || context.lost !== null,
    hasMissed: ({ context }) => context.missed.length > 0,
  },
})

const note = (changed: Partial<DeskContext>) => base.assign(() => changed)
/** To the call that is shown. */
const tell = (command: CallCommand) =>
  base.enqueueActions(({ context, enqueue }) => {
    if (context.call) enqueue.sendTo(context.call, command)
  })
const refuse = (status: number) =>
  base.enqueueActions(({ event, enqueue }) => {
    if (event.type === 'line.incoming') enqueue.sendTo('line', { type: 'REFUSE', callId: event.caller.callId, status })
  })

/** The names that the desk's table uses. */
export const deskSetup = base.extend({
  actions: {
    noteExtension: base.assign(({ event }) =>
      event.type === 'SIGN_IN' ? { extension: event.extension, failure: null } : {},
    ),
    forget: note({ extension: null, failure: null, lost: null, missed: [] }),
    clearFailure: note({ failure: null }),
    clearLost: note({ lost: null }),
    forgetMissed: note({ missed: [] }),
    noteFailure: base.assign(({ event }) => ('failure' in event ? { failure: event.failure } : {})),
    noteUnreachable: base.assign(({ context, event }) => ({
      failure: failure(
        {
          code: 'server-unreachable',
          stage: 'line',
          detail: 'detail' in event ? event.detail : 'no answer to REGISTER',
        },
        remedyIn(context),
      ),
    })),
    /** The newest call is shown; one that rang before rings on. */
    take: base.enqueueActions(({ context, event, enqueue }) => {
      const slot = freeSlot(context)
      if (event.type !== 'line.incoming' || !slot) return
      const { caller } = event
      enqueue.assign({ caller, call: slot, offers: liveCalls(context), facts: null, lost: null })
      enqueue.spawnChild('call', {
        id: slot,
        input: { id: caller.callId, direction: 'in', target: caller.user, headers: [] },
      })
    }),
    refuseBusy: refuse(486),
    refuseAway: refuse(480),
    answer: tell({ type: 'ANSWER' }),
    decline: tell({ type: 'REJECT', status: 603 }),
    giveUp: tell({ type: 'REJECT', status: 480 }),
    hangupCurrent: tell({ type: 'HANGUP' }),
    hangupAll: base.enqueueActions(({ context, enqueue }) => {
      for (const { slot } of liveCalls(context)) enqueue.sendTo(slot, { type: 'HANGUP' })
    }),
    relay: base.enqueueActions(({ context, event, enqueue }) => {
      if (context.call) enqueue.sendTo(context.call, event as CallCommand)
    }),
    tellLine: base.enqueueActions(({ context, event, enqueue }) => {
      if (context.call) enqueue.sendTo(context.call, { type: 'LINK', up: event.type !== 'line.down' })
    }),
    /** The answered call is up, so the others find the agent busy. */
    refuseOthers: base.enqueueActions(({ context, enqueue }) => {
      for (const { slot } of context.offers) {
        enqueue.sendTo(slot, { type: 'REJECT', status: 486 })
        enqueue.stopChild(slot)
      }
      enqueue.assign({ offers: [] })
    }),
    dropCurrent: base.enqueueActions(({ context, enqueue }) => {
      if (context.call) enqueue.stopChild(context.call)
    }),
    dropOffer: base.enqueueActions(({ context, event, enqueue }) => {
      const over = callOf(context, event)
      if (!over) return
      enqueue.stopChild(over.slot)
      enqueue.assign({ offers: context.offers.filter(({ slot }) => slot !== over.slot) })
    }),
    /** The newest of the other calls is shown. */
    nextOffer: base.assign(({ context }) => {
      const next = context.offers.at(-1)
      return next ? { caller: next.caller, call: next.slot, offers: context.offers.slice(0, -1), facts: null } : {}
    }),
    dropCalls: base.enqueueActions(({ context, enqueue }) => {
      for (const { slot } of liveCalls(context)) enqueue.stopChild(slot)
      enqueue.assign({ call: null, offers: [], facts: null })
    }),
    forgetCaller: note({ caller: null }),
    noteAsked: note({ mic: 'asked', silenced: false }),
    noteNoMic: note({ mic: 'none', silenced: false }),
    notePrompting: note({ mic: 'prompting' }),
    noteMicLive: note({ mic: 'live' }),
    noteMicLost: note({ mic: 'lost' }),
    noteSilenced: base.assign(({ event }) => (event.type === 'mic.silenced' ? { silenced: event.on } : {})),
    noteMicRefused: base.assign(({ context, event }) => {
      const code = event.type === 'mic.refused' ? event.code : 'mic-denied'
      const detail = event.type === 'mic.refused' ? event.detail : 'no answer to the prompt'
      return { lost: failure({ code, stage: 'microphone', detail }, remedyIn(context)) }
    }),
    noteFacts: base.assign({
      facts: ({ context, event }) =>
        event.type === 'call.facts' ? { ...(context.facts ?? freshFacts), ...event.facts } : context.facts,
    }),
    noteEnd: assign(({ context, event }: { context: DeskContext; event: DeskEvent }, { stage }: { stage: Stage }) =>
      afterEnd(context, event, stage),
    ),
    noteUnacknowledged: base.assign(({ context }) => ({
      lost: failure({ code: 'timeout', stage: 'joining', detail: 'no ACK to the answer' }, remedyIn(context)),
    })),
  },
})

/** The context that a desk starts with. */
export const deskContext = (settings: DeskSettings): DeskContext => ({
  settings,
  extension: null,
  caller: null,
  call: null,
  offers: [],
  mic: 'none',
  silenced: false,
  facts: null,
  failure: null,
  lost: null,
  missed: [],
})
