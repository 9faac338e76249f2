import type { PlaybackReport } from '@patchcord/core'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { type BrowserMediaOptions, browserMedia } from '../src/index.ts'
import { fakeMicrophone, loopback } from './support/loopback.ts'
import { fact, recorder } from './support/recorder.ts'

/** Playback, with the element that it made. */
function play(stream: MediaStream, options: BrowserMediaOptions = {}) {
  const heard = recorder<PlaybackReport>()
  const create = vi.spyOn(document, 'createElement')
  const playback = browserMedia(options).play(stream, heard.on)
  expect(heard.reports, 'nothing is reported before play returned').toEqual([])
  onTestFinished(() => playback.stop())
  const element = create.mock.results.map(({ value }) => value).find((made) => made instanceof HTMLAudioElement)
  if (!element) throw new Error('no audio element was made')
  return { ...heard, playback, element }
}

const refuse = (name: string) =>
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockRejectedValue(new DOMException('', name))

afterEach(() => vi.restoreAllMocks())

test('a remote stream plays, aloud and from nowhere in the document', async () => {
  const { remote } = await loopback({ near: true })
  const { until, element } = play(remote)
  await until('playing')
  expect([element.paused, element.muted, element.isConnected]).toEqual([false, false, false])
  await fact(() => element.currentTime > 0)
})

test('stop leaves nothing, and may come twice', async () => {
  const { until, playback, element, reports } = play(await fakeMicrophone())
  await until('playing')
  playback.stop()
  playback.stop()
  playback.resume()
  expect([element.srcObject, element.paused]).toEqual([null, true])
  expect(reports).toEqual([{ type: 'playing' }])
})

test('a stop before anything played is no failure', async () => {
  const stream = await fakeMicrophone()
  const quick = play(stream)
  quick.playback.stop()
  await play(stream).until('playing')
  expect(quick.reports).toEqual([])
})

test('a refusal to start is reported once as blocked, and resume plays', async () => {
  const refused = refuse('NotAllowedError')
  const { until, playback, reports } = play(await fakeMicrophone())
  await until('blocked')
  playback.resume()
  await fact(() => refused.mock.calls.length === 2)
  refused.mockRestore()
  playback.resume()
  await until('playing')
  expect(reports).toEqual([{ type: 'blocked' }, { type: 'playing' }])
})

test('a pause by the system is reported as blocked, and resume plays', async () => {
  const { until, playback, element } = play(await fakeMicrophone())
  await until('playing')
  element.pause()
  await until('blocked')
  playback.resume()
  await fact(() => !element.paused)
})

test('the end of the stream is no block', async () => {
  const stream = (await fakeMicrophone()).clone()
  const { until, element, reports } = play(stream)
  await until('playing')
  for (const each of stream.getTracks()) each.stop()
  element.dispatchEvent(new Event('pause'))
  expect(reports).toEqual([{ type: 'playing' }])
})

test('a loudspeaker that is not there leaves the default one', async () => {
  const asked = vi.spyOn(HTMLAudioElement.prototype, 'setSinkId')
  await play(await fakeMicrophone(), { sink: () => 'none such' }).until('playing')
  expect(asked).toHaveBeenCalledExactlyOnceWith('none such')
})

test('no loudspeaker is chosen where the page names none', async () => {
  const asked = vi.spyOn(HTMLAudioElement.prototype, 'setSinkId')
  await play(await fakeMicrophone(), { sink: () => undefined }).until('playing')
  expect(asked).not.toHaveBeenCalled()
})
