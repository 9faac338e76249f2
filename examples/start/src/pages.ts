import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions } from 'vite'
import { type Files, readFiles } from './files.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** A page to build: where its `index.html` is, and below which path it is served. */
const pages = {
  assistant: { root: at('voice-assistant/pages'), base: '/' },
  callCenter: { root: at('call-center/pages'), base: '/call-center/' },
} as const

const names = ['assistant', 'callCenter'] as const

/** Both pages, as they are served. */
export type Pages = Readonly<Record<(typeof names)[number], Files>>

/** Where the tests keep what they build once for all their servers. */
const shared = at('start/dist')

/** Builds both pages from the sources into a folder. */
export async function buildPages(folder = shared): Promise<void> {
  for (const name of names)
    await build({
      root: pages[name].root,
      base: pages[name].base,
      logLevel: 'warn',
      resolve: { conditions: ['patchcord-source', ...defaultClientConditions] },
      build: { outDir: join(folder, name), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1000 },
    })
}

/** Reads what was built. */
export async function readPages(folder = shared): Promise<Pages> {
  const [assistant, callCenter] = await Promise.all(
    names.map((name) => readFiles(join(folder, name))) as [Promise<Files>, Promise<Files>],
  )
  return { assistant, callCenter }
}

/** Builds both pages for this run alone: no other run's files are touched, and none are left behind. */
export async function freshPages(): Promise<Pages> {
  const folder = await mkdtemp(join(tmpdir(), 'patchcord-pages-'))
  try {
    await buildPages(folder)
    return await readPages(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
