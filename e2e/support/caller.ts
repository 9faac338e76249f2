import { type FailureCode, type Outcome, sentences } from '@patchcord/core'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Running } from '../../examples/start/src/start.ts'
import { nothing, polled } from './heard.ts'
import { toneWav } from './tone.ts'

/** The caller's page, with the verbs of a caller. */
export class Caller {
  readonly page: Page
  readonly element: Locator
  readonly #app: Pick<Running, 'voice'>

  constructor(page: Page, app: Pick<Running, 'voice'>) {
    this.page = page
    this.#app = app
    this.element = page.locator('patchcord-transfer')
  }

  /** The assistant knows the caller. */
  async ready(): Promise<void> {
    await expect(this.page.getByText('Ready', { exact: true })).toBeVisible()
    await expect(this.element).toHaveAttribute('state', 'idle')
  }

  async says(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message to the assistant' }).fill(text)
    await this.page.getByRole('button', { name: 'Send' }).click()
  }

  /** The assistant's server says something of its own, to every page. */
  assistantSends(event: string, payload: unknown): void {
    this.#app.voice.emit(event, payload)
  }

  /** The server asks for a transfer, as the first users' server does. */
  offered(message: Record<string, unknown>): void {
    this.assistantSends('transfer_initiated', { success: true, direct_transfer: true, ...message })
  }

  /** The assistant speaks: one steady tone. */
  assistantSounds(hz: number, seconds: number): void {
    const audio = toneWav(hz, seconds, 16_000).toString('base64')
    this.assistantSends('agent_response', { success: true, text: 'A tone.', audio })
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

  /** The failure is on the screen in plain words, idle has the assistant back, and nothing is open. */
  async reads(code: FailureCode, timeout?: number): Promise<void> {
    await this.is('idle', code, timeout)
    await expect(this.element.getByText(sentences[code]).first()).toBeVisible()
    await expect(this.page.getByRole('button', { name: 'Send' })).toBeEnabled()
    await this.holdsNothing()
  }

  invites(): Promise<string[]> {
    return this.page.evaluate(() => window.probe.invites)
  }
}
