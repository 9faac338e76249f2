import { existsSync, readFileSync } from 'node:fs'
import type { SpecCoverage } from '../../packages/core/src/testing/spec/spec.play.ts'
import { table } from './markdown.ts'

/** What the paths are played to, and the report that its tests leave. */
const subjects = [
  { name: 'the machine over the mocks', report: 'coverage.spec.machine.json' },
  { name: '`<patchcord-transfer>` in Chromium', report: 'coverage.spec.element.json' },
] as const

const reports = new URL('../../reports/', import.meta.url)

function reportOf<Report>(file: string): Report | undefined {
  const url = new URL(file, reports)
  return existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as Report) : undefined
}

const taken = (counts: Readonly<Record<string, number>>): string => {
  const all = Object.values(counts)
  return `${all.filter((count) => count > 0).length} of ${all.length}`
}

const placeOf = (name: string): string => name.replace(/ (\(|—).*/, '')

/** A place's own of what was counted. */
const within = (counts: Readonly<Record<string, number>>, place: string): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).filter(([name]) => placeOf(name) === place))

const plays = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

function summary(covered: readonly SpecCoverage[]): string {
  const rows = covered.map(({ paths, steps, spots, transitions }, index) => [
    subjects[index]?.name ?? '',
    `${paths}`,
    `${steps}`,
    taken(spots),
    taken(transitions),
  ])
  return table(['played to', 'paths', 'steps', 'spots', 'transitions'], rows)
}

function places(covered: readonly SpecCoverage[]): string {
  const [first] = covered
  const names = [...new Set(Object.keys(first?.spots ?? {}).map(placeOf))]
  const rows = names.map((place) => [
    place,
    `${Object.keys(within(first?.spots ?? {}, place)).length}`,
    ...covered.flatMap(({ spots, transitions }) => [
      `${plays(within(spots, place))}`,
      taken(within(transitions, place)),
    ]),
  ])
  const head = subjects.flatMap(({ name }) => [`arrivals: ${name}`, 'transitions'])
  return table(['place', 'spots', ...head], rows)
}

/** What the plays covered; null where the tests that tell it have not run here. */
export function coverage(part: string | undefined): string | null | undefined {
  const covered = subjects.map(({ report }) => reportOf<SpecCoverage>(report))
  const machine = reportOf<{ transitions: number; taken: number }>('coverage.machine.json')
  if (!machine || !covered.every((report) => report !== undefined)) return null
  if (part === 'summary') return summary(covered)
  if (part === 'places') return places(covered)
  return part === 'machine' ? `${machine.taken} of ${machine.transitions} transitions were taken.` : undefined
}
