import type { SpecEventType } from './spec.events.ts'
import { type SpecPath, type SpecPaths, transitionOf } from './spec.paths.ts'
import type { Expected } from './spec.types.ts'

/** What a subject is played by: a verb for each event, and a probe for whatever of the expectations can be seen there. */
export interface SpecDriver {
  readonly verbs: { readonly [Type in SpecEventType]?: () => void | Promise<void> }
  readonly probes: { readonly [Name in keyof Expected]?: () => Expected[Name] | Promise<Expected[Name]> }
  /** What differs from what must hold in a way of the subject's own: words, buttons. */
  readonly differences?: (expected: Expected) => readonly string[] | Promise<readonly string[]>
  /** Waits until the check holds, or long enough. Not needed where everything happens at once. */
  readonly settled?: (holds: () => Promise<boolean>) => Promise<void>
}

/** Whether the subject has a verb for everything that happens on the path. */
export const playable = ({ steps }: SpecPath, { verbs }: SpecDriver): boolean =>
  steps.every(({ event }) => verbs[event] !== undefined)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The same JSON value, whatever the order of its fields. */
function same(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return one === other
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]))
}

async function differences(expected: Expected, driver: SpecDriver): Promise<string[]> {
  const { probes } = driver
  const found = [...((await driver.differences?.(expected)) ?? [])]
  for (const name of Object.keys(probes) as (keyof Expected)[]) {
    const seen = await probes[name]?.()
    if (!same(seen, expected[name]))
      found.push(`${name}: expected ${JSON.stringify(expected[name])}, seen ${JSON.stringify(seen)}`)
  }
  return found
}

async function check(expected: Expected, driver: SpecDriver, told: readonly string[]): Promise<void> {
  await driver.settled?.(async () => (await differences(expected, driver)).length === 0)
  const found = await differences(expected, driver)
  if (found.length > 0) throw new Error(`after “${told.join(', ') || 'nothing'}”\n  ${found.join('\n  ')}`)
}

/** Plays a path against a subject, and checks what must hold after each step. Rejects at the first difference. */
export async function play({ start, steps }: SpecPath, driver: SpecDriver): Promise<void> {
  const told: string[] = []
  await check(start, driver, told)
  for (const { event, expected } of steps) {
    const verb = driver.verbs[event]
    if (!verb) throw new Error(`the subject has no verb for “${event}”`)
    await verb()
    told.push(event)
    await check(expected, driver, told)
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
