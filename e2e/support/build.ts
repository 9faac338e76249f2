import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { buildPages } from '../../examples/start/src/pages.ts'
import { buildDropIn, copyDropIn } from '../../packages/patchcord/scripts/drop-in.ts'

const flaskServer = (path: string): string =>
  fileURLToPath(new URL(`../../examples/flask-server/${path}`, import.meta.url))

/** JsSIP as its CDN has it, one classic script that makes the global `JsSIP`. The package on npm holds no such file. */
function buildJsSip(): Promise<unknown> {
  const entry = flaskServer('node_modules/jssip-3.10.1/lib-es5/JsSIP.js')
  return build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: flaskServer('dist'),
      lib: { entry, formats: ['iife'], name: 'JsSIP', fileName: () => 'jssip.min.js' },
    },
  })
}

/** The drop-in script, put where the guide says. */
async function addDropIn(): Promise<void> {
  await buildDropIn()
  await copyDropIn(flaskServer('static'))
}

/** The pages and what they load are built once, for every test. */
export default async function buildAll(): Promise<void> {
  await Promise.all([buildPages(), buildJsSip(), addDropIn()])
}
