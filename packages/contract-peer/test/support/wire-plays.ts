import type { SipStack } from '@patchcord/core'
import {
  covering,
  play,
  type SpecPath,
  type SpecStep,
  specCoverage,
  specPaths,
  transitionOf,
  wireReachable,
} from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { saveCoverage } from '../../../core/test/support/coverage.ts'
import { installBrowser } from '../../src/index.ts'
import { wireBounds } from './wire-bounds.ts'
import { wireDriver } from './wire-driver.ts'

const whole = specPaths()
const within = specPaths(whole.paths[0]?.terms, wireBounds)
const ofWire = ({ event }: SpecStep): boolean => wireReachable(event)
const chosen = process.env['PATCHCORD_PLAYS'] === 'all' ? within.paths : covering(within.paths, ofWire)

/** The transitions that come over the wire, and why some of them cannot. */
const steps = new Map(
  whole.paths.flatMap((path) => path.steps.filter(ofWire)).map((step) => [transitionOf(step), step]),
)
const lacking = [...steps].flatMap(([name, step]) => {
  const reason = wireBounds.lacks(step)
  return reason ? [[name, reason] as const] : []
})

/** Plays the specification to the machine on a stack, against a scripted peer; `report` names what is left of it. */
export function playOnWire(report: string, create: () => SipStack): void {
  installBrowser()
  const played: SpecPath[] = []

  describe('the machine on this stack does over the wire what the specification tells', () => {
    test.concurrent.each(chosen)(
      '$name',
      async (path) => {
        const driver = await wireDriver(path.terms, create())
        await play(path, driver)
        await driver.leave()
        played.push(path)
      },
      60_000,
    )
  })

  test('every transition that comes over the wire was played, but for those that no wire can make', () => {
    const covered = specCoverage(whole, played)
    const missed = [...steps.keys()].filter((name) => covered.transitions[name] === 0).sort()
    expect(missed).toEqual(lacking.map(([name]) => name).sort())
    saveCoverage(`spec.${report}`, { ...covered, lacking: Object.fromEntries(lacking) })
  })
}
