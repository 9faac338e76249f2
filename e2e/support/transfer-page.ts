import type { Outcome } from '@patchcord/core'
import { expect, type Locator, type Page } from '@playwright/test'
import { nothing, polled } from './heard.ts'

/** A page with a transfer in it, with what every caller's page has in common. */
export class TransferPage {
  readonly page: Page
  readonly element: Locator

  constructor(page: Page) {
    this.page = page
    this.element = page.locator('patchcord-transfer')
  }

  async is(state: string, detail?: string, timeout?: number): Promise<void> {
    const options = timeout ? { timeout } : {}
    if (detail) await expect(this.element).toHaveAttribute('detail', detail, options)
    await expect(this.element).toHaveAttribute('state', state, options)
  }

  press(name: string): Promise<void> {
    return this.element.getByRole('button', { name, exact: true }).click()
  }

  /** Waits until the caller hears the tone. */
  hears(who: 'call' | 'assistant', hz: number): Promise<void> {
    return polled(this.page, who, hz)
  }

  /** Nothing of ours is open any more. */
  async holdsNothing(): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => window.probe.open()), { timeout: 8000 }).toEqual(nothing)
  }

  /** The newest outcome, once there are so many. */
  async outcome(count = 1): Promise<Outcome> {
    await expect.poll(() => this.page.evaluate(() => window.probe.outcomes.length)).toBe(count)
    const [newest] = await this.page.evaluate(() => window.probe.outcomes.slice(-1))
    if (!newest) throw new Error('no outcome')
    return newest
  }

  invites(): Promise<string[]> {
    return this.page.evaluate(() => window.probe.invites)
  }
}
