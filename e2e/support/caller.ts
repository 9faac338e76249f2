import { type FailureCode, sentences } from '@patchcord/core'
import { expect, type Page } from '@playwright/test'
import type { Running } from '../../examples/start/src/start.ts'
import { toneWav } from './tone.ts'
import { TransferPage } from './transfer-page.ts'

/** The caller's page, with the verbs of a caller. */
export class Caller extends TransferPage {
  readonly #app: Pick<Running, 'voice'>

  constructor(page: Page, app: Pick<Running, 'voice'>) {
    super(page)
    this.#app = app
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

  /** The failure is on the screen in plain words, idle has the assistant back, and nothing is open. */
  async reads(code: FailureCode, timeout?: number): Promise<void> {
    await this.is('idle', code, timeout)
    await expect(this.element.getByText(sentences[code]).first()).toBeVisible()
    await expect(this.page.getByRole('button', { name: 'Send' })).toBeEnabled()
    await this.holdsNothing()
  }
}
