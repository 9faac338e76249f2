import {
  covering,
  type Expected,
  play,
  type SpecPath,
  type SpecTerms,
  specCoverage,
  specPaths,
  specTerms,
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
  const { paths } = specPaths({ ...specTerms, ...terms })
  return [name, covering(paths).filter((path) => told.get(path.name) !== JSON.stringify(path.steps))] as const
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
    const { spots, transitions } = specCoverage(usual, played)
    saveCoverage('spec.machine', { target: 'the machine over the mocks', ...specCoverage(usual, played) })
    const missed = [...Object.entries(spots), ...Object.entries(transitions)].filter(([, count]) => count === 0)
    expect(missed.map(([name]) => name)).toEqual([])
  })

  test('every transition of the real machine was taken', () => {
    // What a call tells comes in the order of its own machine, which is walked by itself.
    const loose = transitionsOf(looseWalk()).filter((transition) => !transition.includes(' — call.'))
    const real = [...new Set([...transitionsOf(plannedWalk()), ...loose])].sort()
    const missed = real.filter((transition) => !taken.has(transition))
    saveCoverage('machine', { transitions: real.length, taken: real.length - missed.length, missed })
    expect(real.length).toBeGreaterThan(300)
    expect(missed).toEqual([])
  }, 30_000)
})
