import type { SipCapabilities } from '../../sip/index.ts'
import type { Arena, ArenaAbility, Scene } from './arena.types.ts'
import { act } from './caller-steps.ts'
import type { CallerStep, CaseResult, ContractCase, FactStep, Step } from './case.types.ts'
import { look } from './fact-steps.ts'
import { finish } from './finish.ts'
import { fail, isSimulated, Problem, Stage } from './stage.ts'
import { swallowUncaught } from './uncaught.ts'

const callerSteps: ReadonlySet<string> = new Set<CallerStep['type']>([
  'preload',
  'open',
  'misuse',
  'dial',
  'take',
  'answer',
  'reject',
  'hang-up',
  'hang-up-at',
  'mute',
  'dtmf',
  'hold',
  'refresh',
  'restart-ice',
  'refer',
  'close',
])

const isCallers = (step: CallerStep | FactStep): step is CallerStep => callerSteps.has(step.type)

function playStep(stage: Stage, step: Step): Promise<void> | undefined {
  if (step.type === 'far') return stage.scene.far.act(step.action)
  return isCallers(step) ? act(stage, step, playSteps) : look(stage, step)
}

/** What the caller's side does at once happens in the same step as what follows. */
async function playSteps(stage: Stage, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const playing = playStep(stage, step)
    if (playing) await playing
  }
}

/** Why the case is not played here: what the arena cannot give, or what the stack says that it lacks. */
function lackOf({ needs = [] }: ContractCase, { lacks, stack }: Arena): string | undefined {
  for (const need of needs) {
    const arenas = lacks[need as ArenaAbility]
    if (arenas) return arenas
    const capability = need as keyof SipCapabilities
    if (stack.capabilities[capability] === false)
      return stack.lacks?.[capability] ?? fail(`the stack declares no ${need}, and not what of its library forces that`)
  }
  return undefined
}

async function playIn(scene: Scene, test: ContractCase, arena: Arena): Promise<string[]> {
  const stage = new Stage(test, arena, scene)
  try {
    await stage.begin()
    if (test.line !== null) await stage.openFirst(test.line ?? {})
    await playSteps(stage, test.steps)
    await finish(stage)
  } catch (error) {
    stage.problems.push(inWords(error))
    await stage.abandon()
  }
  return stage.problems
}

const inWords = (error: unknown): string => {
  if (error instanceof Problem) return error.message
  return String(error instanceof Error ? (error.stack ?? error) : error)
}

/** A case whose listener throws makes uncaught errors, which are not the adapter's. */
const throws = ({ steps }: ContractCase): boolean => steps.some((step) => 'throwing' in step && step.throwing)

async function problemsOf(test: ContractCase, arena: Arena): Promise<string[]> {
  const simulatedTime = isSimulated(test, arena)
  const restore = throws(test) ? swallowUncaught() : () => {}
  try {
    const scene = await arena.enter({ simulatedTime, browser: test.browser ?? {} })
    return await playIn(scene, test, arena).finally(() => scene.leave())
  } finally {
    restore()
  }
}

/** Plays one case with the arena's stack. Never rejects: whatever goes wrong is a problem of the result. */
export async function playCase(test: ContractCase, arena: Arena): Promise<CaseResult> {
  const { id, name, clause } = test
  try {
    const reason = lackOf(test, arena)
    if (reason) return { id, name, clause, result: 'lacking', reason, problems: [] }
    const problems = await problemsOf(test, arena)
    return { id, name, clause, result: problems.length > 0 ? 'failed' : 'passed', problems }
  } catch (error) {
    return { id, name, clause, result: 'failed', problems: [inWords(error)] }
  }
}
