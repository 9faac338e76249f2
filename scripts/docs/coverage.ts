import { existsSync, readFileSync } from 'node:fs'
import type { SpecCoverage } from '../../packages/core/src/testing/spec/spec.play.ts'
import { table } from './markdown.ts'

/** What the paths are played to, and the report that its tests leave. */
interface Subject {
  readonly name: string
  readonly report: string
}

const whole: readonly Subject[] = [
  { name: 'the machine over the mocks', report: 'coverage.spec.machine.json' },
  { name: '`<patchcord-transfer>` in Chromium', report: 'coverage.spec.element.json' },
]
const stacks: readonly Subject[] = [
  { name: 'the machine on JsSIP', report: 'coverage.spec.jssip.json' },
  { name: 'the machine on SIP.js', report: 'coverage.spec.sipjs.json' },
]

/** What was covered over a wire: the transitions that come over it, and why some of them cannot. */
interface WireCoverage extends SpecCoverage {
  readonly wire: readonly string[]
  readonly lacking: Readonly<Record<string, string>>
}

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
    [...whole, ...stacks][index]?.name ?? '',
    `${paths}`,
    `${steps}`,
    taken(spots),
    taken(transitions),
  ])
  return table(['played to', 'paths', 'steps', 'spots', 'transitions'], rows)
}

/** The transitions that come over the wire, of one place or all, but for those that cannot. */
const overWire = ({ wire, lacking, transitions }: WireCoverage, place?: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    wire
      .filter((name) => !(name in lacking) && (!place || placeOf(name) === place))
      .map((name) => [name, transitions[name] ?? 0]),
  )

function wire(covered: readonly WireCoverage[]): string {
  const [first] = covered
  const names = [...new Set((first?.wire ?? []).map(placeOf))].sort()
  const cannot = (place?: string) =>
    `${Object.keys(first?.lacking ?? {}).filter((name) => !place || placeOf(name) === place).length}`
  const row = (place?: string) => [
    place ?? '**all**',
    ...covered.flatMap((one) => [`${plays(overWire(one, place))}`, taken(overWire(one, place))]),
    cannot(place),
  ]
  const head = stacks.flatMap(({ name }) => [`taken: ${name}`, 'wire-reachable transitions'])
  return table(['place', ...head, 'no wire can make'], [...names.map(row), row()])
}

/** A transition without what tells its spots apart. */
const roughly = (name: string): string => name.replace(/ \([^)]*\)/g, '')

function lacks([first]: readonly WireCoverage[]): string {
  const lacking = Object.entries(first?.lacking ?? {})
  const rows = [...new Set(lacking.map(([, reason]) => reason))].map((reason) => {
    const names = lacking.filter(([, why]) => why === reason).map(([name]) => name)
    return [reason, `${names.length}`, [...new Set(names.map(roughly))].join('; ')]
  })
  return table(['why no wire can make it', 'transitions', 'which'], rows)
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
  const head = whole.flatMap(({ name }) => [`arrivals: ${name}`, 'transitions'])
  return table(['place', 'spots', ...head], rows)
}

/** All reports, or none where a test that leaves one has not run here. */
function reportsOf<Report>(subjects: readonly Subject[]): Report[] | undefined {
  const found = subjects.flatMap(({ report }) => reportOf<Report>(report) ?? [])
  return found.length === subjects.length ? found : undefined
}

/** What the plays covered; null where the tests that tell it have not run here. */
export function coverage(part: string | undefined): string | null | undefined {
  const covered = reportsOf<SpecCoverage>(whole)
  const wired = reportsOf<WireCoverage>(stacks)
  const machine = reportOf<{ transitions: number; taken: number }>('coverage.machine.json')
  if (!machine || !covered || !wired) return null
  if (part === 'summary') return summary([...covered, ...wired])
  if (part === 'places') return places(covered)
  if (part === 'wire') return wire(wired)
  if (part === 'lacks') return lacks(wired)
  return part === 'machine' ? `${machine.taken} of ${machine.transitions} transitions were taken.` : undefined
}
