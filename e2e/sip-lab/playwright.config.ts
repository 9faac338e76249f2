import process from 'node:process'
import { defineConfig } from '@playwright/test'
import { stacks } from './lab.config.ts'

/** In `npm test` each fault is played once, by the stacks in turn. */
const inTurn = (stack: string) =>
  process.env['PATCHCORD_FAULTS'] === 'once'
    ? { grepInvert: stacks.filter((other) => other !== stack).map((other) => new RegExp(`@${other}`)) }
    : {}

/** For `npm run e2e:lab`, which plays it in several lanes at once, each in a network of its own. */
export default defineConfig<object, { stack: (typeof stacks)[number] }>({
  testDir: '.',
  outputDir: `../../test-results/lab-${process.env['PATCHCORD_LANE']}`,
  forbidOnly: !!process.env['CI'],
  // Lanes share the tests out one by one, not file by file.
  fullyParallel: true,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['PATCHCORD_REPORT']
    ? [['list'], ['json', { outputFile: process.env['PATCHCORD_REPORT'] }]]
    : 'list',
  // A trace doubles the work of a test. To see one: npm run e2e:lab -- --trace=on
  use: { trace: 'off' },
  projects: [
    { name: 'starter', testMatch: 'starter.spec.ts' },
    ...stacks.map((stack) => ({
      name: stack,
      use: { stack },
      testIgnore: ['starter.spec.ts', ...(process.env['PATCHCORD_WITHOUT_FIREFOX'] ? ['firefox.spec.ts'] : [])],
      ...inTurn(stack),
    })),
  ],
})
