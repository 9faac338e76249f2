import type { SpecEventType } from './spec.events.ts'
import type { SpecPaths } from './spec.paths.ts'
import type { Expected } from './spec.types.ts'
import { type Bounds, type SpecPath, type SpecStep, transitionOf } from './spec.ways.ts'

/** What a subject is played by: a verb for each event, and a probe for whatever of the expectations can be seen there. */
export interface SpecDriver extends Bounds {
  readonly verbs: { readonly [Type in SpecEventType]?: () => void | Promise<void> }
  readonly probes: { readonly [Name in keyof Expected]?: () => Expected[Name] | Promise<Expected[Name]> }
  /** What differs from what must hold in a way of the subject's own: words, buttons. */
  readonly differences?: (expected: Expected) => readonly string[] | Promise<readonly string[]>
  /** Waits until the check holds, or long enough. Not needed where everything happens at once. */
  readonly settled?: (holds: () => Promise<boolean>) => Promise<void>
  /** What was seen in passing since the last verb began, where something follows by itself. */
  readonly passed?: () => readonly Partial<Expected>[]
}

/** What comes by itself before this step. */
const leading = (steps: readonly SpecStep[], index: number, { follows }: SpecDriver): SpecEventType | undefined => {
  const before = steps[index - 1]
  return before && follows?.(before)
}

/** Whether everything on the path can happen to the subject: it has a verb for it, or it comes by itself. */
export const playable = ({ steps }: SpecPath, driver: SpecDriver): boolean =>
  steps.every((step, index) => {
    const alone = leading(steps, index, driver)
    return !driver.lacks?.(step) && (alone ? alone === step.event : driver.verbs[step.event] !== undefined)
  })

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The same JSON value, whatever the order of its fields. */
function same(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return one === other
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]))
}

const unlike = (expected: Expected, seen: Partial<Expected>): string[] =>
  (Object.keys(seen) as (keyof Expected)[])
    .filter((name) => !same(seen[name], expected[name]))
    .map((name) => `${name}: expected ${JSON.stringify(expected[name])}, seen ${JSON.stringify(seen[name])}`)

async function seenBy({ probes }: SpecDriver): Promise<Partial<Expected>> {
  const seen = Object.entries(probes).map(async ([name, probe]) => [name, await probe()] as const)
  return Object.fromEntries(await Promise.all(seen))
}

type Differences = () => Promise<readonly string[]>

const differences = async (expected: Expected, driver: SpecDriver): Promise<readonly string[]> => [
  ...((await driver.differences?.(expected)) ?? []),
  ...unlike(expected, await seenBy(driver)),
]

/** Of what was seen in passing, what comes nearest. */
async function missed(expected: Expected, { passed }: SpecDriver): Promise<readonly string[]> {
  const found = (passed?.() ?? []).map((seen) => unlike(expected, seen))
  return found.sort((one, other) => one.length - other.length)[0] ?? ['nothing was seen in passing']
}

async function check(look: Differences, { settled }: SpecDriver, told: readonly string[]): Promise<void> {
  await settled?.(async () => (await look()).length === 0)
  const found = await look()
  if (found.length > 0) throw new Error(`after “${told.join(', ') || 'nothing'}”\n  ${found.join('\n  ')}`)
}

async function tell(event: SpecEventType, alone: SpecEventType | undefined, { verbs }: SpecDriver): Promise<void> {
  if (alone === event) return
  if (alone) throw new Error(`“${alone}” comes by itself, before “${event}” can`)
  const verb = verbs[event]
  if (!verb) throw new Error(`the subject has no verb for “${event}”`)
  await verb()
}

/**
 * Plays a path against a subject, and checks what must hold after each step; where the next step comes by itself, that
 * this was seen in passing. Rejects at the first difference.
 */
export async function play({ start, steps }: SpecPath, driver: SpecDriver): Promise<void> {
  const told: string[] = []
  await check(() => differences(start, driver), driver, told)
  for (const [index, step] of steps.entries()) {
    const { event, expected } = step
    await tell(event, leading(steps, index, driver), driver)
    told.push(event)
    await check(() => (driver.follows?.(step) ? missed : differences)(expected, driver), driver, told)
  }
}

/** How often the asserted plays came to each spot and took each transition, and what they left out. */
export interface SpecCoverage {
  readonly spots: Readonly<Record<string, number>>
  readonly transitions: Readonly<Record<string, number>>
  readonly paths: number
  readonly steps: number
}

/** What was covered by paths that were played to their end. Whatever no play came to counts 0. */
export function specCoverage({ spots, transitions }: SpecPaths, played: readonly SpecPath[]): SpecCoverage {
  const steps = played.flatMap((path) => path.steps)
  const tally = (names: readonly string[], met: readonly string[]) => {
    const counts = new Map(names.map((name) => [name, 0]))
    for (const name of met) counts.set(name, (counts.get(name) ?? 0) + 1)
    return Object.fromEntries(counts)
  }
  return {
    spots: tally(spots, [...played.map(() => 'idle (cold)'), ...steps.map(({ to }) => to)]),
    transitions: tally(transitions, steps.map(transitionOf)),
    paths: played.length,
    steps: steps.length,
  }
}

/** The spots and transitions that no play came to. */
export const uncovered = ({ spots, transitions }: SpecCoverage): string[] =>
  [...Object.entries(spots), ...Object.entries(transitions)].filter(([, count]) => count === 0).map(([name]) => name)
