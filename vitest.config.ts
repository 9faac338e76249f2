import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { launchOptions } from './e2e/chromium.ts'

const source = 'patchcord-source'
const resolve = { conditions: [source, ...defaultClientConditions] }
const ssr = { resolve: { conditions: [source, ...defaultServerConditions] } }

/** Reporters and global set-ups, which vitest itself loads. */
const environments = { __vitest__: ssr }

export default defineConfig({
  environments,
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'node',
          include: ['{packages,examples}/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        resolve,
        environments,
        test: {
          name: 'browser',
          globalSetup: ['packages/contract-peer/src/vitest-setup.ts'],
          include: ['packages/*/test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
