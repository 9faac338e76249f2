import { createTransfer, type LogEntry, type Outcome, type TransferOptions } from '@patchcord/core'
import { mockStream } from '@patchcord/core/mock'
import { SimulatedClock } from 'xstate'
import type { Happening } from './any-day.ts'
import { sourceOf } from './contracts.ts'
import { rawPorts } from './raw-ports.ts'
import { finderOf } from './secrets.ts'
import { line, secret } from './transfer-model.ts'

export const digits = '*31#4711*'
const server = 'wss://pbx.test:7443'
const connection = { getStats: () => Promise.resolve(new Map()) }

export type DaySettings = Pick<TransferOptions, 'inputCut' | 'afterHandover' | 'keepWarm' | 'retries'> & {
  readonly obeysHangup: boolean
}

/** A transfer over ports that may be broken, and all that a law may want to know of it. */
export function liveDay({ obeysHangup, ...settings }: DaySettings) {
  const ports = rawPorts(obeysHangup)
  const clock = new SimulatedClock()
  const log: LogEntry[] = []
  const outcomes: Outcome[] = []
  const asked: Promise<Outcome>[] = []
  const [holdsSecret, holdsDigits] = [finderOf(secret), finderOf(digits)]
  let leaks = 0
  const look = (value: unknown) => {
    if (holdsSecret(value) || holdsDigits(value)) leaks += 1
  }
  const { sip, media, assistant } = ports
  const transfer = createTransfer({
    ...{ sip, media, assistant, line, clock, ...settings },
    now: () => clock.now(),
    log: (entry) => void log.push(entry),
    inspect: look,
    policy: { departments: { support: '2001' } },
  })
  let since = clock.now()
  let state = transfer.getView().state
  transfer.subscribe((view) => {
    look(view)
    if (view.state !== state) since = clock.now()
    state = view.state
  })
  transfer.onOutcome((outcome) => {
    look(outcome)
    outcomes.push(outcome)
  })

  const answer = () => {
    ports.calls.at(-1)?.tell({ type: 'remote-stream', stream: mockStream('far'), connection })
    ports.calls.at(-1)?.tell({ type: 'answered' })
  }
  const isHeard = () => ports.watches.some((watch) => watch.isOpen() && watch.told.some(({ type }) => type === 'level'))
  /** Early media begins, and is heard. */
  const sound = () => {
    ports.calls.at(-1)?.tell({ type: 'remote-stream', stream: mockStream('early'), connection })
    ports.watches.at(-1)?.tell({ type: 'level', silent: false })
  }
  const connect = () => {
    const opened = ports.lines.at(-1)
    if (opened?.told.at(-1)?.type === 'connected')
      return ports.microphones.at(-1)?.tell({ type: 'granted', stream: mockStream('mic') })
    opened?.tell({ type: 'connected', server })
  }
  const call = () => {
    const opened = ports.calls.at(-1)
    const progress = opened?.told.filter((report) => report.type === 'progress') ?? []
    if (progress.some(({ media }) => media) && !isHeard()) return sound()
    if (progress.length > 0) return answer()
    opened?.tell({ type: 'progress', status: 180, media: false })
  }
  const join = () => {
    const watch = ports.watches.at(-1)
    if (watch?.told.every(({ type }) => type !== 'proven')) watch.tell({ type: 'proven' })
  }
  const ask = (message: object) => assistant.say({ type: 'transfer-initiated', message })
  const goOn = {
    idle: () => ask({ success: true, extension: '2001' }),
    connecting: connect,
    calling: call,
    confirmed: join,
    failed: () => clock.increment(1000),
    cleanup: () => clock.increment(1000),
  }

  const happen = (happening: Happening): void => {
    switch (happening.what) {
      case 'goes on':
        goOn[transfer.getView().state]()
        break
      case 'intent':
        transfer.send(happening.intent)
        break
      case 'retry':
        transfer.retry()
        break
      case 'leave':
        transfer.leave()
        break
      case 'digits':
        transfer.sendDtmf(digits)
        break
      case 'message':
        ask(happening.message)
        break
      case 'wish':
        asked.push(transfer.request({ targets: happening.targets }))
        break
      case 'time':
        clock.increment(happening.ms)
        break
      case 'assistant':
        assistant.say(happening.report)
        break
      default:
        sourceOf(ports, happening)?.tell(happening.report as never)
    }
  }
  const accepted = () =>
    log.filter(({ message }) => message === 'transfer accepted').map(({ data }) => data?.['transferId'])
  return {
    ...{ ports, clock, transfer, outcomes, asked, happen, accepted },
    view: transfer.getView,
    /** Since when the transfer is in its state. */
    since: () => since,
    leaks: () => {
      for (const entry of log) look(entry)
      return leaks
    },
  }
}

export type LiveDay = ReturnType<typeof liveDay>
