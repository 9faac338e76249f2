import type { CallReport, IncomingCall, LineReport, SipCall, SipLine } from '../../sip/index.ts'
import type { Arena, ArenaStream, Scene } from './arena.types.ts'
import type { ContractCase, LineSetting, Step } from './case.types.ts'
import { configOf, passwordsOf } from './config.ts'
import { labelOf } from './labels.ts'
import { shown } from './match.ts'
import { eventually } from './time.ts'

/** What is wrong, in a sentence; the case is not played further. */
export class Problem extends Error {}

export function fail(sentence: string): never {
  throw new Problem(sentence)
}

/** What a limit may be passed by on a busy machine. What is not limited takes 32 s or for ever. */
export const slack = 1000

const hurries = (step: Step): boolean =>
  step.type === 'hurry' || step.type === 'expire' || ('during' in step && (step.during ?? []).some(hurries))

/** Whether a case is played in simulated time: it needs that, or goes faster with it. */
export function isSimulated({ needs = [], steps }: ContractCase, { lacks }: Arena): boolean {
  if (lacks['simulated-time']) return false
  return needs.includes('simulated-time') || steps.some(hurries)
}

/** A call of the case, and what it reported. */
export interface PlayedCall {
  readonly direction: 'out' | 'in'
  readonly reports: CallReport[]
  readonly streams: ArenaStream[]
  /** Reports that came before the method that made the call had returned. */
  early: number
  /** What the lines had reported when it ended. */
  behind?: readonly LineReport['type'][]
  call?: SipCall
  incoming?: IncomingCall
}

/** A line of the case, and what it reported. */
export interface PlayedLine {
  readonly setting: LineSetting
  readonly reports: LineReport[]
  line?: SipLine
  /** How much had been reported when it was closed. */
  closedAt?: number
  closed?: Promise<void>
}

/** Of the line that is opened first, or of the one that the case opens itself. */
function passwordsIn({ line, steps }: ContractCase): readonly string[] {
  const opened = steps.flatMap((step) => (step.type === 'open' && step.setting ? passwordsOf(step.setting) : []))
  return [...(line ? passwordsOf(line) : []), ...opened]
}

const toldBy = (report: CallReport): unknown => (report.type === 'ended' ? report.end : labelOf(report))

const lineToldBy = (report: LineReport): unknown => ('detail' in report ? report : report.type)

/** The caller's side of a case while it is played. */
export class Stage {
  readonly test: ContractCase
  readonly arena: Arena
  readonly scene: Scene
  readonly calls = new Map<string, PlayedCall>()
  readonly lines = new Map<string, PlayedLine>()
  /** What went wrong without stopping the case. */
  readonly problems: string[] = []
  /** When the caller's side last did something. */
  actedAt = performance.now()

  /** How long a fact is waited for; nothing in a case takes longer, where it does not say so. */
  readonly patience: number

  constructor(test: ContractCase, arena: Arena, scene: Scene) {
    this.test = test
    this.arena = arena
    this.scene = scene
    this.patience = arena.patience ?? 3000
  }

  call(name = 'call'): PlayedCall {
    return this.calls.get(name) ?? fail(`there is no ${name}`)
  }

  line(name = 'line'): PlayedLine {
    return this.lines.get(name) ?? fail(`there is no ${name}`)
  }

  /** What the call's methods are asked of; before `dial` has returned there is none. */
  sipCall(name?: string): SipCall {
    return this.call(name).call ?? fail(`${name ?? 'call'} is not there yet`)
  }

  /** Does what the port promises never to throw. */
  safely<Value>(what: string, act: () => Value): Value {
    this.actedAt = performance.now()
    try {
      return act()
    } catch (error) {
      return fail(`${what} threw ${String(error)}`)
    }
  }

  /** The value of a promise that must settle, and must not reject. */
  async settled<Value>(what: string, promise: Promise<Value>, limit?: number): Promise<Value> {
    const since = performance.now()
    let settled: { value: Value } | { error: unknown } | undefined
    promise.then(
      (value) => {
        settled = { value }
      },
      (error) => {
        settled = { error }
      },
    )
    await eventually(() => settled !== undefined, Math.max(this.patience, limit ?? 0))
    if (!settled || performance.now() - since > (limit ?? Number.POSITIVE_INFINITY))
      fail(`${what} did not settle${limit === undefined ? '' : ` within ${Math.round(limit)} ms`}`)
    return 'error' in settled ? fail(`${what} rejected with ${String(settled.error)}`) : settled.value
  }

