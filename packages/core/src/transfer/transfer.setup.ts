import { assertEvent, assign } from 'xstate'
import { type CallCommand, failureOfEnd, freshFacts } from '../call/index.ts'
import { type FailureCode, type FailureFacts, failure, type Stage } from '../failure/index.ts'
import { base } from './transfer.guards.ts'
import { attemptId, currentTarget, headersOf, planId, redirected } from './transfer.plan.ts'
import { attemptOf, bridgeFailure, refusalOf, resultOf } from './transfer.result.ts'
import type { TransferContext, TransferEvent, TransferSettings } from './transfer.types.ts'

type LineDown = Extract<TransferEvent, { type: 'line.down' }>

const complete = (context: TransferContext, facts: FailureFacts) => {
  const extension = currentTarget(context)?.extension
  return failure(facts, { ...context.settings.remedy, ...(extension ? { extension } : {}) })
}

/** What keeps a page from loading a SIP stack, by the name of what fixes it. */
const ofLoading: ReadonlySet<string> = new Set(['trusted-types', 'script-src', 'patchcord-jssip.js'])

/** Without a line: the server's doing, or the page's own. */
function lineFailure({ detail, setting }: { readonly detail: string; readonly setting?: string }, stage: Stage) {
  if (!setting) return { code: 'server-unreachable', stage, detail } as const
  return { code: ofLoading.has(setting) ? 'not-loaded' : 'internal', stage, field: setting, detail } as const
}

/** Who has waited for a silent server once has waited long enough: it is not tried again by itself. */
const lineLost = (context: TransferContext, report: LineDown, stage: Stage): Partial<TransferContext> => ({
  failure: complete(context, lineFailure(report, stage)),
  ...(report.silent ? { tries: context.settings.retries } : {}),
})

/** Who ended a talk, as far as the end tells. */
const enders = { local: 'caller', remote: 'agent', system: 'agent', unknown: 'unknown' } as const

const fresh = {
  attempt: 0,
  target: 0,
  tries: 0,
  failure: null,
  facts: null,
  committed: false,
  dialled: false,
  endedBy: null,
  attempts: [],
  announcement: 'spoken',
  last: null,
  bridged: null,
} as const

const note = (changed: Partial<TransferContext>) => base.assign(() => changed)

