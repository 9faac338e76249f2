import { type MockLine, type MockStack, mockStack } from '../../mock/mock-stack.ts'
import {
  type CallReport,
  type DialRequest,
  type IncomingCall,
  isRefusal,
  type LineConfig,
  type LineLimits,
  type LineReport,
  type SipLine,
  type SipStack,
} from '../../sip/index.ts'
import type { FarAction, FarScript, FarSide } from './far.types.ts'
import { MockSide } from './mock-side.ts'
import { MockWire } from './mock-wire.ts'
import { Rules } from './rules.ts'
import { moments } from './time.ts'

/** A line of the mock. */
interface Opened {
  readonly line: MockLine
  readonly sides: MockSide[]
  registers: boolean
  open: boolean
}

type Reply = Extract<FarAction, { type: 'reply' }>

/** A far side without a wire: it makes the mock report what a stack would, and writes down what a stack would send. */
export class MockFar implements FarSide {
  readonly urls = { live: 'wss://live.test/', gone: 'wss://gone.test/', silent: 'wss://silent.test/' }
  readonly wire = new MockWire()
  readonly limits: LineLimits
  readonly stack: SipStack
  readonly #mock: MockStack = mockStack({ obeysHangup: false })
  readonly #lines: Opened[] = []
  #rules = new Rules()
  #down = false

  constructor(limits: LineLimits) {
    this.limits = limits
    const { name, capabilities, preload } = this.#mock
    this.stack = { name, capabilities, preload, open: (config, on) => this.#open(config, on) }
  }

  get counts() {
    return { open: this.#lines.filter(({ open, line }) => open && !line.closed).length, pings: 0 }
  }

  get newest(): MockSide | undefined {
    return this.#lines.flatMap(({ sides }) => sides).at(-1)
  }

  async begin(rules: FarScript): Promise<void> {
    this.#rules = new Rules(rules)
  }

  act(action: FarAction): Promise<void> {
    return this.#perform(action)
  }

  /** The rule for a request of the stack. */
  async play(method: string, side?: MockSide, opened?: Opened): Promise<void> {
    for (const action of this.#rules.next(method)) await this.#perform(action, method, side, opened)
  }

  async #perform(action: FarAction, method = 'INVITE', side = this.newest, opened?: Opened): Promise<void> {
    switch (action.type) {
      case 'wait':
        return moments(action.ms)
      case 'rules':
        return this.begin(action.rules)
      case 'reply':
        return this.#reply(action, action.method ?? method, side, opened)
      case 'request':
        return side?.request(action.method, action)
      case 'invite':
        return this.#ring()
      case 'drop':
      case 'stop':
        this.#down = action.type === 'stop'
        return this.#lose()
      case 'start':
        this.#down = false
        for (const line of this.#lines) this.#connect(line)
    }
  }

  #reply(action: Reply, method: string, side?: MockSide, opened?: Opened): void {
    if (method === 'INVITE') side?.reply(action)
    else if (method === 'REGISTER' && opened) this.#registered(opened, action.status)
  }

  #open(config: LineConfig, on: (report: LineReport) => void): SipLine {
    this.#mock.open(config, (report) =>
      on(report.type === 'incoming' ? { ...report, call: this.#offered(opened, report.call) } : report),
    )
    const opened: Opened = { line: this.#mock.line, sides: [], registers: config.register, open: false }
    this.#lines.push(opened)
    queueMicrotask(() => this.#connect(opened))
    return { dial: (request, listener) => this.#dial(opened, request, listener), close: () => this.#close(opened) }
  }

  #connect(opened: Opened): void {
    const server = this.urls.live
    opened.line.say({ type: 'connecting', server })
    opened.open = !this.#down
    if (this.#down) opened.line.say({ type: 'disconnected', server, detail: 'down' })
    else {
      for (const side of opened.sides) side.found()
      opened.line.say({ type: 'connected', server })
    }
    if (!opened.open || !opened.registers || opened.line.closed) return
    this.wire.note('stack', 'REGISTER', 'register')
    void this.play('REGISTER', undefined, opened)
  }

  #registered(opened: Opened, status: number): void {
    if (status < 300) {
      opened.line.say({ type: 'registered' })
      return
    }
    const response = { status, reasonPhrase: `Status ${status}`, reasons: [], credentials: 'none' } as const
    opened.registers = !isRefusal(response)
    opened.line.say({ type: 'registration-failed', response, detail: 'refused' })
  }

  #lose(): void {
    for (const opened of this.#lines.filter(({ open }) => open)) {
      opened.open = false
      opened.line.say({ type: 'disconnected', server: this.urls.live, detail: 'cut' })
      for (const side of opened.sides) side.lost()
      void moments(5).then(() => {
        if (!this.#down) this.#connect(opened)
      })
    }
  }

  #dial(opened: Opened, request: DialRequest, on: (report: CallReport) => void) {
    opened.line.dial(request, on)
    const side = this.#side(opened, true)
    queueMicrotask(() => side.start())
    return side.port
  }

  #ring(): void {
    const opened = this.#lines.at(-1)
    const call = opened?.line.ring({ user: '1001', displayName: 'Anna Caller' })
    if (call?.ended) this.wire.note('stack', '480 INVITE', call.id)
  }

  #offered(opened: Opened, incoming: IncomingCall): IncomingCall {
    const side = this.#side(opened, false)
    const take = (on: (report: CallReport) => void) => {
      incoming.take(on)
      return side.port
    }
    return { ...incoming, take }
  }

  #side(opened: Opened, outbound: boolean): MockSide {
    const call = opened.line.calls.at(-1)
    if (!call) throw new Error('the mock made no call')
    const host = {
      wire: this.wire,
      limits: this.limits,
      isConnected: () => opened.open && !opened.line.closed,
      play: (method: string, of: MockSide) => void this.play(method, of),
    }
    const side = new MockSide(host, call, outbound)
    opened.sides.push(side)
    return side
  }

  #close(opened: Opened): Promise<void> {
    for (const side of opened.sides) side.port.hangup()
    if (opened.registers && opened.open && !opened.line.closed) this.wire.note('stack', 'REGISTER', 'register')
    return opened.line.close()
  }
}
