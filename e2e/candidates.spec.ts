import { expect, launchWithoutMicrophone, test } from './support/fixtures.ts'
import { Frames } from './support/frames.ts'

declare global {
  interface Window {
    /** Lets the question for the microphone be answered. */
    answerPrompt: () => void
  }
}

/** An offer with everything that the browser finds; runs in the page. */
async function wholeOffer(): Promise<string> {
  const connection = new RTCPeerConnection()
  connection.addTransceiver('audio')
  await connection.setLocalDescription()
  await new Promise<void>((resolve) => {
    connection.onicecandidate = ({ candidate }) => candidate ?? resolve()
  })
  const { sdp = '' } = connection.localDescription ?? {}
  connection.close()
  return sdp
}

const hostAddresses = (sdp: string): string[] =>
  [...sdp.matchAll(/^a=candidate:\S+ 1 udp \d+ (\S+) \d+ typ host/gim)].map(([, address = '']) => address).sort()

/** A browser that hides its addresses (RFC 8828) until the microphone is granted, as a caller's does. */
const flags = ['--use-fake-device-for-media-stream', '--allow-loopback-in-peer-connection']

test('no address is gathered before the microphone is granted; afterwards the INVITE names every one', async ({
  openCaller,
}) => {
  const browser = await launchWithoutMicrophone(flags)
  // Nobody answers a question of a browser without a window.
  const before = () => {
    const { mediaDevices } = navigator
    const native = mediaDevices.getUserMedia.bind(mediaDevices)
    const answered = new Promise<void>((resolve) => {
      window.answerPrompt = resolve
    })
    mediaDevices.getUserMedia = (wanted) => answered.then(() => native(wanted))
  }
  let frames!: Frames
  const opened = (page: ConstructorParameters<typeof Frames>[0]) => {
    frames = new Frames(page)
  }
  const caller = await openCaller({ before, opened }, browser)
  await caller.ready()
  await caller.says('extension 2001')
  await caller.is('connecting', 'prompting')
  expect(await caller.page.evaluate(() => window.probe.open().peers)).toBe(0)
  await caller.page.context().grantPermissions(['microphone'])
  await caller.page.evaluate(() => window.answerPrompt())
  await expect.poll(() => frames.steps('INVITE')[0]).toBe('→ INVITE')
  const offer = frames.all.find(({ message }) => message.start.startsWith('INVITE '))?.message.body ?? ''
  expect(offer).toMatch(/^a=candidate:\S+ 1 udp \d+ (\d+\.){3}\d+ \d+ typ host/im)
  expect(offer).not.toContain('.local')
  // Those of both IP versions, as many as this machine has.
  expect(hostAddresses(offer)).toEqual(hostAddresses(await caller.page.evaluate(wholeOffer)))
  expect(offer).not.toContain('CN/')
  await browser.close()
})

test('a browser that shows only .local names places no call', async ({ openCaller }) => {
  const browser = await launchWithoutMicrophone(flags)
  // A stream that asks nobody's permission, so that nothing is shown.
  const before = () => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext()
      const { stream } = context.createMediaStreamDestination()
      await context.close()
      return stream
    }
  }
  const caller = await openCaller({ before }, browser)
  await caller.ready()
  await caller.says('extension 2001')
  await caller.reads('ice-failed')
  expect(await caller.invites()).toEqual([])
  await browser.close()
})
