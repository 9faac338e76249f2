import { defineConfig } from '@playwright/test'
import { stacks } from './fixtures.ts'

/** For `npm run e2e:lab`, which gives it a network of its own. */
export default defineConfig<object, { stack: (typeof stacks)[number] }>({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './build-pages.ts',
  forbidOnly: !!process.env['CI'],
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['PATCHCORD_REPORT']
    ? [['list'], ['json', { outputFile: process.env['PATCHCORD_REPORT'] }]]
    : 'list',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'starter', testMatch: 'starter.spec.ts' },
    ...stacks.map((stack) => ({ name: stack, use: { stack }, testIgnore: 'starter.spec.ts' })),
  ],
})
