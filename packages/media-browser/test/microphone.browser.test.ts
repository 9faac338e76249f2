import type { MicrophoneReport } from '@patchcord/core'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type BrowserMediaOptions, browserMedia } from '../src/index.ts'
import { fakeMicrophone, track } from './support/loopback.ts'
import { fact, recorder } from './support/recorder.ts'

function acquire(options: BrowserMediaOptions = {}) {
  const heard = recorder<MicrophoneReport>()
  const microphone = browserMedia(options).acquire(heard.on)
  expect(heard.reports, 'nothing is reported before acquire returned').toEqual([])
  onTestFinished(() => microphone.release())
  return { ...heard, microphone }
}

const granted = async (heard: ReturnType<typeof acquire>) => (await heard.until('granted')).stream as MediaStream

const getUserMedia = () => vi.spyOn(navigator.mediaDevices, 'getUserMedia')

const permission = (state: string) =>
  vi.spyOn(navigator.permissions, 'query').mockResolvedValue({ state } as PermissionStatus)

/** A getUserMedia that answers when the test says so, with a stream that was opened before. */
async function deferred() {
  const stream = (await fakeMicrophone()).clone()
  const { promise, resolve, reject } = Promise.withResolvers<MediaStream>()
  getUserMedia().mockReturnValue(promise)
  return { stream, grant: () => resolve(stream), reject }
}

afterEach(() => vi.restoreAllMocks())

describe('a microphone of our own', () => {
  test('is granted live, and stopped by release', async () => {
    const heard = acquire()
    const stream = await granted(heard)
    expect(track(stream).readyState).toBe('live')
    heard.microphone.release()
    heard.microphone.release()
    expect(track(stream).readyState).toBe('ended')
  })

  test('is opened with the constraints given', async () => {
    const asked = getUserMedia()
    await granted(acquire({ constraints: { echoCancellation: false } }))
    expect(asked).toHaveBeenCalledExactlyOnceWith({ audio: { echoCancellation: false } })
  })

  test('released while the browser asks is stopped as soon as it is granted, without a report', async () => {
    const answer = await deferred()
    const heard = acquire()
    heard.microphone.release()
    answer.grant()
    await fact(() => track(answer.stream).readyState === 'ended')
    expect(heard.reports).toEqual([])
  })

  test('released while the browser asks does not report a refusal', async () => {
    const answer = await deferred()
    const heard = acquire()
    heard.microphone.release()
    answer.reject(new DOMException('', 'NotAllowedError'))
    await acquire().until('refused')
    expect(heard.reports).toEqual([])
  })

  test('muted by the system is told, each change once, and not after release', async () => {
    const heard = acquire()
    const stream = await granted(heard)
    const muted = vi.spyOn(track(stream), 'muted', 'get')
    for (const is of [true, true, false, true]) {
      muted.mockReturnValue(is)
      track(stream).dispatchEvent(new Event(is ? 'mute' : 'unmute'))
    }
    heard.microphone.release()
    muted.mockReturnValue(false)
    track(stream).dispatchEvent(new Event('unmute'))
    expect(heard.reports.slice(1)).toEqual([true, false, true].map((on) => ({ type: 'silenced', on })))
  })

  test('muted by the system from the start is told behind the grant', async () => {
    const answer = await deferred()
    vi.spyOn(track(answer.stream), 'muted', 'get').mockReturnValue(true)
    const heard = acquire()
    answer.grant()
    await heard.until('silenced')
    expect(heard.reports.map(({ type }) => type).slice(-2)).toEqual(['granted', 'silenced'])
  })

  test('ended by the device is reported once', async () => {
    const heard = acquire()
    const stream = await granted(heard)
    track(stream).dispatchEvent(new Event('ended'))
    track(stream).dispatchEvent(new Event('ended'))
    expect(heard.reports.map(({ type }) => type)).toEqual(['granted', 'ended'])
  })

  test('ended after release is not reported', async () => {
    const heard = acquire()
    const stream = await granted(heard)
    heard.microphone.release()
    track(stream).dispatchEvent(new Event('ended'))
    expect(heard.reports.map(({ type }) => type)).toEqual(['granted'])
  })
})

describe("the page's own stream", () => {
  test('is reused without asking, and never stopped', async () => {
    const asked = getUserMedia()
    const own = await fakeMicrophone()
    asked.mockClear()
    const heard = acquire({ stream: () => own })
    const stream = await granted(heard)
    expect(asked).not.toHaveBeenCalled()
    heard.microphone.release()
    expect(track(own).readyState).toBe('live')
    expect(track(stream).readyState, 'our clone does not keep the device open').toBe('ended')
  })

  test('stopped or disabled by the page right after acquire does not silence the call', async () => {
    const own = (await fakeMicrophone()).clone()
    track(own).enabled = false
    const heard = acquire({ stream: () => own })
    track(own).stop()
    const ours = track(await granted(heard))
    expect([ours.readyState, ours.enabled]).toEqual(['live', true])
  })

  test('gives its audio alone', async () => {
    const own = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    onTestFinished(() => own.getTracks().forEach((each) => void each.stop()))
    const stream = await granted(acquire({ stream: () => own }))
    expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio'])
  })

  test('that has ended is not reused', async () => {
    const own = (await fakeMicrophone()).clone()
    track(own).stop()
    const asked = getUserMedia()
    await granted(acquire({ stream: () => own }))
    expect(asked).toHaveBeenCalledOnce()
  })

  test.each([undefined, null])('given as %s is asked of the browser', async (none) => {
    const asked = getUserMedia()
    await granted(acquire({ stream: () => none }))
    expect(asked).toHaveBeenCalledOnce()
  })

  test('is asked for at each acquire', async () => {
    const own = await fakeMicrophone()
    const stream = vi.fn(() => own)
    const media = browserMedia({ stream })
    expect(stream).not.toHaveBeenCalled()
    const microphones = [media.acquire(() => undefined), media.acquire(() => undefined)]
    expect(stream).toHaveBeenCalledTimes(2)
    for (const microphone of microphones) microphone.release()
  })
})

