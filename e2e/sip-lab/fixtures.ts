import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, test as base, chromium, type Page } from '@playwright/test'
import { startOptions } from '../../examples/start/src/options.ts'
import { type Running, start } from '../../examples/start/src/start.ts'
import { launchOptions } from '../chromium.ts'
import { Desk } from '../support/desk.ts'
import { launchWithoutMicrophone, openPage, type PageOptions, tones, withMicrophone } from '../support/fixtures.ts'
import { Frames } from '../support/frames.ts'
import { withFirefox } from './firefox.ts'
import { firefoxTone, lab as names, passwordOf, type stacks, wssUrl } from './lab.config.ts'
import { Lab } from './lab.ts'
import { LabCaller } from './lab-caller.ts'
import { type SoundCard, withSoundCard } from './sound-card.ts'

/** Kamailio's certificate is made at start; nobody has signed it. */
const flags = ['--ignore-certificate-errors']

/** Browsers that are not as a call would have them. */
const otherBrowsers = {
  'microphone denied': () =>
    launchWithoutMicrophone([...flags, '--use-fake-device-for-media-stream', '--deny-permission-prompts']),
  'no microphone': () => launchWithoutMicrophone([...flags, '--use-fake-ui-for-media-stream']),
  'trusts signed certificates alone': () => chromium.launch(launchOptions),
} as const satisfies Record<string, () => Promise<Browser>>

interface Worker {
  stack: (typeof stacks)[number]
  lab: Lab
  /** The pages, for callers without an account. */
  app: Running & { readonly url: string }
  callerBrowser: Browser
  agentBrowser: Browser
  /** A caller's or an agent's, instead of the Chromium. */
  firefox: Browser
  /** The Firefox's. */
  soundCard: SoundCard
}

interface BrowserOptions extends PageOptions {
  /** Instead of the Chromium. */
  readonly firefox?: Browser
}

export interface CallerOptions extends BrowserOptions {
  /** `user:password`; anonymous where absent. */
  readonly account?: string
  /** The PBX's address, where it is not Kamailio's own. */
  readonly pbx?: string
  /** What the caller's browser is like, where it is not like the others. */
  readonly browser?: keyof typeof otherBrowsers
}

interface Fixtures {
  openCaller(options?: CallerOptions): Promise<LabCaller>
  openDesk(options?: BrowserOptions): Promise<Desk>
  caller: LabCaller
  /** Extension 2005: the call centre's page, signed in. */
  agent: Desk
}

/** The pages on a port of their own. */
async function startPages(port: number, args: readonly string[]): Promise<Worker['app']> {
  const options = startOptions(['--port', String(port), '--domain', names.domain, ...args])
  return { ...(await start(options, () => {})), url: `http://localhost:${port}/` }
}

const pbxArgs = (stack: string, url = wssUrl()): string[] => ['--stack', stack, '--pbx', url]

export const test = base.extend<Fixtures, Worker>({
  stack: ['jssip', { option: true, scope: 'worker' }],
  lab: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'lab-'))
      const lab = await Lab.start(folder)
      await use(lab)
      await lab.close()
      await rm(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ stack }, use) => {
      const app = await startPages(names.pages, pbxArgs(stack))
      await use(app)
      await app.close()
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  callerBrowser: [async ({}, use) => withMicrophone(tones.caller, use, flags), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  agentBrowser: [async ({}, use) => withMicrophone(tones.agent, use, flags), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  soundCard: [async ({}, use) => withSoundCard(firefoxTone, use), { scope: 'worker' }],
  firefox: [async ({ soundCard }, use) => withFirefox(soundCard, use), { scope: 'worker' }],
  openCaller: async ({ app, stack, lab, callerBrowser }, use, info) => {
    const callers: LabCaller[] = []
    const apps: Running[] = []
    const browsers: Browser[] = []
    await use(async ({ account, pbx, browser, firefox, ...options } = {}) => {
      const args = ['--account', account ?? 'anonymous', ...pbxArgs(stack, pbx)]
      const serves = account || pbx ? await startPages(names.pages + 1 + apps.length, args) : app
      if (serves !== app) apps.push(serves)
      let frames!: Frames
      const opened = (page: Page) => {
        frames = new Frames(page)
        options.opened?.(page)
      }
      const own = browser && (await otherBrowsers[browser]())
      if (own) browsers.push(own)
      const page = await openPage(own ?? firefox ?? callerBrowser, `${serves.url}${options.query ?? ''}`, {
        ...options,
        opened,
        anyCertificate: firefox !== undefined,
      })
      const caller = new LabCaller(page, serves, lab, frames)
      callers.push(caller)
      await caller.ready()
      return caller
    })
    if (info.status !== info.expectedStatus) {
      for (const caller of callers) await info.attach('what the caller saw', { body: await caller.story() })
      await info.attach('what the lab said', { body: lab.said() })
    }
    for (const { page } of callers) await page.context().close()
    for (const own of browsers) await own.close()
    for (const running of apps) await running.close()
  },
  openDesk: async ({ app, lab: _running, agentBrowser }, use) => {
    const pages: Page[] = []
    await use(async ({ firefox, ...options } = {}) => {
      const page = await openPage(firefox ?? agentBrowser, `${app.url}call-center/`, {
        ...options,
        anyCertificate: firefox !== undefined,
      })
      pages.push(page)
      return new Desk(page)
    })
    for (const page of pages) await page.context().close()
  },
  caller: async ({ openCaller }, use) => use(await openCaller()),
  agent: async ({ openDesk }, use) => {
    const desk = await openDesk()
    await desk.signIn({ extension: '2005', password: passwordOf('2005') })
    await use(desk)
  },
})

export { expect } from '@playwright/test'
export { tones }
