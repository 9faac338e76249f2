import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { type Browser, firefox } from '@playwright/test'
import { launchOptions } from '../firefox.ts'
import { SoundCard } from './sound-card.ts'

/**
 * A Firefox whose microphone plays a tone. It has a sound card: without one no audio context of it ever runs, and with a
 * pretended microphone it offers no address of its own.
 */
export async function withFirefox(hz: number, use: (browser: Browser) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sound-'))
  const card = new SoundCard(folder)
  await card.start(hz)
  const browser = await firefox.launch({ ...launchOptions, env: { ...process.env, ...card.env } })
  await use(browser)
  await browser.close()
  await card.component.stop()
  await rm(folder, { recursive: true })
}