describe('a refusal', () => {
  test.each([
    ['NotAllowedError', 'mic-denied'],
    ['SecurityError', 'mic-denied'],
    ['NotFoundError', 'mic-missing'],
    ['OverconstrainedError', 'mic-missing'],
    ['DevicesNotFound', 'mic-missing'],
    ['NotReadableError', 'mic-busy'],
    ['AbortError', 'mic-busy'],
    ['SomethingNewError', 'mic-busy'],
    ['TypeError', 'internal'],
    ['InvalidStateError', 'internal'],
  ])('%s is %s', async (name, code) => {
    getUserMedia().mockRejectedValue(new DOMException('because', name))
    const heard = acquire()
    expect(await heard.until('refused')).toEqual({ type: 'refused', code, detail: `${name}: because` })
    expect(heard.reports.filter(({ type }) => type !== 'prompting')).toHaveLength(1)
  })

  test('of a constraint names it', async () => {
    getUserMedia().mockRejectedValue({ name: 'OverconstrainedError', message: '', constraint: 'deviceId' })
    expect(await acquire().until('refused')).toMatchObject({ detail: 'OverconstrainedError: deviceId' })
  })

  test('by a real browser without that device is mic-missing', async () => {
    const heard = acquire({ constraints: { deviceId: { exact: 'none such' } } })
    expect(await heard.until('refused')).toMatchObject({ code: 'mic-missing' })
  })

  test('by a real browser of a constraint that is none is the page’s own doing', async () => {
    const heard = acquire({ constraints: { aspectRatio: Number.NaN } })
    expect(await heard.until('refused')).toMatchObject({
      code: 'internal',
      detail: expect.stringMatching(/^TypeError/),
    })
  })

  test('by a type error outside HTTPS is no other program’s', async () => {
    getUserMedia().mockRejectedValue(new TypeError('navigator.mediaDevices is undefined'))
    vi.spyOn(globalThis, 'isSecureContext', 'get').mockReturnValue(false)
    expect(await acquire().until('refused')).toMatchObject({ code: 'mic-denied' })
  })

  test('for want of a secure context says that HTTPS is needed', async () => {
    vi.spyOn(navigator, 'mediaDevices', 'get').mockReturnValue(undefined as never)
    expect(await acquire().until('refused')).toMatchObject({
      code: 'mic-denied',
      detail: expect.stringContaining('HTTPS'),
    })
  })
})

describe('prompting', () => {
  test('is reported where the permission is still to be asked, before the answer', async () => {
    permission('prompt')
    const answer = await deferred()
    const heard = acquire()
    await heard.until('prompting')
    answer.grant()
    await granted(heard)
    expect(heard.reports.map(({ type }) => type)).toEqual(['prompting', 'granted'])
  })

  test('is not reported where the permission is there, however slow the device', async () => {
    permission('granted')
    const answer = await deferred()
    const heard = acquire()
    const probe = acquire()
    vi.spyOn(navigator.permissions, 'query').mockRejectedValue(new TypeError('microphone'))
    await acquire().until('prompting')
    answer.grant()
    await granted(probe)
    expect(heard.reports.map(({ type }) => type)).toEqual(['granted'])
  })

  test('is reported where the browser cannot tell and has not answered for a while', async () => {
    vi.spyOn(navigator.permissions, 'query').mockRejectedValue(new TypeError('microphone'))
    await deferred()
    expect(await acquire().until('prompting')).toBeDefined()
  })

  test('is not reported where the browser cannot tell and answers at once', async () => {
    vi.spyOn(navigator.permissions, 'query').mockRejectedValue(new TypeError('microphone'))
    const stream = (await fakeMicrophone()).clone()
    getUserMedia().mockResolvedValueOnce(stream)
    const quick = acquire()
    await deferred()
    await acquire().until('prompting')
    expect(quick.reports.map(({ type }) => type)).toEqual(['granted'])
  })

  test('is not reported after release', async () => {
    permission('prompt')
    await deferred()
    const heard = acquire()
    heard.microphone.release()
    await acquire().until('prompting')
    expect(heard.reports).toEqual([])
  })
})

test('a listener that throws does not lose the microphone', async () => {
  const thrown: unknown[] = []
  vi.stubGlobal('queueMicrotask', (later: () => void) => {
    try {
      later()
    } catch (error) {
      thrown.push(error)
    }
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const streams: MediaStream[] = []
  const microphone = browserMedia().acquire((report) => {
    if (report.type === 'granted') streams.push(report.stream as MediaStream)
    throw new Error('from the page')
  })
  await fact(() => streams.length === 1)
  microphone.release()
  expect(thrown.map(String)).toContain('Error: from the page')
  expect(streams.map((stream) => track(stream).readyState)).toEqual(['ended'])
})
