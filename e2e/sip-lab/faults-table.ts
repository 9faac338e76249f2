// Plays every fault so many times, and prints what the callers saw: node e2e/sip-lab/faults-table.ts [TIMES].
import { rmSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runIsolated } from './isolated.ts'
import { type RowResult, readResults, resultsFile } from './report.ts'
import type { Sight } from './scene.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const seconds = (sights: readonly (Sight | undefined)[]): string => {
  const sorted = sights.map((sight) => sight?.after ?? Number.NaN).sort((a, b) => a - b)
  const [middle, last] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)]
  return sorted.length === 1 ? `${middle} s` : `${middle} s, at most ${last} s`
}

/** What was seen, one after the other, with its time in the middle run and in the slowest. */
const seen = (runs: readonly RowResult[]): string =>
  (runs[0]?.sights ?? [])
    .map(
      ({ state, detail, said }, at) =>
        `${state}, ${detail} (${seconds(runs.map(({ sights }) => sights[at]))})<br>${said}`,
    )
    .join('<br>')

const left = ({ farSide }: RowResult): string => {
  const calls = Object.entries(farSide).filter(([, count]) => count > 0)
  return calls.map(([who]) => who).join(', ') || 'nothing'
}

function line(runs: readonly RowResult[]): string {
  const [first] = runs
  if (!first) return ''
  const freed = Math.max(...runs.map((run) => run.freed))
  const cells = [
    first.stack,
    first.fault,
    first.moment,
    runs.length,
    seen(runs),
    first.code ?? '',
    left(first),
    `${freed} s`,
  ]
  return `| ${cells.join(' | ')} |`
}

const [times = '1'] = process.argv.slice(2)
const playwright = here('../../node_modules/@playwright/test/cli.js')
const config = here('playwright.config.ts')
rmSync(resultsFile, { force: true })
const play = ['test', '-c', config, 'faults', `--repeat-each=${times}`]
const code = await runIsolated([process.execPath, playwright, ...play], { network: true })
const rows = Map.groupBy(await readResults(), ({ stack, fault, moment }) => [stack, fault, moment].join())
console.log('| stack | fault | moment | runs | the caller sees, after | failure | left on the far side | after |')
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
for (const runs of rows.values()) console.log(line(runs))
process.exit(code)