  async until(what: string, check: () => boolean): Promise<void> {
    if (!(await eventually(check, this.patience))) fail(`${what}; instead: ${this.told()}`)
  }

  open(name = 'line', setting: LineSetting = {}, throwing = false): void {
    const config = configOf(setting, this.scene.far, this.arena.limits)
    const played: PlayedLine = { setting, reports: [] }
    this.lines.set(name, played)
    let returned = false
    const line = this.safely('open()', () =>
      this.scene.stack.open(config, (report) => {
        played.reports.push(report)
        if (!returned) this.problems.push(`${report.type} was reported before open() returned`)
        if (report.type === 'incoming') this.#offer(report.call)
        if (throwing) throw new Error(`the application cannot bear ${report.type}`)
      }),
    )
    returned = true
    played.line = line
  }

  /** Opens the case's own line and waits until it is of use. */
  async openFirst(setting: LineSetting): Promise<void> {
    this.open('line', setting)
    const wanted = setting.register ? 'registered' : 'connected'
    const { reports } = this.line()
    await this.until(`the line was not ${wanted}`, () => reports.some(({ type }) => type === wanted))
  }

  begin(): Promise<void> {
    const { far = [], form } = this.test
    return this.scene.far.begin(far, passwordsIn(this.test), form)
  }

  follow(name: string, direction: PlayedCall['direction'], throwing = false): (report: CallReport) => void {
    const played: PlayedCall = { direction, reports: [], streams: [], early: 0 }
    this.calls.set(name, played)
    return (report) => {
      played.reports.push(report)
      if (!played.call) played.early += 1
      if (report.type === 'ended') played.behind = this.#told()
      if (throwing) throw new Error(`the application cannot bear ${report.type}`)
    }
  }

  take(name = 'call'): void {
    const { incoming } = this.call(name)
    if (!incoming) fail(`${name} did not come in`)
    const listener = this.follow(name, 'in')
    const played = this.call(name)
    played.incoming = incoming
    played.call = this.safely('take()', () => incoming.take(listener))
    const again = this.safely('take()', () => incoming.take(() => this.problems.push('a second take() was told')))
    if (again !== played.call) this.problems.push('a second take() returned another object')
  }

  stream(name?: string): ArenaStream {
    const stream = this.scene.stream()
    this.call(name).streams.push(stream)
    return stream
  }

  close(name = 'line'): Promise<void> {
    const played = this.line(name)
    const { line } = played
    if (!line) return Promise.resolve()
    played.closedAt ??= played.reports.length
    played.closed ??= this.safely('close()', () => line.close())
    return played.closed
  }

  /** After a problem: closes the lines, whatever comes of it. */
  async abandon(): Promise<void> {
    for (const name of this.lines.keys()) {
      try {
        const closed = this.close(name)
        closed.catch(() => {})
        await eventually(() => this.scene.far.counts.open === 0, slack)
      } catch {
        // The problem is told already.
      }
    }
  }

  /** Everything that was reported, for a problem's sentence. */
  told(): string {
    const calls = [...this.calls].map(([name, { reports }]) => `${name}: ${shown(reports.map(toldBy))}`)
    const lines = [...this.lines].map(([name, { reports }]) => `${name}: ${shown(reports.map(lineToldBy))}`)
    return [...lines, ...calls, `wire: ${shown(this.sent())}`].join(', ')
  }

  /** What the stack sent, in order; how it answers an OPTIONS is nobody's business. */
  sent(): string[] {
    const steps = this.scene.far.wire.filter(({ from }) => from === 'stack').map(({ step }) => step)
    return steps.filter((step) => !step.endsWith(' OPTIONS'))
  }

  #told(): LineReport['type'][] {
    return [...this.lines.values()].flatMap(({ reports }) => reports.map(({ type }) => type))
  }

  #offer(incoming: IncomingCall): void {
    const name = this.calls.has('call') ? `call-${this.calls.size + 1}` : 'call'
    this.calls.set(name, { direction: 'in', reports: [], streams: [], early: 0, incoming })
    if (this.test.takes ?? true) this.take(name)
  }
}
