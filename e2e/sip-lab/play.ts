// Plays the lab's tests: node e2e/sip-lab/play.ts [arguments of playwright test].
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { buildPages } from '../../examples/start/src/pages.ts'
import { runIsolated } from './isolated.ts'
import { stacks } from './lab.config.ts'
import { whatFirefoxLacks, whatTestsLack } from './packages.ts'
import { gatherResults, partOf, reports } from './report.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const playwright = [here('../../node_modules/@playwright/test/cli.js'), 'test', '-c', here('playwright.config.ts')]

/** A share of the tests. Each lane has a lab of its own, in a network of its own, so that they run side by side. */
interface Lane {
  readonly name: string
  readonly args: readonly string[]
}

/** How many lanes each stack's tests are spread over: they wait for limits more than they work. */
const shards = 2

const lanes: readonly Lane[] = stacks.flatMap((stack) =>
  Array.from({ length: shards }, (_, at) => ({
    name: `${stack}-${at + 1}`,
    args: [`--project=${stack}`, `--shard=${at + 1}/${shards}`],
  })),
)

/** `npm run lab` builds the pages that the lanes serve: it comes before them. */
const starter: Lane = { name: 'starter', args: ['--project=starter'] }

/** How Playwright counts tests. */
const kinds = ['expected', 'unexpected', 'flaky', 'skipped'] as const
type Stats = Readonly<Record<(typeof kinds)[number], number>>

const statsOf = (count: (kind: (typeof kinds)[number]) => number): Stats =>
  Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Stats

async function playLane({ name, args }: Lane, more: readonly string[]): Promise<Stats> {
  const report = `${reports}/lab-${name}.json`
  await rm(report, { force: true })
  const command = [process.execPath, ...playwright, '--pass-with-no-tests', ...args, ...more]
  const code = await runIsolated(command, {
    network: true,
    env: { PATCHCORD_LANE: name, PATCHCORD_REPORT: report, PLAYWRIGHT_FORCE_TTY: '0' },
  })
  const { stats } = JSON.parse(await readFile(report, 'utf8').catch(() => '{}')) as { stats?: Stats }
  const counted = statsOf((kind) => stats?.[kind] ?? 0)
  // A lane that ends badly without naming a test has failed all the same.
  return code === 0 ? counted : { ...counted, unexpected: Math.max(counted.unexpected, 1) }
}

/** Builds the pages and plays every test that the arguments ask for; `reports/lab.json` counts them. */
export async function play(args: readonly string[]): Promise<boolean> {
  const lack = whatTestsLack()
  if (lack) throw new Error(lack)
  const noFirefox = whatFirefoxLacks()
  if (noFirefox) {
    console.error(`NOT RUN: calls in Firefox: ${noFirefox}`)
    process.env['PATCHCORD_WITHOUT_FIREFOX'] = '1'
  }
  await mkdir(reports, { recursive: true })
  for (const { name } of lanes) await rm(partOf(name), { force: true })
  await buildPages()
  const started = await playLane(starter, args)
  const each = [started, ...(await Promise.all(lanes.map((lane) => playLane(lane, args))))]
  const stats = statsOf((kind) => each.reduce((sum, one) => sum + one[kind], 0))
  await gatherResults(lanes.map(({ name }) => name))
  await writeFile(`${reports}/lab.json`, `${JSON.stringify({ stats })}\n`)
  const { expected, unexpected } = stats
  console.log(`\n${expected} passed, ${unexpected} failed on the lab`)
  return expected > 0 && unexpected === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const passed = await play(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return false
  })
  process.exit(passed ? 0 : 1)
}
