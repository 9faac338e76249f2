import { and, fromCallback, setup, stateIn } from 'xstate'
import { type CallCommand, callMachine, failureOfEnd, freshFacts } from '../call/index.ts'
import { failure } from '../failure/index.ts'
import type { DeskChild, DeskContext, DeskEvent, DeskSettings } from './desk.types.ts'

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
    children: {} as { [Name in DeskChild]: Name },
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
    mine: ({ context, event }) => idOf(event) === context.caller?.callId,
    noWrapUp: ({ context }) => context.settings.limits.wrapUp === 0,
    micLive: ({ context }) => context.mic === 'live',
    hasFailure: ({ context }) => context.failure !== null,
  },
})

function idOf(event: DeskEvent): string | undefined {
  if (event.type === 'xstate.done.actor.call') return event.output.id
  return 'id' in event ? event.id : undefined
}

const note = (changed: Partial<DeskContext>) => base.assign(() => changed)
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
    forget: note({ extension: null, failure: null }),
    clearFailure: note({ failure: null }),
    noteFailure: base.assign(({ event }) => ('failure' in event ? { failure: event.failure } : {})),
    noteUnreachable: base.assign(({ context, event }) => ({
      failure: failure(
        {
          code: 'server-unreachable',
          stage: 'line',
          detail: 'detail' in event ? event.detail : 'no answer to REGISTER',
        },
        context.settings.remedy,
      ),
    })),
    take: base.enqueueActions(({ event, enqueue }) => {
      if (event.type !== 'line.incoming') return
      const { caller } = event
      enqueue.assign({ caller, call: true, facts: null, failure: null })
      enqueue.spawnChild('call', {
        id: 'call',
        input: { id: caller.callId, direction: 'in', target: caller.user, headers: [] },
      })
    }),
    refuseBusy: refuse(486),
    refuseAway: refuse(480),
    answer: base.sendTo('call', { type: 'ANSWER' }),
    decline: base.sendTo('call', { type: 'REJECT', status: 603 }),
    giveUp: base.sendTo('call', { type: 'REJECT', status: 480 }),
    hangup: base.enqueueActions(({ context, enqueue }) => {
      if (context.call) enqueue.sendTo('call', { type: 'HANGUP' })
    }),
    relay: base.sendTo('call', ({ event }) => event as CallCommand),
    tellLine: base.enqueueActions(({ context, event, enqueue }) => {
      if (context.call) enqueue.sendTo('call', { type: 'LINK', up: event.type !== 'line.down' })
    }),
    dropCall: base.enqueueActions(({ context, enqueue }) => {
      if (context.call) enqueue.stopChild('call')
      enqueue.assign({ call: false, facts: null })
    }),
    forgetCaller: note({ caller: null }),
    noteAsked: note({ mic: 'asked' }),
    noteNoMic: note({ mic: 'none' }),
    notePrompting: note({ mic: 'prompting' }),
    noteMicLive: note({ mic: 'live' }),
    noteMicLost: note({ mic: 'lost' }),
    noteMicRefused: base.assign(({ context, event }) => {
      const code = event.type === 'mic.refused' ? event.code : 'mic-denied'
      const detail = event.type === 'mic.refused' ? event.detail : 'no answer to the prompt'
      return { failure: failure({ code, stage: 'microphone', detail }, context.settings.remedy) }
    }),
    noteFacts: base.assign({
      facts: ({ context, event }) =>
        event.type === 'call.facts' ? { ...(context.facts ?? freshFacts), ...event.facts } : context.facts,
    }),
    noteLoss: base.assign(({ context, event }) => {
      if (event.type !== 'xstate.done.actor.call' || event.output.end.cause === 'hangup') return {}
      return { failure: failure(failureOfEnd(event.output.end, 'talking'), context.settings.remedy) }
    }),
  },
})

/** The context that a desk starts with. */
export const deskContext = (settings: DeskSettings): DeskContext => ({
  settings,
  extension: null,
  caller: null,
  call: false,
  mic: 'none',
  facts: null,
  failure: null,
})
