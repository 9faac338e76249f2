import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, test as base, chromium, type Page } from '@playwright/test'
import { startOptions } from '../../examples/start/src/options.ts'
import { type Running, start } from '../../examples/start/src/start.ts'
import { baseOptions, launchOptions } from '../chromium.ts'
import { Caller } from './caller.ts'
import { Desk } from './desk.ts'
import { installProbe } from './probe.ts'
import { toneWav } from './tone.ts'

/** The microphones' tones, in Hz. */
export const tones = { caller: 880, agent: 660, assistant: 300 }

export interface App extends Running {
  readonly url: string
}

export interface Worker {
  /** Both pages, the assistant's server and the switchboard, in this process. */
  app: App
  callerBrowser: Browser
  agentBrowser: Browser
}

export interface PageOptions {
  /** Changes what the server tells the page about its PBX. */
  readonly settings?: (settings: Record<string, unknown>) => Record<string, unknown>
  /** Runs in the page before its own scripts. */
  readonly before?: () => void
  readonly query?: string
  /** The test may run the page's timers ahead. */
  readonly clock?: boolean
  /** The page takes any certificate; a Chromium can be started so, a Firefox cannot. */
  readonly anyCertificate?: boolean
  /** Gets the page before it loads anything. */
  readonly opened?: (page: Page) => void
}

export interface Fixtures {
  caller: Caller
  agent: Desk
  /** A caller's page of a test's own, with settings of its own. */
  openCaller(options?: PageOptions, browser?: Browser): Promise<Caller>
  openDesk(options?: PageOptions): Promise<Desk>
}

/** A browser whose microphone plays a tone. */
export async function withMicrophone(
  hz: number,
  use: (browser: Browser) => Promise<void>,
  flags: readonly string[] = [],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'patchcord-'))
  const file = join(folder, 'microphone.wav')
  await writeFile(file, toneWav(hz, 5))
  const args = [...launchOptions.args, ...flags, `--use-file-for-fake-audio-capture=${file}`]
  const browser = await chromium.launch({ ...launchOptions, args })
  await use(browser)
  await browser.close()
  await rm(folder, { recursive: true })
}

/** A browser whose microphone is not granted, and where nobody answers the prompt but by refusing. */
export const launchWithoutMicrophone = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ ...baseOptions, args: [...baseOptions.args, ...args] })

/** Opens a page with the probe in it. */
export async function openPage(browser: Browser, url: string, options: PageOptions): Promise<Page> {
  const { settings, before, clock, opened, anyCertificate = false } = options
  const page = await (await browser.newContext({ ignoreHTTPSErrors: anyCertificate })).newPage()
  opened?.(page)
  if (clock) await page.clock.install()
  await page.addInitScript(installProbe)
  if (before) await page.addInitScript(before)
  if (settings)
    await page.route('**/config.json', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ json: settings(await response.json()) })
    })
  await page.goto(url)
  return page
}

export const test = base.extend<Fixtures, Worker>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use, { parallelIndex }) => {
      const port = 8300 + parallelIndex
      const running = await start(startOptions(['--port', String(port)]), () => {})
      await use({ ...running, url: `http://localhost:${port}/` })
      await running.close()
    },
    { scope: 'worker' },
  ],
  callerBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => withMicrophone(tones.caller, use),
    { scope: 'worker' },
  ],
  agentBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => withMicrophone(tones.agent, use),
    { scope: 'worker' },
  ],
  openCaller: async ({ app, callerBrowser }, use) => {
    const pages: Page[] = []
    await use(async (options = {}, browser = callerBrowser) => {
      const page = await openPage(browser, `${app.url}${options.query ?? ''}`, options)
      pages.push(page)
      return new Caller(page, app)
    })
    for (const page of pages) await page.context().close()
  },
  openDesk: async ({ app, agentBrowser }, use) => {
    const pages: Page[] = []
    await use(async (options = {}) => {
      const page = await openPage(agentBrowser, `${app.url}call-center/${options.query ?? ''}`, options)
      pages.push(page)
      return new Desk(page)
    })
    for (const page of pages) await page.context().close()
  },
  caller: async ({ openCaller }, use) => {
    const caller = await openCaller()
    await caller.ready()
    await use(caller)
  },
  agent: async ({ openDesk }, use) => {
    const desk = await openDesk()
    await desk.signIn()
    await use(desk)
  },
})

export { expect } from '@playwright/test'
