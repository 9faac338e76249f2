import { type Actor, createActor, type InspectionEvent } from 'xstate'
import type { AssistantReport } from '../assistant/index.ts'
import { failure } from '../failure/index.ts'
import { guarded } from '../listeners.ts'
import { type Log, warner } from '../log.ts'
import { checkKeys, type LineConfig, SettingError } from '../sip/index.ts'
import { logged } from '../sip/logged.ts'
import { provideTransfer, type TransferHandles, type TransferPorts } from './transfer.actors.ts'
import { type PlanInput, planId, planMessage, planWish, type TransferWish } from './transfer.plan.ts'
import { optionKeys, type TransferOptions, transferSettings } from './transfer.settings.ts'
import type { Intent, Outcome, TransferPlan, TransferSettings } from './transfer.types.ts'
import type { TransferView } from './transfer.view.ts'
import { type Wired, wire } from './transfer.wire.ts'

type Machine = ReturnType<typeof provideTransfer>
type Clock = NonNullable<NonNullable<Parameters<typeof createActor>[1]>['clock']>

/** The ports, the settings, and what a test may put in place of the clock. */
export interface CreateTransferOptions extends TransferPorts, TransferOptions {
  readonly log?: Log
  readonly inspect?: (event: InspectionEvent) => void
  readonly clock?: Clock
  /** Milliseconds of a monotonic clock, for the timeline. */
  readonly now?: () => number
}

/** What an option may be beside those of {@link TransferOptions}. */
const ownKeys = ['sip', 'line', 'media', 'assistant', 'log', 'inspect', 'clock', 'now']

/** What a screen or a page asks of a transfer. */
export type TransferCommand = Exclude<Intent['type'], 'REQUEST' | 'RETRY'>

/** The hand-over of this page's caller. Methods never throw but for misuse; whatever fails is a state. */
export interface Transfer {
  /** What a screen needs now. The same object until something changes. */
  getView(): TransferView
  /** Calls the listener at every change of the view, not at once. Returns how to stop. */
  subscribe(listener: (view: TransferView) => void): () => void
  /** Calls the listener with every outcome that the caller was part of. */
  onOutcome(listener: (outcome: Outcome) => void): () => void
  /** Asks for a transfer on the page's own account. Resolves with its outcome; never rejects. */
  request(wish: TransferWish): Promise<Outcome>
  /** The same again, after a failure. */
  retry(): void
  send(command: TransferCommand): void
  /** Sends digits to the agent's side: 0-9, *, #. They pass through no snapshot and no log. */
  sendDtmf(tones: string): void
  /** The caller leaves (pagehide): hangs up in the same step. */
  leave(): void
  /** Ends what runs, and lets everything go. Resolves when nothing is open. */
  dispose(): Promise<void>
}

const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Resolves with the outcome of what `start` asks for, even where that settles before `start` returns. */
function outcomeOf({ settled }: Pick<Wired, 'settled'>, start: () => string): Promise<Outcome> {
  return new Promise((resolve) => {
    const early: Outcome[] = []
    let id: string | undefined
    const settle = (outcome: Outcome) => {
      stop()
      resolve(outcome)
    }
    const stop = settled.add((outcome) => {
      if (id === undefined) early.push(outcome)
      else if (outcome.transferId === id) settle(outcome)
    })
    id = start()
    const found = early.find(({ transferId }) => transferId === id)
    if (found) settle(found)
  })
}

/** What a request gets after `dispose`: nobody is left to take it. */
const disposedOutcome = ({ remedy }: TransferSettings): Outcome => ({
  transferId: newId(),
  result: 'refused',
  failure: failure({ code: 'internal', stage: 'request', detail: 'the transfer was disposed' }, remedy),
  attempts: [],
  timeline: [],
})

/** Makes plans of what is asked for, and hands them to the machine. */
function planner(settings: TransferSettings, send: (plan: TransferPlan) => void, log: Log) {
  let conversationId: string | undefined
  const warn = (warning: string) => log({ level: 'warn', message: `the request for a transfer: ${warning}` })
  const plan = (make: (input: PlanInput) => TransferPlan): string => {
    const made = make({ transferId: newId(), conversationId, settings, warn })
    send(made)
    return planId(made)
  }
  const hear = (report: AssistantReport) => {
    if (report.type === 'up' && report.conversationId) conversationId = report.conversationId
    if (report.type === 'transfer-initiated') plan((input) => planMessage(report.message, input))
    if (report.type === 'transfer-status')
      log({ level: 'info', message: 'transfer_status concerns the server’s own bridge, not the call here' })
  }
  return { plan, hear }
}

/**
 * Creates the transfer of this page's caller and starts listening to the assistant.
 *
 * @throws SettingError that names a wrong setting
 */
export function createTransfer(options: CreateTransferOptions): Transfer {
  checkKeys(options, [...optionKeys, ...ownKeys])
  const settings = transferSettings(options, checkLine(options.line))
  const log: Log = guarded(options.log ?? (() => {}))
  const handles: TransferHandles = { assistant: undefined, call: undefined, closing: Promise.resolve() }
  const { plan, hear } = planner(settings, (made) => begin({ type: 'REQUEST', plan: made }), log)
  const sip = logged(options.sip, log)
  const actor = createActor(provideTransfer({ ...options, sip }, handles, hear, warner(log)), {
    input: settings,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.inspect ? { inspect: options.inspect } : {}),
  })
  const wired = wire(actor, handles, { ...options, log })
  /** What the assistant may hear is asserted anew at every request: its side may have been reloaded. */
  const begin = (intent: Intent) => {
    if (actor.getSnapshot().matches('idle')) wired.record.start()
    handles.assistant?.hear(wired.getView().hearing)
    actor.send(intent)
  }
  actor.start()
  return {
    getView: wired.getView,
    subscribe: wired.subscribe,
    onOutcome: wired.outcomes.add,
    request(wish) {
      if (actor.getSnapshot().status !== 'active') return Promise.resolve(disposedOutcome(settings))
      return outcomeOf(wired, () => plan((input) => planWish(wish, input)))
    },
    retry: () => begin({ type: 'RETRY', transferId: newId() }),
    send: (command) => actor.send({ type: command }),
    sendDtmf(tones) {
      if (wired.getView().can.includes('DTMF')) handles.call?.sendDtmf(tones)
    },
    leave: () => actor.send({ type: 'caller.left' }),
    dispose: () => dispose(actor).then(() => handles.closing),
  }
}

/** Leaves, waits for idle, then stops: an actor that is just stopped skips its exits. */
function dispose(actor: Actor<Machine>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      actor.stop()
      resolve()
    }
    if (actor.getSnapshot().status !== 'active') return resolve()
    actor.send({ type: 'caller.left' })
    if (actor.getSnapshot().matches('idle')) return done()
    actor.subscribe((snapshot) => {
      if (snapshot.matches('idle')) queueMicrotask(done)
    })
  })
}

function checkLine(line: LineConfig): LineConfig {
  if (!line || !Array.isArray(line.servers))
    throw new SettingError('line', 'expected what a preset returns, such as fusionpbx({ … }).')
  return line
}
