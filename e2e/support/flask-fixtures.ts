import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { test as base } from './fixtures.ts'
import { type Flask, type FlaskOptions, startFlask } from './flask.ts'
import { FlaskCaller } from './flask-caller.ts'
import { installProbe } from './probe.ts'

interface FlaskPageOptions {
  /** Goes behind the page's address: `?jssip`. */
  readonly query?: string
  /** Runs in the page before its own scripts. */
  readonly before?: () => void
  /** Gets the page before it loads anything. */
  readonly opened?: (page: Page) => unknown
  /** The device, such as a phone. */
  readonly device?: BrowserContextOptions
}

interface FlaskFixtures {
  /** Starts a Flask server of a test's own, whose page calls the tests' switchboard. */
  flaskWith(options?: FlaskOptions): Promise<Flask>
  /** Opens a page of a Flask server: of the given one, or of one as it is after the change. */
  openFlask(flask?: Flask, options?: FlaskPageOptions, browser?: Browser): Promise<FlaskCaller>
}

async function openPage(browser: Browser, flask: Flask, options: FlaskPageOptions) {
  const { query = '', before, opened, device = {} } = options
  const page = await (await browser.newContext(device)).newPage()
  await page.addInitScript(installProbe)
  if (before) await page.addInitScript(before)
  await opened?.(page)
  await page.goto(`${flask.url}${query}`)
  return new FlaskCaller(page, flask)
}

export const test = base.extend<FlaskFixtures>({
  flaskWith: async ({ app }, use) => {
    const servers: Flask[] = []
    await use(async (options = {}) => {
      const flask = await startFlask({ wssPort: Number(new URL(app.url).port), ...options })
      servers.push(flask)
      return flask
    })
    for (const flask of servers) await flask.close()
  },
  openFlask: async ({ flaskWith, callerBrowser }, use) => {
    const callers: FlaskCaller[] = []
    await use(async (flask, options = {}, browser = callerBrowser) => {
      const caller = await openPage(browser, flask ?? (await flaskWith()), options)
      callers.push(caller)
      return caller
    })
    for (const { page } of callers) await page.context().close()
  },
})

export { expect } from '@playwright/test'
