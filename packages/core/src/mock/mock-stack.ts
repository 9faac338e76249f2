import { guarded } from '../listeners.ts'
import type { AudioStream } from '../media/index.ts'
import type {
  CallEnd,
  CallReport,
  DialRequest,
  IncomingCall,
  LineConfig,
  LineReport,
  SipCall,
  SipHeader,
  SipLine,
  SipStack,
} from '../sip/index.ts'

/** A call of the mock: the port's, with what was asked of it, and what a test makes it say. */
export interface MockCall extends SipCall {
  readonly target: string
  readonly headers: readonly SipHeader[]
  /** Everything asked of it, in order. Digits are counted, not kept. */
  readonly asked: readonly string[]
  readonly ended: boolean
  /** Simulation only: the far side or the library reports. Nothing is told after `ended`. */
  say(report: CallReport): void
  /** Simulation only: ends it. */
  end(end?: Partial<CallEnd>): void
}

/** A line of the mock. */
export interface MockLine extends SipLine {
  readonly config: LineConfig
  readonly calls: readonly MockCall[]
  readonly closed: boolean
  /** Simulation only: the line reports. Nothing is told after `close`. */
  say(report: LineReport): void
  /** Simulation only: a call comes in. Returns it, taken or not. */
  ring(from: { user: string; displayName?: string }, headers?: readonly SipHeader[]): MockCall
}

/** A stack that does nothing but what a test tells it. */
export interface MockStack extends SipStack {
  readonly lines: readonly MockLine[]
  /** The newest line; throws where none was opened. */
  readonly line: MockLine
  /** The newest call of any line; throws where none was made. */
  readonly call: MockCall
}

/** How a mock behaves where the test says nothing. */
export interface MockStackOptions {
  /** A hang-up is answered at once; default true. False: a silent far side. */
  readonly obeysHangup?: boolean
  /** What becomes of a hold that is asked for, or of its end; default: the far side agrees at once. */
  readonly answersHold?: (held: boolean) => boolean | Promise<boolean>
}

const hungUp: CallEnd = { cause: 'hangup', by: 'local', answered: false, signalled: true, detail: 'mock' }

function mockCall(id: string, target: string, headers: readonly SipHeader[], options: MockStackOptions) {
  const asked: string[] = []
  let on: ((report: CallReport) => void) | undefined
  let last: CallReport | undefined
  let answered = false
  const say = (report: CallReport) => {
    if (last) return
    if (report.type === 'answered') answered = true
    if (report.type === 'ended') last = report
    on?.(report)
  }
  const ask = (what: string) => {
    if (!last) asked.push(what)
  }
  const call: MockCall = {
    id,
    target,
    headers,
    asked,
    get ended() {
      return last !== undefined
    },
    say,
    end: (end = {}) => say({ type: 'ended', end: { ...hungUp, answered, ...end } }),
    hangup() {
      ask('hangup')
      if (options.obeysHangup ?? true) call.end()
    },
    answer: (_stream: AudioStream) => ask('answer'),
    reject(status) {
      ask(`reject ${status}`)
      call.end()
    },
    setMuted: (muted) => ask(muted ? 'mute' : 'unmute'),
    async setHeld(held) {
      ask(held ? 'hold' : 'resume')
      return options.answersHold?.(held) ?? true
    },
    sendDtmf: (tones) => ask(`dtmf ${tones.length}`),
    refer() {
      ask('refer')
      return Promise.resolve({ result: 'accepted', decidedBy: 'notify' })
    },
    restartIce() {
      ask('restart-ice')
      return Promise.resolve(true)
    },
    refresh() {
      ask('refresh')
      return Promise.resolve(true)
    },
  }
  const listen = (listener: (report: CallReport) => void) => {
    if (on) return
    const tell = guarded(listener)
    on = tell
    // Whoever takes a call too late is told its end.
    if (last) queueMicrotask(() => last && tell(last))
  }
  return { call, listen, taken: () => on !== undefined }
}

function mockLine(config: LineConfig, on: (report: LineReport) => void, options: MockStackOptions): MockLine {
  const calls: MockCall[] = []
  const tell = guarded(on)
  let closed = false
  return {
    config,
    calls,
    get closed() {
      return closed
    },
    say: (report) => {
      if (!closed) tell(report)
    },
    ring({ user, displayName = '' }, headers = []) {
      const { call, listen, taken } = mockCall(`in-${calls.length}`, user, headers, options)
      calls.push(call)
      const incoming: IncomingCall = {
        id: call.id,
        from: { user, displayName },
        headers,
        take(listener) {
          listen(listener)
          return call
        },
      }
      if (!closed) tell({ type: 'incoming', call: incoming })
      if (!taken()) call.reject(480)
      return call
    },
    dial(request: DialRequest, listener) {
      const { call, listen } = mockCall(`out-${calls.length}`, request.target, request.headers, options)
      listen(listener)
      calls.push(call)
      return call
    },
    close() {
      closed = true
      for (const call of calls) if (!call.ended) call.hangup()
      return Promise.resolve()
    },
  }
}

const newest = <Item>(items: readonly Item[], what: string): Item => {
  const item = items.at(-1)
  if (!item) throw new Error(`[patchcord] the mock has no ${what} yet`)
  return item
}

/** A scriptable SIP stack, for the very option where a real one goes. */
export function mockStack(options: MockStackOptions = {}): MockStack {
  const lines: MockLine[] = []
  return {
    name: 'mock',
    capabilities: {
      keepsCallOverReconnect: true,
      survivesRefusedHold: true,
      handlesForkedAnswer: true,
      attendedTransfer: true,
      restartIce: true,
    },
    lines,
    preload() {},
    get line() {
      return newest(lines, 'line')
    },
    get call() {
      return newest(
        lines.flatMap((line) => line.calls),
        'call',
      )
    },
    open(config, on) {
      const line = mockLine(config, on, options)
      lines.push(line)
      return line
    },
  }
}
