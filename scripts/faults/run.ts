import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { NamedTest, PlantedFault } from './fault.ts'

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
    }[]
  }[]
}

/** `missing`: there is no such test, or its file could not be loaded. */
export type Verdict = 'failed' | 'passed' | 'missing'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function vitest(folder: string, tests: readonly NamedTest[], fault: PlantedFault | undefined) {
  const outputFile = join(folder, 'report.json')
  const names = tests.map(({ name }) => escaped(name)).join('|')
  const files = [...new Set(tests.map(({ file }) => file))]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--config', 'vitest.faults.config.ts', '--reporter', 'json', '--outputFile', outputFile],
      ...['--testNamePattern', `(?:^|> )(?:${names})`, ...files],
    ],
    { encoding: 'utf8', env: { ...process.env, PATCHCORD_FAULT: fault?.name ?? '' } },
  )
  try {
    const { testResults }: Report = JSON.parse(readFileSync(outputFile, 'utf8'))
    return { ok: status === 0, results: testResults.flatMap(({ assertionResults }) => assertionResults) }
  } catch {
    throw new Error(`vitest left no report:\n${stdout}${stderr}`)
  }
}

/** Runs one test or several, with the fault if there is one, and tells of each what became of it. */
export function run(tests: readonly NamedTest[], fault?: PlantedFault): Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), 'patchcord-faults-'))
  try {
    const { ok, results } = vitest(folder, tests, fault)
    // What a test lets go uncaught fails the run, though not the test.
    const unhandled = !ok && tests.length === 1
    return tests.map(({ name }) => {
      const statuses = results.filter(({ title }) => title.startsWith(name)).map(({ status }) => status)
      if (statuses.includes('failed')) return 'failed'
      if (!statuses.includes('passed')) return 'missing'
      return unhandled ? 'failed' : 'passed'
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
