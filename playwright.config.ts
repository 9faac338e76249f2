import { defineConfig } from '@playwright/test'

export default defineConfig({
  testMatch: ['e2e/**/*.spec.ts', 'packages/*/test/**/*.spec.ts'],
  // The SIP lab has a configuration of its own. Where no Python has Flask-SocketIO, `npm test` says so and leaves it out.
  testIgnore: ['e2e/sip-lab/**', ...(process.env['PATCHCORD_WITHOUT_FLASK'] ? ['e2e/flask*.spec.ts'] : [])],
  globalSetup: './e2e/support/build.ts',
  forbidOnly: !!process.env['CI'],
  fullyParallel: false,
  // Two browsers and a server at a time are what two cores bear.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env['PATCHCORD_REPORT']
    ? [['list'], ['json', { outputFile: process.env['PATCHCORD_REPORT'] }]]
    : 'list',
  use: { trace: 'retain-on-failure' },
})
