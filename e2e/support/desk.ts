import { expect, type Locator, type Page } from '@playwright/test'
import { nothing, polled } from './heard.ts'

/** The agent's page, with the verbs of an agent. */
export class Desk {
  readonly page: Page
  readonly element: Locator

  constructor(page: Page) {
    this.page = page
    this.element = page.locator('patchcord-desk')
  }

  /** With the demonstration's account, which is filled in, or with another one. */
  async signIn(account?: { readonly extension: string; readonly password: string }): Promise<void> {
    if (account) {
      await this.element.getByRole('textbox', { name: 'Extension' }).fill(account.extension)
      await this.element.getByLabel('Password').fill(account.password)
    }
    await this.press('Sign in')
    await this.is('ready')
  }

  async is(state: string, timeout?: number): Promise<void> {
    await expect(this.element).toHaveAttribute('state', state, timeout ? { timeout } : {})
  }

  /** What happens right now, more closely than the state says. */
  async tells(notice: string): Promise<void> {
    await expect(this.element).toHaveAttribute('detail', notice)
  }

  press(name: string): Promise<void> {
    return this.element.getByRole('button', { name, exact: true }).click()
  }

  async answers(): Promise<void> {
    await this.is('ringing')
    await this.press('Answer')
  }

  hears(hz: number): Promise<void> {
    return polled(this.page, 'call', hz)
  }

  /** Only the line itself is open. */
  holdsTheLineAlone(): Promise<void> {
    return this.#holds({ ...nothing, sockets: 1 })
  }

  #holds(held: typeof nothing): Promise<void> {
    return expect.poll(() => this.page.evaluate(() => window.probe.open()), { timeout: 8000 }).toEqual(held)
  }
}
