import type { Actor } from 'xstate'
import { type Listeners, listeners } from '../listeners.ts'
import type { Log } from '../log.ts'
import type { Gathering } from '../sip/index.ts'
import type { provideTransfer, TransferHandles } from './transfer.actors.ts'
import { type Recorder, recorder } from './transfer.recorder.ts'
import type { Emitted, Outcome, Result } from './transfer.types.ts'
import { type TransferView, transferView } from './transfer.view.ts'

type Machine = ReturnType<typeof provideTransfer>

interface WireOptions {
  readonly log?: Log
  /** Milliseconds of a monotonic clock, for the timeline. */
  readonly now?: () => number
}

/** Where what the machine did comes out. */
interface Wired {
  /** Outcomes that the caller was part of. */
  readonly outcomes: Listeners<Outcome>
  /** Every outcome, those of refused duplicates too. */
  readonly settled: Listeners<Outcome>
  readonly views: Listeners<TransferView>
  readonly record: Recorder
  getView(): TransferView
}

/** `invite sent` and what it waited for. */
const sentMark = ({ candidate, waited }: Gathering): string =>
  `invite sent (${candidate} candidate after ${Math.round(waited)} ms)`

/** Passes what the machine did to the assistant, the log and the listeners. */
export function wire(actor: Actor<Machine>, handles: TransferHandles, options: WireOptions): Wired {
  const log: Log = options.log ?? (() => {})
  const outcomes = listeners<Outcome>()
  const settled = listeners<Outcome>()
  const views = listeners<TransferView>()
  const record = recorder(options.now ?? (() => performance.now()))
  let view = transferView(actor.getSnapshot())
  let key = JSON.stringify(view)

  const finish = (result: Result, shown: boolean) => {
    const outcome: Outcome = { ...result, timeline: record.timeline() }
    const level = result.failure ? 'warn' : 'info'
    log({
      level,
      message: `transfer ${result.result}${result.failure ? `: ${result.failure.code}` : ''}`,
      data: { outcome },
    })
    settled.tell(outcome)
    if (!shown) return
    handles.assistant?.outcome(outcome)
    outcomes.tell(outcome)
  }
  const tell = (emitted: Emitted) => {
    if (emitted.type === 'accepted')
      log({ level: 'info', message: 'transfer accepted', data: { transferId: emitted.transferId } })
    else if (emitted.type === 'attempt') record.mark(`dial ${emitted.target}`)
    else if (emitted.type === 'sent') record.mark(sentMark(emitted.gathering))
    else if (emitted.type === 'bridged')
      log({ level: 'info', message: 'the server’s own bridge calls the agent; nothing is dialled' })
    else finish(emitted.result, emitted.type === 'ended' || emitted.shown)
  }
  actor.on('*', tell)
  actor.subscribe((snapshot) => {
    const next = transferView(snapshot)
    const text = JSON.stringify(next)
    if (text === key) return
    const { state, notice } = view
    view = next
    key = text
    handles.assistant?.hear(next.hearing)
    if (next.state !== state || next.notice !== notice) {
      record.mark(`${next.state}:${next.notice}`)
      const transferId = snapshot.context.request?.transferId
      if (transferId) handles.assistant?.progress({ transferId, state: next.state, detail: next.notice })
    }
    views.tell(next)
  })
  return { outcomes, settled, views, record, getView: () => view }
}
