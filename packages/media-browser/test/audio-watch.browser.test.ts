import type { AudioConnection, AudioReport } from '@patchcord/core'
import { expect, onTestFinished, test } from 'vitest'
import { browserMedia } from '../src/index.ts'
import { grew, loudness } from '../src/stats.ts'
import { counted, loopback, sampleOf, total, track } from './support/loopback.ts'
import { fact, recorder } from './support/recorder.ts'

/** Samples enough that proof, were it to come, would have come. */
const ENOUGH = 12

function watch(connection: AudioConnection, stalledAfter = 1_000) {
  const heard = recorder<AudioReport>()
  const watching = browserMedia().watch(connection, { stalledAfter }, heard.on)
  expect(heard.reports, 'nothing is reported before watch returned').toEqual([])
  onTestFinished(() => watching.stop())
  return { ...heard, types: () => heard.reports.map(({ type }) => type), watching }
}

/** Waits until the caller receives, and nothing new arrives any more. */
async function untilQuiet(near: RTCPeerConnection): Promise<void> {
  let last = await sampleOf(near)
  let quiet = 0
  while (quiet < 4) {
    await new Promise((resolve) => setTimeout(resolve, 60))
    const now = await sampleOf(near)
    quiet = grew(last.received, now.received) ? 0 : quiet + 1
    last = now
  }
}

function mute({ track: sent }: RTCRtpSender, muted: boolean): void {
  if (sent) sent.enabled = !muted
}

const received = async (near: RTCPeerConnection) => total((await sampleOf(near)).received)

test('audio both ways is proven, once', async () => {
  const { near } = await loopback({ near: true })
  const connection = counted(near)
  const { until, types } = watch(connection)
  await until('proven')
  const seen = connection.samples
  await fact(() => connection.samples >= seen + 3)
  expect(types().filter((type) => type === 'proven')).toHaveLength(1)
})

test('audio that only arrives is not proven', async () => {
  const { near } = await loopback({ near: false })
  const connection = counted(near)
  const { types } = watch(connection, 60_000)
  await expect.poll(() => received(near)).toBeGreaterThan(20)
  await fact(() => connection.samples >= ENOUGH)
  expect(types()).toEqual([])
})

test('audio that only leaves is not proven', async () => {
  const { near, farSender } = await loopback({ near: true })
  await farSender.replaceTrack(null)
  await untilQuiet(near)
  const connection = counted(near)
  const { types } = watch(connection, 60_000)
  const before = total((await sampleOf(near)).sent)
  await fact(() => connection.samples >= ENOUGH)
  expect(total((await sampleOf(near)).sent)).toBeGreaterThan(before)
  expect(types()).toEqual([])
})

test('early media proves nothing; audio that begins afterwards does', async () => {
  const { near, farSender } = await loopback({ near: true })
  await expect.poll(() => received(near)).toBeGreaterThan(5)
  const sent = farSender.track
  await farSender.replaceTrack(null)
  await untilQuiet(near)
  const connection = counted(near)
  const { types, until } = watch(connection, 60_000)
  await fact(() => connection.samples >= ENOUGH)
  expect(types()).toEqual([])
  await farSender.replaceTrack(sent)
  await until('proven')
})

test('packets on an SSRC that was not signalled are not proven', async () => {
  const unsignalled = (sdp: string) =>
    sdp.replace(/^a=ssrc:\d+/gm, 'a=ssrc:424242').replace(/^a=extmap:\d+ urn:ietf:params:rtp-hdrext:sdes:mid\r\n/m, '')
  const { near } = await loopback({ near: true, farSdp: unsignalled })
  const connection = counted(near)
  const { types } = watch(connection, 60_000)
  const arrived = async () => {
    const entries = [...(await near.getStats()).values()].filter(({ type }) => type === 'inbound-rtp')
    return Math.max(0, ...entries.map(({ packetsReceived }) => packetsReceived))
  }
  await expect.poll(arrived).toBeGreaterThan(20)
  await fact(() => connection.samples >= ENOUGH)
  expect(types()).toEqual([])
})

test('a sender that stops is stalled, and flowing when it sends again', async () => {
  const { near, farSender } = await loopback({ near: true })
  const { until, types } = watch(near)
  await until('proven')
  const sent = farSender.track
  await farSender.replaceTrack(null)
  await until('stalled')
  await farSender.replaceTrack(sent)
  await until('flowing')
  expect(types()).toEqual(['proven', 'stalled', 'flowing'])
})

test('a far side that closes is stalled, once', async () => {
  const { near, far } = await loopback({ near: true })
  const connection = counted(near)
  const { until, types } = watch(connection)
  await until('proven')
  far.close()
  await until('stalled')
  const seen = connection.samples
  await fact(() => connection.samples >= seen + 3)
  expect(types()).toEqual(['proven', 'stalled'])
})

