import type { Actor } from 'xstate'
import { type Listeners, listeners } from '../listeners.ts'
import type { Log } from '../log.ts'
import { type Projection, projection } from '../projection.ts'
import type { Gathering } from '../sip/index.ts'
import type { provideTransfer, TransferHandles } from './transfer.actors.ts'
import { type Recorder, recorder } from './transfer.recorder.ts'
import type { Emitted, Outcome, Result } from './transfer.types.ts'
import { type TransferView, transferView } from './transfer.view.ts'

type Machine = ReturnType<typeof provideTransfer>

interface WireOptions {
  readonly log: Log
  /** Milliseconds of a monotonic clock, for the timeline. */
  readonly now?: () => number
}

/** Where what the machine did comes out. */
export interface Wired extends Projection<TransferView> {
  /** Outcomes that the caller was part of. */
  readonly outcomes: Listeners<Outcome>
  /** Every outcome, those of refused duplicates too. */
  readonly settled: Listeners<Outcome>
  readonly record: Recorder
}

/** `invite sent` and what it waited for. */
const sentMark = ({ candidate, waited }: Gathering): string =>
  `invite sent (${candidate} candidate after ${Math.round(waited)} ms)`

function logResult(log: Log, outcome: Outcome): void {
  const { result, failure } = outcome
  const why = failure ? [`: ${failure.code}.`, failure.detail, failure.remedy].filter(Boolean).join(' ') : ''
  const message = `transfer ${result}${why}`
  log({ level: failure ? 'warn' : 'info', message, data: { outcome } })
}

/** Passes outcomes to the log, the listeners and, where the caller was part of it, to the assistant. */
function results(handles: TransferHandles, log: Log, record: Recorder, sync: () => void) {
  const outcomes = listeners<Outcome>()
  const settled = listeners<Outcome>()
  const tell = (result: Result, shown: boolean) => {
    sync()
    const outcome: Outcome = { ...result, timeline: shown ? record.timeline() : [] }
    logResult(log, outcome)
    settled.tell(outcome)
    if (!shown) return
    handles.assistant?.outcome(outcome)
    outcomes.tell(outcome)
  }
  return { outcomes, settled, tell }
}

/** Passes what the machine did to the assistant, the log and the listeners. */
export function wire(actor: Actor<Machine>, handles: TransferHandles, { log, now }: WireOptions): Wired {
  const record = recorder(now ?? (() => performance.now()))
  const { outcomes, settled, tell } = results(handles, log, record, () => view.sync())
  actor.on('*', (emitted: Emitted) => {
    if (emitted.type === 'ended') tell(emitted.result, true)
    else if (emitted.type === 'refused') tell(emitted.result, emitted.shown)
    else if (emitted.type === 'attempt') record.mark(`dial ${emitted.target}`)
    else if (emitted.type === 'sent') record.mark(sentMark(emitted.gathering))
    else log({ level: 'info', message: notes[emitted.type], data: { transferId: emitted.transferId } })
  })
  const view = projection(actor, transferView, (next, before, { context }) => {
    handles.assistant?.hear(next.hearing)
    if (next.state === before.state && next.notice === before.notice) return
    record.mark(`${next.state}:${next.notice}`)
    const transferId = context.request?.transferId
    if (transferId) handles.assistant?.progress({ transferId, state: next.state, detail: next.notice })
  })
  return { ...view, outcomes, settled, record }
}

const notes = {
  accepted: 'transfer accepted',
  bridged: 'the server’s own bridge calls the agent; nothing is dialled',
} as const
