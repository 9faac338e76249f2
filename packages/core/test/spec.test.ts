import {
  covering,
  type Expected,
  play,
  type SpecPath,
  type SpecTerms,
  specCoverage,
  specPaths,
  specTerms,
  uncovered,
} from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { saveCoverage } from './support/coverage.ts'
import { mockDriver } from './support/spec-driver.ts'
import { type Scenario, scenarios } from './support/spec-scenarios.ts'
import { looseWalk, plannedWalk, transitionsOf } from './support/transfer-model.ts'

const usual = specPaths()
const told = new Map(usual.paths.map((path) => [path.name, JSON.stringify(path.steps)]))
/** Under other settings: every transition once, where anything is told otherwise than usually. */
const others = (
  [
    ['the line is kept warm', { keepWarm: true }],
    ['the input is cut at the first ring', { inputCut: 'ring' }],
    ['the conversation ends with the agent', { afterHandover: 'end' }],
  ] satisfies [string, Partial<SpecTerms>][]
).map(([name, terms]) => {
  const spec = specPaths({ ...specTerms, ...terms })
  return [
    name,
    covering(spec.paths).filter((path) => told.get(path.name) !== JSON.stringify(path.steps)),
    spec,
  ] as const
})

const played: SpecPath[] = []
/** What the real machine did in plays that ended as they must. */
const taken = new Set<string>()

async function playAll(paths: readonly SpecPath[]): Promise<void> {
  expect(paths.length).toBeGreaterThan(0)
  for (const path of paths) {
    const driver = mockDriver(path.terms)
    await play(path, driver)
    played.push(path)
    for (const transition of driver.taken) taken.add(transition)
  }
}

const lastSpot = ({ steps }: SpecPath): string => steps.at(-1)?.to ?? ''

describe('the machine over the mocks does what the specification tells', () => {
  test.each([...new Set(usual.paths.map(lastSpot))].sort())(
    'on every path to: %s',
    async (spot) => {
      await playAll(usual.paths.filter((path) => lastSpot(path) === spot))
    },
    30_000,
  )

  test.each(others)(
    'where %s',
    async (_, paths) => {
      await playAll(paths)
    },
    30_000,
  )
})

/** Plays a scenario, and what was seen at its end. */
async function seenAfter({ terms, limits, steps }: Scenario) {
  const driver = mockDriver({ ...specTerms, ...terms }, limits ? { limits } : {})
  for (const step of steps) {
    if (typeof step === 'number') driver.world.clock.increment(step)
    else await driver.verbs[step]?.()
  }
  const probes = Object.entries(driver.probes).map(async ([name, probe]) => [name, await probe()] as const)
  const seen: Partial<Expected> = Object.fromEntries(await Promise.all(probes))
  return { seen, taken: driver.taken }
}

describe('beside its paths', () => {
  test.each(scenarios)('$name', async (scenario) => {
    const { seen, taken: also } = await seenAfter(scenario)
    expect(seen).toMatchObject(scenario.seen)
    for (const transition of also) taken.add(transition)
  })
})

describe('coverage, by plays that ended as they must', () => {
  test('every spot and every transition of the specification was played', () => {
    const specs = [usual, ...others.map(([, , spec]) => spec)]
    const transitions = [...new Set(specs.flatMap((spec) => spec.transitions))].sort()
    const covered = specCoverage({ ...usual, transitions }, played)
    expect(uncovered(covered)).toEqual([])
    saveCoverage('spec.machine', covered)
  })

  test('every transition of the real machine was taken', () => {
    // What a call tells comes in the order of its own machine, which is walked by itself.
    const loose = transitionsOf(looseWalk()).filter((transition) => !transition.includes(' — call.'))
    const real = [...new Set([...transitionsOf(plannedWalk()), ...loose])].sort()
    const missed = real.filter((transition) => !taken.has(transition))
    expect(real.length).toBeGreaterThan(300)
    expect(missed).toEqual([])
    saveCoverage('machine', { transitions: real.length, taken: real.length - missed.length })
  }, 120_000)
})
