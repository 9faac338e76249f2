import type { LineConfig, SipCall } from '../../sip/index.ts'
import type { CallerStep, Step } from './case.types.ts'
import { configOf } from './config.ts'
import { matches, shown } from './match.ts'
import { fail, type Stage, slack } from './stage.ts'
import { moments } from './time.ts'

type Play = (stage: Stage, steps: readonly Step[]) => Promise<void>

function misuse(stage: Stage, config: Partial<LineConfig>): void {
  const plain = configOf({}, stage.scene.far, stage.arena.limits)
  try {
    stage.scene.stack.open({ ...plain, ...config }, () => {})
  } catch {
    return
  }
  fail(`open() did not throw at ${shown(config)}`)
}

function dial(stage: Stage, step: Extract<CallerStep, { type: 'dial' }>): void {
  const { call = 'call', target = 'sip:200@pbx.test', throwing, foreignStream, noHeaders } = step
  const { line } = stage.line(step.line)
  if (!line) fail('the line is not there yet')
  const listener = stage.follow(call, 'out', throwing)
  const stream = foreignStream ? { id: 'foreign' } : stage.stream(call).stream
  const headers = noHeaders ? (null as unknown as []) : [{ name: 'X-Transfer-Id', value: 't-1' }]
  stage.call(call).call = stage.safely('dial()', () => line.dial({ target, stream, headers }, listener))
}

/** Asks for what takes a while, plays what happens meanwhile, and looks at what came of it. */
async function asked<Value>(
  stage: Stage,
  what: string,
  ask: (call: SipCall) => Promise<Value>,
  step: { readonly call?: string; readonly gives: unknown; readonly during?: readonly Step[] },
  play: Play,
): Promise<void> {
  const call = stage.sipCall(step.call)
  const asking = stage.safely(what, () => ask(call))
  // Whatever happens meanwhile, a rejection is looked at below.
  asking.catch(() => {})
  await play(stage, step.during ?? [])
  const value = await stage.settled(what, asking)
  if (!matches(value, step.gives)) fail(`${what} gave ${shown(value)} instead of ${shown(step.gives)}`)
}

async function close(stage: Stage, step: Extract<CallerStep, { type: 'close' }>, play: Play): Promise<void> {
  const since = performance.now()
  const closing = stage.close(step.line)
  if (stage.close(step.line) !== closing) stage.problems.push('a second close() was not the first one')
  await play(stage, step.during ?? [])
  const limit = stage.arena.limits.close + slack - (performance.now() - since)
  await stage.settled('close()', closing, step.lingers ? undefined : limit)
}

/** What takes a while. */
function patiently(stage: Stage, step: CallerStep, play: Play): Promise<void> | undefined {
  switch (step.type) {
    case 'close':
      return close(stage, step, play)
    case 'hold':
      return asked(stage, `setHeld(${step.held})`, (call) => call.setHeld(step.held), step, play)
    case 'refresh':
      return asked(stage, 'refresh()', (call) => call.refresh(), step, play)
    case 'restart-ice':
      return asked(stage, 'restartIce()', (call) => call.restartIce(), step, play)
    case 'refer': {
      const target = stage.calls.has(step.to) ? stage.sipCall(step.to) : step.to
      return asked(stage, 'refer()', (call) => call.refer(target), step, play)
    }
    case 'hang-up-at':
      return moments(step.moment * stage.arena.setUp).then(() => atOnce(stage, { ...step, type: 'hang-up' }))
    default:
      return undefined
  }
}

type AtOnce = Exclude<CallerStep, { type: 'close' | 'hold' | 'refresh' | 'restart-ice' | 'refer' | 'hang-up-at' }>

function atOnce(stage: Stage, step: AtOnce): void {
  if (step.type === 'preload') stage.safely('preload()', () => stage.scene.stack.preload())
  else if (step.type === 'open') stage.open(step.line, step.setting, step.throwing)
  else if (step.type === 'misuse') misuse(stage, step.config)
  else if (step.type === 'dial') dial(stage, step)
  else if (step.type === 'take') stage.take(step.call)
  else ask(stage, step)
}

type Ask = Exclude<AtOnce, { type: 'preload' | 'open' | 'misuse' | 'dial' | 'take' }>

function ask(stage: Stage, step: Ask): void {
  const call = stage.sipCall(step.call)
  stage.safely(`${step.type} in this state`, () => {
    switch (step.type) {
      case 'answer':
        return call.answer(stage.stream(step.call).stream)
      case 'reject':
        return call.reject(step.status)
      case 'hang-up':
        return call.hangup()
      case 'mute':
        return call.setMuted(step.muted)
      case 'dtmf':
        return call.sendDtmf(step.tones)
    }
  })
}

const slow: ReadonlySet<CallerStep['type']> = new Set([
  'close',
  'hold',
  'refresh',
  'restart-ice',
  'refer',
  'hang-up-at',
])

/** Does what the caller's side does in a step; without a promise where that is done at once. */
export function act(stage: Stage, step: CallerStep, play: Play): Promise<void> | undefined {
  if (slow.has(step.type)) return patiently(stage, step, play)
  atOnce(stage, step as AtOnce)
  return undefined
}
