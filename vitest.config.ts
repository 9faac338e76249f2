import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { launchOptions } from './e2e/chromium.ts'

const source = 'patchcord-source'
const resolve = { conditions: [source, ...defaultClientConditions] }
const ssr = { resolve: { conditions: [source, ...defaultServerConditions] } }

/** Reporters and global set-ups, which vitest itself loads. */
const environments = { __vitest__: ssr }

/** What takes long begins first: a whole contract, what walks through a whole machine, then what waits for sockets. */
const longest = [
  /\.contract\.test\.ts$/,
  /\bspec\.test\.ts$|\.(plays|replay|laws|properties)\.test\.ts$/,
  /packages\/(adapter|contract)-.*\.test\.ts$/,
  /./,
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => longest.findIndex((name) => name.test(moduleId))
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  environments,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'node',
          include: ['{packages,examples}/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
          // A worker keeps what it has loaded: most of a small file's time would go into loading it anew.
          isolate: false,
          maxWorkers: 6,
          maxConcurrency: 20,
          // What hangs fails all the same; a busy machine is no failure.
          testTimeout: 30_000,
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
