import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Cadence, RINGBACK, RINGTONE } from '../src/cadence.ts'
import { browserMedia } from '../src/index.ts'
import { loopCycle } from '../src/tones.ts'

const SAMPLE_RATE = 48_000

/** What a tone sounds like for some seconds, as the browser renders it. */
async function render(cadence: Cadence, seconds: number): Promise<Float32Array> {
  const context = new OfflineAudioContext(1, seconds * SAMPLE_RATE, SAMPLE_RATE)
  loopCycle(context, cadence)
  return (await context.startRendering()).getChannelData(0)
}

/** The amplitude of one frequency within a piece of sound (Goertzel). */
function amplitude(samples: Float32Array, hz: number): number {
  const k = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE)
  let [a, b] = [0, 0]
  for (const sample of samples) [a, b] = [sample + k * a - b, a]
  return (2 * Math.sqrt(Math.max(0, a * a + b * b - k * a * b))) / samples.length
}

const piece = (samples: Float32Array, from: number, to: number) =>
  samples.subarray(from * SAMPLE_RATE, to * SAMPLE_RATE)

const peak = (samples: Float32Array) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)

/** Every AudioContext that the page opens. */
function contexts(): AudioContext[] {
  const opened: AudioContext[] = []
  const Real = AudioContext
  vi.stubGlobal(
    'AudioContext',
    class extends Real {
      constructor(options?: AudioContextOptions) {
        super(options)
        opened.push(this)
      }
    },
  )
  return opened
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe.each([
  { name: 'eu', cadence: RINGBACK.eu, on: [[0, 1]], off: [[1, 5]], cycle: 5 },
  { name: 'us', cadence: RINGBACK.us, on: [[0, 2]], off: [[2, 6]], cycle: 6 },
  {
    name: 'uk',
    cadence: RINGBACK.uk,
    on: [
      [0, 0.4],
      [0.6, 1],
    ],
    off: [
      [0.4, 0.6],
      [1, 3],
    ],
    cycle: 3,
  },
  {
    name: 'ringtone',
    cadence: RINGTONE,
    on: [
      [0, 0.4],
      [0.6, 1],
    ],
    off: [
      [0.4, 0.6],
      [1, 3],
    ],
    cycle: 3,
  },
] as const)('the tone $name', ({ cadence, on, off, cycle }) => {
  test('sounds at its frequencies and is silent in between, cycle after cycle', async () => {
    const sound = await render(cadence, 2 * cycle)
    for (const start of [0, cycle]) {
      for (const [from, to] of on) {
        const burst = piece(sound, start + from + 0.05, start + to - 0.05)
        for (const hz of cadence.hz) expect(amplitude(burst, hz)).toBeGreaterThan(cadence.peak / cadence.hz.length / 2)
        expect(amplitude(burst, 1_250)).toBeLessThan(cadence.peak / 50)
      }
      for (const [from, to] of off)
        expect(peak(piece(sound, start + from + 0.01, start + to - 0.01))).toBeLessThan(1e-4)
    }
    expect(peak(sound)).toBeLessThanOrEqual(cadence.peak * 1.01)
  })
})

test.each(['ringback', 'ringtone'] as const)('%s opens one context, and stop closes it', async (tone) => {
  const opened = contexts()
  const sounding = browserMedia()[tone]()
  onTestFinished(() => sounding.stop())
  expect(opened).toHaveLength(1)
  sounding.stop()
  sounding.stop()
  await expect.poll(() => opened.map(({ state }) => state)).toEqual(['closed'])
})

test('stop takes back every listener', () => {
  const added = vi.spyOn(globalThis, 'addEventListener')
  const removed = vi.spyOn(globalThis, 'removeEventListener')
  browserMedia().ringback().stop()
  expect(added.mock.calls.length).toBeGreaterThan(0)
  expect(removed.mock.calls).toEqual(added.mock.calls)
})

test('a hundred tones one after the other leave no context open', async () => {
  const opened = contexts()
  for (let i = 0; i < 100; i++) browserMedia({ ringbackRegion: 'uk' }).ringback().stop()
  await expect.poll(() => opened.filter(({ state }) => state !== 'closed')).toEqual([])
  expect(opened).toHaveLength(100)
})

test('without Web Audio a tone is silent and throws nothing', () => {
  vi.stubGlobal('AudioContext', undefined)
  expect(() => browserMedia().ringtone().stop()).not.toThrow()
})

test('a loudspeaker that is not there, or a page that fails to name one, leaves the default', () => {
  const failing = () => {
    throw new Error('from the page')
  }
  vi.stubGlobal('queueMicrotask', () => undefined)
  for (const sink of [() => 'none such', failing]) {
    expect(() => browserMedia({ sink }).ringback().stop()).not.toThrow()
  }
})
