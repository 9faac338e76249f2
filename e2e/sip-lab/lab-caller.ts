import { expect, type Page } from '@playwright/test'
import type { Running } from '../../examples/start/src/start.ts'
import { Caller } from '../support/caller.ts'
import type { Frames } from '../support/frames.ts'
import type { Lab } from './lab.ts'

/** A caller whose page calls the lab. */
export class LabCaller extends Caller {
  readonly frames: Frames
  readonly #lab: Lab

  constructor(page: Page, app: Pick<Running, 'voice'>, lab: Lab, frames: Frames) {
    super(page, app)
    this.#lab = lab
    this.frames = frames
  }

  /** Talks with whoever answers there. */
  async talksTo(extension: string): Promise<void> {
    await this.says(`extension ${extension}`)
    await this.is('confirmed', 'talking', 20_000)
  }

  /** What the caller saw, and every SIP message of the page, for whoever wonders why a test failed. */
  async story(): Promise<string> {
    const moments = await this.page.evaluate(() => window.probe.moments).catch(() => [])
    const from = moments[0]?.at ?? 0
    const seen = moments.map(({ at, state, detail }) => `${(at - from) / 1000} s: ${state}, ${detail}`)
    return [...seen, ...this.frames.steps('INVITE')].join('\n')
  }

  /** Nothing is left of the call, neither in the page nor on the far side. */
  async leavesNothing(): Promise<void> {
    await this.holdsNothing()
    await expect.poll(() => this.#lab.calls()).toEqual({ pbx: 0, relay: 0, phones: 0 })
  }
}
