import process from 'node:process'
import type { SipStack } from '@patchcord/core'
import {
  play,
  type SpecPath,
  type SpecStep,
  specCoverage,
  specPaths,
  specTerms,
  specTours,
  transitionOf,
  wireReachable,
} from '@patchcord/core/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { saveCoverage } from '../../../core/test/support/coverage.ts'
import { installBrowser } from '../../src/index.ts'
import { wireBounds } from './wire-bounds.ts'
import { wireDriver } from './wire-driver.ts'

const settings = [specTerms, { ...specTerms, keepWarm: true }]
const usual = specPaths()
const specs = [usual, ...settings.slice(1).map((terms) => specPaths(terms))]

const ofWire = ({ event }: Pick<SpecStep, 'event'>): boolean => wireReachable(event)
const all = process.env['PATCHCORD_PLAYS'] === 'all'
const chosen = all
  ? settings.flatMap((terms) => specPaths(terms, wireBounds).paths)
  : specTours(settings, wireBounds, ofWire)

/** Every transition that comes over the wire, and of some of them why they cannot. */
const wire = new Map(
  specs.flatMap((spec) =>
    spec.paths.flatMap(({ steps }) => steps.filter(ofWire).map((step) => [transitionOf(step), step])),
  ),
)
const lacking = Object.fromEntries(
  [...wire].sort().flatMap(([name, step]) => {
    const reason = wireBounds.lacks(step)
    return reason ? [[name, reason]] : []
  }),
)

const covered = (played: readonly SpecPath[]) => {
  const transitions = [...new Set(specs.flatMap((spec) => spec.transitions))].sort()
  return specCoverage({ ...usual, transitions }, played)
}

/** Plays the specification to the machine on a stack, against a scripted peer. */
export function playOnWire(name: string, create: () => SipStack): void {
  const played: SpecPath[] = []
  beforeAll(() => installBrowser({ joins: false }))

  describe(`the machine on ${name} does over the wire what the specification tells`, () => {
    test.concurrent.each(chosen.map((path) => [path.name, path] as const))(
      '%s',
      async (_, path) => {
        const driver = await wireDriver(path.terms, create())
        await play(path, driver)
        await driver.leave()
        played.push(path)
      },
      60_000,
    )
  })

  test('every transition that comes over the wire was played, but for those that no wire can make', () => {
    const counted = covered(played)
    const missed = [...wire.keys()].filter((transition) => counted.transitions[transition] === 0)
    expect(missed.sort()).toEqual(Object.keys(lacking))
    if (!all) saveCoverage(`spec.${create().name}`, { ...counted, wire: [...wire.keys()].sort(), lacking })
  })
}
