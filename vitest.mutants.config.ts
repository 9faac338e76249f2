import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type Reporter, type TestSpecification } from 'vitest/node'

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
const nearness = (file: string) => starts.findIndex((start) => basename(file).startsWith(start))

/** The files that found the mutants before, the last finder last. */
const finders: string[] = []
let found = false
const remember: Reporter = {
  onTestRunStart() {
    found = false
  },
  onTestModuleEnd(module) {
    if (found || module.ok()) return
    found = true
    const before = finders.indexOf(module.moduleId)
    if (before >= 0) finders.splice(before, 1)
    finders.push(module.moduleId)
  },
}

/** The first failed test ends a run: what found the last mutants goes first, then what is near to the folder. */
class Nearest extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => -finders.indexOf(moduleId)
    return [...files].sort((a, b) => rank(a) - rank(b) || nearness(a.moduleId) - nearness(b.moduleId))
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
    reporters: [remember],
    sequence: { sequencer: Nearest },
  },
})