test('audio that never came is stalled too', async () => {
  const peer = new RTCPeerConnection()
  onTestFinished(() => peer.close())
  await watch(peer, 200).until('stalled')
})

test('a connection that cannot be asked is stalled, and throws nothing', async () => {
  const { until, types } = watch({ getStats: () => Promise.reject(new DOMException('', 'InvalidStateError')) }, 200)
  await until('stalled')
  expect(types()).toEqual(['stalled'])
  const throwing = watch(
    {
      getStats: () => {
        throw new TypeError('at once')
      },
    },
    200,
  )
  await throwing.until('stalled')
})

const quiet = ['audio/G722', 'audio/CN']

test('an agent who answers muted, of whose comfort noise nothing is passed on, is there and silent', async () => {
  const { near, farSender } = await loopback({ near: true, codecs: quiet, passes: () => false })
  mute(farSender, true)
  const { until, types } = watch(near, 20_000)
  await until('proven')
  await until('level')
  expect(types()).toEqual(['comfort-noise', 'proven', 'level'])
  expect(await received(near)).toBe(0)
})

test('an agent of whom nothing is passed on is not there, where silence would be sent as packets', async () => {
  const { near, farSender } = await loopback({ near: true, codecs: ['audio/G722'], passes: () => false })
  mute(farSender, true)
  const { until, types } = watch(near, 4_000)
  const other = watch(near, 60_000)
  await until('stalled')
  await expect.poll(async () => (await sampleOf(near)).reported, { timeout: 10_000 }).toBeDefined()
  expect([types(), other.types()]).toEqual([['stalled'], []])
})

test('an agent who mutes later is silent, not lost, and heard again', async () => {
  let passes = true
  const { near, farSender, remote } = await loopback({ near: true, codecs: quiet, passes: () => passes })
  const playback = browserMedia().play(remote, () => undefined)
  onTestFinished(() => playback.stop())
  const { until, reports, types } = watch(near, 1_000)
  await until('proven')
  mute(farSender, true)
  passes = false
  await until('level')
  expect(reports.at(-1)).toEqual({ type: 'level', silent: true })
  mute(farSender, false)
  passes = true
  await expect.poll(() => reports.at(-1), { timeout: 10_000 }).toEqual({ type: 'level', silent: false })
  expect(types()).toEqual(['comfort-noise', 'proven', 'level', 'level'])
})

test('early media is silent until it is heard', async () => {
  const { near, farSender, remote } = await loopback({ near: true })
  mute(farSender, true)
  const playback = browserMedia().play(remote, () => undefined)
  onTestFinished(() => playback.stop())
  const connection = counted(near)
  const heard = recorder<AudioReport>()
  const watching = browserMedia().watch(connection, { stalledAfter: 1_000, early: true }, heard.on)
  onTestFinished(() => watching.stop())
  await expect.poll(() => received(near)).toBeGreaterThan(20)
  await fact(() => connection.samples >= ENOUGH)
  expect(heard.reports).toEqual([])
  mute(farSender, false)
  await heard.until('level')
  expect(heard.reports).toEqual([{ type: 'level', silent: false }])
})

test('nothing is reported after stop, even with a sample under way', async () => {
  const { near } = await loopback({ near: true })
  const first = Promise.withResolvers<unknown>()
  let asked = 0
  const connection = {
    getStats: () => {
      asked++
      return first.promise
    },
  }
  const { watching, types } = watch(connection, 0)
  await fact(() => asked === 1)
  watching.stop()
  watching.stop()
  first.resolve(await near.getStats())
  await watch(near).until('proven')
  expect([types(), asked]).toEqual([[], 1])
})

test('a listener may stop the watch from inside a report', async () => {
  const { near } = await loopback({ near: true })
  const reports: string[] = []
  const watching = browserMedia().watch(near, { stalledAfter: 1 }, ({ type }) => {
    reports.push(type)
    watching.stop()
  })
  await fact(() => reports.length > 0)
  await watch(near).until('proven')
  expect(reports).toHaveLength(1)
})

test('a real call tells how loud the far side is', async () => {
  const { near, farSender, remote } = await loopback({ near: true })
  const playback = browserMedia().play(remote, () => undefined)
  onTestFinished(() => playback.stop())
  let before = await sampleOf(near)
  const level = async () => {
    const now = await sampleOf(near)
    const loud = now.sound === before.sound ? undefined : loudness(before, now)
    before = now
    return loud
  }
  await expect.poll(level, { timeout: 10_000 }).toBeGreaterThan(0.001)
  track(new MediaStream(farSender.track ? [farSender.track] : [])).enabled = false
  await expect.poll(level, { timeout: 10_000, interval: 200 }).toBeLessThan(0.001)
})
