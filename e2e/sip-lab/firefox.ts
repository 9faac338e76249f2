import process from 'node:process'
import { type Browser, firefox } from '@playwright/test'
import { launchOptions } from '../firefox.ts'
import type { SoundCard } from './sound-card.ts'

/**
 * A Firefox with a sound card: without one no audio context of it ever runs, and with a pretended microphone it offers no
 * address of its own.
 */
export async function withFirefox(card: SoundCard, use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await firefox.launch({ ...launchOptions, env: { ...process.env, ...card.env } })
  await use(browser)
  await browser.close()
}
