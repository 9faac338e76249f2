import type { MediaPort } from '@patchcord/core'
import { expect, type Page, test } from '@playwright/test'
import { build, defaultClientConditions } from 'vite'
import { launchOptions } from '../../../e2e/chromium.ts'

// A trace looks into the page, which Chromium takes for a gesture.
test.use({ launchOptions, trace: 'off' })

let bundle = ''

test.beforeAll(async () => {
  const entry = new URL('../src/index.ts', import.meta.url).pathname
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['patchcord-source', ...defaultClientConditions] },
    build: { write: false, lib: { entry, formats: ['es'] } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('vite gave no bundle')
  bundle = output.output[0].code
})

/**
 * Loads a page that runs a script by itself, and returns what its console says. Nothing here may call `page.evaluate`:
 * Playwright evaluates as if inside a user's gesture, and so would lift the very rules under test.
 */
async function open(page: Page, script: (media: MediaPort, button: HTMLButtonElement) => unknown): Promise<string[]> {
  const lines: string[] = []
  page.on('console', (message) => lines.push(message.text()))
  const html = `<!doctype html><title>page</title><button>Hear the agent</button><script type="module">
    import { browserMedia } from '/bundle.js'
    globalThis.AudioContext = class extends AudioContext {
      constructor() {
        super()
        this.onstatechange = () => console.log('tone ' + this.state)
      }
    }
    const script = ${script}
    script(browserMedia(), document.querySelector('button'))
  </script>`
  await page.route('http://localhost/**', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: bundle })
      : route.fulfill({ contentType: 'text/html', body: html }),
  )
  await page.goto('http://localhost/')
  return lines
}

const click = (page: Page) => page.getByRole('button').click()

/** What Chromium says where it keeps an AudioContext suspended. */
const REFUSED = expect.stringContaining('AudioContext was not allowed to start')

test('playback that nobody touched the page for is blocked, and plays from inside a click', async ({ page }) => {
  const lines = await open(page, async (media, button) => {
    const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()]
    far.addTransceiver('audio', { direction: 'sendonly' })
    await far.setLocalDescription()
    await near.setRemoteDescription(far.localDescription as RTCSessionDescription)
    const stream = new MediaStream(near.getReceivers().map(({ track }) => track))
    const playback = media.play(stream, ({ type }) => console.log(type))
    button.onclick = () => playback.resume()
  })
  await expect.poll(() => lines).toEqual(['blocked'])
  await click(page)
  await expect.poll(() => lines).toEqual(['blocked', 'playing'])
})

test('a page that listens to its caller may play and ring without a click', async ({ page }) => {
  const lines = await open(page, (media) => {
    media.acquire((report) => {
      if (report.type !== 'granted') return
      media.play(report.stream, ({ type }) => console.log(type))
      media.ringback()
    })
  })
  await expect.poll(() => lines.toSorted()).toEqual(['playing', 'tone running'])
})

test('a tone that nobody touched the page for waits, and sounds with the first click', async ({ page }) => {
  const lines = await open(page, (media) => media.ringtone())
  await expect.poll(() => lines).toContainEqual(REFUSED)
  expect(lines).not.toContain('tone running')
  await click(page)
  await expect.poll(() => lines).toContain('tone running')
})

test('tones stopped while they waited never sound', async ({ page }) => {
  const lines = await open(page, (media, button) => {
    for (let i = 0; i < 20; i++) media.ringback().stop()
    button.onclick = () => console.log('clicked')
  })
  const closed = () => lines.filter((line) => line === 'tone closed').length
  await expect.poll(closed).toBe(20)
  await click(page)
  await expect.poll(() => lines).toContain('clicked')
  expect(lines).not.toContain('tone running')
})
