import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defaultServerConditions, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { plant } from './scripts/faults/fault.ts'
import { faults } from './scripts/faults/index.ts'

const conditions = ['patchcord-source', ...defaultServerConditions]
const planted = faults.find(({ name }) => name === process.env['PATCHCORD_FAULT'])
const file = planted && fileURLToPath(new URL(planted.file, import.meta.url))

/** Plants the fault in what the tests load. The file itself stays as it is, so that nothing has to be put back. */
const planting: Plugin = {
  name: 'planted-fault',
  enforce: 'pre',
  load: (id) => (planted && id === file ? plant(readFileSync(file, 'utf8'), planted) : undefined),
}

export default defineConfig({
  plugins: [planting],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/adapter-{jssip,sipjs}/test/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts'],
    // The cache knows of no fault.
    fsModuleCache: false,
  },
})
