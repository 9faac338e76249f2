import { expect, type Page } from '@playwright/test'

export const nothing = { sockets: 0, tracks: 0, peers: 0, contexts: 0 }

/** Waits until the page plays a tone within 12 Hz, or silence (0). */
export async function polled(page: Page, who: 'call' | 'assistant', hz: number): Promise<void> {
  const heard = () => page.evaluate((asked) => window.probe.heard(asked), who)
  await expect
    .poll(async () => Math.abs((await heard()) - hz), { timeout: 10_000, message: `${who}: ${hz} Hz` })
    .toBeLessThan(12)
}
