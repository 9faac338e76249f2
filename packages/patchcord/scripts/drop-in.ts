/**
 * Builds the drop-in script and its JsSIP into `dist`, from the sources, copies them into the folder that is named, and
 * prints what a page needs: node scripts/drop-in.ts [folder]
 */
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** One classic script with its source map. */
async function script(entry: string, name: string, define: Record<string, string>): Promise<void> {
  await build({
    configFile: false,
    root: at('.'),
    logLevel: 'warn',
    define,
    resolve: { conditions: ['patchcord-source', ...defaultClientConditions] },
    build: {
      outDir: at('dist'),
      emptyOutDir: false,
      target: 'es2022',
      sourcemap: true,
      minify: true,
      lib: { entry: at(entry), formats: ['iife'], name: 'patchcord', fileName: () => name },
      rolldownOptions: { external: define['PATCHCORD_VERSION'] ? ['jssip'] : [] },
    },
  })
}

/** Subresource Integrity of a built file. */
export async function integrityOf(name: string): Promise<string> {
  const bytes = await readFile(at(`dist/${name}`))
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`
}

const scripts = ['patchcord.js', 'patchcord-jssip.js'] as const

/** Copies what was built, with the source maps, to where a page is served from. The folder need not exist. */
export async function copyDropIn(folder: string, built = at('dist')): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of scripts.flatMap((script) => [script, `${script}.map`]))
    await copyFile(resolve(built, name), resolve(folder, name))
}

/** Builds both scripts; the first one knows the hash of the second. */
export async function buildDropIn(): Promise<void> {
  const { version }: { version: string } = JSON.parse(await readFile(at('package.json'), 'utf8'))
  await script('src/drop-in-jssip.ts', 'patchcord-jssip.js', {})
  await script('src/drop-in.ts', 'patchcord.js', {
    PATCHCORD_VERSION: JSON.stringify(version),
    PATCHCORD_JSSIP_INTEGRITY: JSON.stringify(await integrityOf('patchcord-jssip.js')),
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , to] = process.argv
  // npm runs scripts in the project's folder, whatever folder it was called in.
  const folder = to ? resolve(process.env['INIT_CWD'] ?? '.', to) : at('dist')
  await buildDropIn()
  if (to) await copyDropIn(folder)
  for (const name of scripts) console.log(`built ${resolve(folder, name)}`)
  console.log(`<script src="patchcord.js" integrity="${await integrityOf('patchcord.js')}"></script>`)
}
