import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const core = new URL('packages/core/', import.meta.url)
const { exports } = JSON.parse(readFileSync(new URL('package.json', core), 'utf8')) as {
  exports: Record<string, { 'patchcord-source'?: string }>
}

/** Core's own name means the copy beside this file: there the mutants are. */
const alias = Object.entries(exports).flatMap(([name, { 'patchcord-source': source }]) =>
  source
    ? [{ find: new RegExp(`^@patchcord/core${name.slice(1)}$`), replacement: fileURLToPath(new URL(source, core)) }]
    : [],
)

const listed = (setting: string): string[] => process.env[setting]?.split(',').filter(Boolean) ?? []
const files = (start: string): string => `packages/core/test/${start}*test.ts`

/** How the names of the test files begin, in the order in which they run; all of them where none are given. */
const starts = listed('PATCHCORD_MUTANT_TESTS')
const rank = ({ moduleId }: TestSpecification) => starts.findIndex((start) => basename(moduleId).startsWith(start))

/** The first failed test ends a run: what is near to the mutant goes first. */
class Nearest extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  resolve: { alias },
  test: {
    include: (starts.length > 0 ? starts : ['']).map(files),
    exclude: listed('PATCHCORD_MUTANT_TESTS_WITHOUT').map(files),
    setupFiles: ['scripts/mutants/stop-at-failure.ts'],
    isolate: false,
    maxWorkers: 1,
    sequence: { sequencer: Nearest },
  },
})
