/** Builds the drop-in script and its JsSIP into `dist`, from the sources, and prints what a page needs to check them. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
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
  await buildDropIn()
  console.log(`built ${at('dist/patchcord.js')}\nbuilt ${at('dist/patchcord-jssip.js')}`)
  console.log(`<script src="patchcord.js" integrity="${await integrityOf('patchcord.js')}"></script>`)
}
