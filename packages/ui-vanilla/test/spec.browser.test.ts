import { covering, play, type SpecPath, specCoverage, specPaths, uncovered } from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { elementDriver } from './support/spec-driver.ts'

const spec = specPaths()
const chosen = covering(spec.paths)
const lastPlace = ({ steps }: SpecPath): string => (steps.at(-1)?.to ?? '').replace(/ \(.*/, '')
const played: SpecPath[] = []

describe('<patchcord-transfer> shows what the specification tells', () => {
  test.each([...new Set(chosen.map(lastPlace))].sort())(
    'on paths to: %s',
    async (place) => {
      for (const path of chosen.filter((one) => lastPlace(one) === place)) {
        const driver = elementDriver(path.terms)
        await play(path, driver)
        driver.remove()
        played.push(path)
      }
    },
    60_000,
  )

  test('every spot and every transition of the specification was shown', async () => {
    const covered = specCoverage(spec, played)
    expect(uncovered(covered)).toEqual([])
    await commands.writeFile('reports/coverage.spec.element.json', `${JSON.stringify(covered, null, 2)}\n`)
  })
})