/** The names that the transfer's table uses. */
export const transferSetup = base.extend({
  actions: {
    openLine: base.enqueueActions(({ context, enqueue }) => {
      if (context.line === 'up' || context.line === 'opening') return
      enqueue.stopChild('line')
      enqueue.assign({ line: 'opening' })
      enqueue.spawnChild('line', { id: 'line' })
    }),
    closeLine: base.enqueueActions(({ enqueue }) => {
      enqueue.stopChild('line')
      enqueue.assign({ line: 'closed', prepared: false })
    }),
    noteLineUp: base.assign({
      line: 'up',
      server: ({ event }) => {
        assertEvent(event, 'line.up')
        return event.server
      },
    }),
    noteLineDown: note({ line: 'down' }),
    tellLine: base.enqueueActions(({ context, event, enqueue }) => {
      if (context.call) enqueue.sendTo('call', { type: 'LINK', up: event.type === 'line.up' })
    }),
    notePrepared: note({ prepared: true }),
    openMic: base.enqueueActions(({ context, enqueue }) => {
      if (context.mic !== 'none' && context.mic !== 'lost') return
      enqueue.stopChild('mic')
      enqueue.assign({ mic: 'asked', silenced: false })
      enqueue.spawnChild('mic', { id: 'mic' })
    }),
    closeMic: base.enqueueActions(({ context, enqueue }) => {
      if (context.mic !== 'none') enqueue.stopChild('mic')
      enqueue.assign({ mic: 'none', silenced: false })
    }),
    notePrompting: note({ mic: 'prompting' }),
    noteMicLive: note({ mic: 'live' }),
    noteMicLost: note({ mic: 'lost' }),
    noteSilenced: base.assign(({ event }) => {
      assertEvent(event, 'mic.silenced')
      return { silenced: event.on }
    }),
    accept: base.assign(({ event }) => {
      assertEvent(event, 'REQUEST')
      if (event.plan.kind !== 'dial') return {}
      const { request } = event.plan
      return { ...fresh, request, announcement: request.announced ? ('expected' as const) : ('spoken' as const) }
    }),
    acceptAgain: base.assign(({ event, context }) => {
      assertEvent(event, 'RETRY')
      const request = context.last?.request ?? null
      return { ...fresh, request: request && { ...request, transferId: event.transferId } }
    }),
    announce: base.emit(({ context }) => ({ type: 'accepted', transferId: context.request?.transferId ?? '' })),
    /** Told on the screen, since nothing runs. */
    refuse: base.enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'REQUEST')
      const result = refusalOf(event.plan, context)
      enqueue.assign({ last: { request: null, result }, bridged: null })
      enqueue.emit({ type: 'refused', result, shown: true })
    }),
    /** Told to the log alone: the running transfer and its screen stay as they are. */
    refuseBusy: base.enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'REQUEST')
      enqueue.emit({ type: 'refused', result: refusalOf(event.plan, context), shown: false })
    }),
    noteBridged: base.enqueueActions(({ event, enqueue }) => {
      assertEvent(event, 'REQUEST')
      const transferId = planId(event.plan)
      const ringsCaller = event.plan.kind === 'bridged' && event.plan.ringsCaller
      enqueue.assign({ last: null, bridged: { transferId, ringsCaller } })
      enqueue.emit({ type: 'bridged', transferId })
    }),
    /** Nobody calls the caller after all. */
    refuseBridged: base.enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'assistant.bridgeFailed')
      const result = bridgeFailure(event.detail, context)
      enqueue.assign({ last: { request: null, result }, bridged: null })
      enqueue.emit({ type: 'refused', result, shown: true })
    }),
    dismiss: note({ last: null, bridged: null }),
    dial: base.enqueueActions(({ context, enqueue }) => {
      const target = currentTarget(context)
      if (!context.request || !target) return
      const { headers } = headersOf(context.request, context.settings)
      enqueue.spawnChild('call', {
        id: 'call',
        input: { id: attemptId(context), direction: 'out', target: target.uri, headers },
      })
      enqueue.assign({ call: true, dialled: true, facts: null })
      enqueue.emit({ type: 'attempt', target: target.uri })
    }),
    tellSent: base.enqueueActions(({ event, enqueue }) => {
      assertEvent(event, 'call.sent')
      enqueue.emit({ type: 'sent', gathering: event.gathering })
    }),
    hangup: base.enqueueActions(({ context, enqueue }) => {
      if (context.call) enqueue.sendTo('call', { type: 'HANGUP' })
    }),
    relay: base.sendTo('call', ({ event }) => event as CallCommand),
    dropCall: base.enqueueActions(({ context, enqueue }) => {
      if (context.call) enqueue.stopChild('call')
      enqueue.assign({ call: false, facts: null })
    }),
    noteFacts: base.assign({
      facts: ({ context, event }) => {
        assertEvent(event, 'call.facts')
        return { ...(context.facts ?? freshFacts), ...event.facts }
      },
    }),
    noteCommitted: note({ committed: true }),
    noteSpeaking: note({ announcement: 'speaking' }),
    noteSpoken: note({ announcement: 'spoken' }),
    noteAssistantUp: note({ assistant: 'here' }),
    noteAssistantDown: note({ assistant: 'gone' }),
    noteCaller: note({ endedBy: 'caller' }),
    noteLoss: note({ endedBy: 'loss' }),
    noteUnsignalled: base.assign({
      failure: ({ context, event }) => {
        assertEvent(event, 'xstate.done.actor.call')
        return context.failure && { ...context.failure, signalled: event.output.end.signalled }
      },
    }),
    failWith: assign(({ context }, facts: { stage: Stage; code: FailureCode }) => ({
      failure: complete(context, facts),
    })),
    failFromReport: assign(
      ({ context, event }: { context: TransferContext; event: TransferEvent }, { stage }: { stage: Stage }) => {
        if (event.type === 'xstate.done.actor.call') {
          const { end } = event.output
          return {
            failure: complete(context, failureOfEnd(end, stage)),
            ...redirected(context, end.response?.contacts),
          }
        }
        if (event.type === 'mic.refused')
          return { failure: complete(context, { code: event.code, stage, detail: event.detail }) }
        if (event.type === 'line.down') return lineLost(context, event, stage)
        return { failure: complete(context, { code: 'internal', stage, detail: event.type }) }
      },
    ),
    noteEndOfTalk: base.assign(({ context, event }) => {
      assertEvent(event, 'xstate.done.actor.call')
      const { end } = event.output
      if (end.cause === 'hangup') return { endedBy: enders[end.by] }
      return { endedBy: 'loss' as const, failure: complete(context, failureOfEnd(end, 'talking')) }
    }),
    noteAttempt: base.assign({ attempts: ({ context }) => attemptOf(context), dialled: false }),
    nextTry: base.assign({
      failure: null,
      attempt: ({ context }) => context.attempt + 1,
      tries: ({ context }) => context.tries + 1,
    }),
    nextTarget: base.assign({
      failure: null,
      attempt: ({ context }) => context.attempt + 1,
      target: ({ context }) => context.target + 1,
      tries: 0,
    }),
    finish: base.enqueueActions(({ context, enqueue }) => {
      const result = resultOf(context)
      enqueue.assign({ ...fresh, request: null, last: { request: context.request, result } })
      enqueue.emit({ type: 'ended', result })
    }),
  },
})

/** The context that a machine starts with. */
export const transferContext = (settings: TransferSettings): TransferContext => ({
  ...fresh,
  settings,
  request: null,
  line: 'closed',
  server: '',
  mic: 'none',
  silenced: false,
  call: false,
  assistant: 'here',
  prepared: false,
})
