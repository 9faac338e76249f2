import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions } from 'vite'

/** A page to build: where its `index.html` is, and below which path it is served. */
interface Page {
  readonly root: string
  readonly base: string
}

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const pages = {
  assistant: { root: at('voice-assistant/pages'), base: '/' },
  callCenter: { root: at('call-center/pages'), base: '/call-center/' },
} as const satisfies Record<string, Page>

/** The folder where a built page stands. */
export const built = ({ root }: Page): string => fileURLToPath(new URL('../dist', `file://${root}/`))

/** Builds both pages from the sources. */
export async function buildPages(): Promise<void> {
  for (const page of Object.values(pages))
    await build({
      root: page.root,
      base: page.base,
      logLevel: 'warn',
      resolve: { conditions: ['patchcord-source', ...defaultClientConditions] },
      build: { outDir: built(page), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1000 },
    })
}
