import { describe, expect, test } from 'vitest'
import { audioJudge } from '../src/audio-judge.ts'
import type { AudioSample } from '../src/stats.ts'

interface Counts {
  readonly received: number
  readonly sent: number
  readonly energy?: number
  readonly connected?: boolean
}

const sample = ({ received, sent, energy, connected = true }: Counts, seconds: number): AudioSample => ({
  received: new Map([[1, received]]),
  sent: new Map([[2, sent]]),
  connected,
  ...(energy === undefined ? {} : { sound: { energy, seconds } }),
})

/** What is reported over samples given as [milliseconds since the watch began, counts, or nothing to be had]. */
function judged(...samples: readonly (readonly [number, Counts | undefined])[]) {
  const judge = audioJudge({ stalledAfter: 3_000 }, 1_000)
  return samples.flatMap(([at, counts]) =>
    judge(counts && sample(counts, at / 1_000), 1_000 + at).map((report) => ({ at, ...report })),
  )
}

describe('proof', () => {
  test('comes with the first growth both ways, once', () => {
    expect(
      judged([0, { received: 9, sent: 9 }], [60, { received: 10, sent: 10 }], [120, { received: 11, sent: 11 }]),
    ).toEqual([{ at: 60, type: 'proven' }])
  })

  test.each([
    ['early packets alone', { received: 900, sent: 900 }, { received: 900, sent: 900 }],
    ['packets that only arrive', { received: 0, sent: 5 }, { received: 9, sent: 5 }],
    ['packets that only leave', { received: 5, sent: 0 }, { received: 5, sent: 9 }],
    ['no working pair', { received: 0, sent: 0 }, { received: 9, sent: 9, connected: false }],
  ])('does not come from %s', (_, first, second) => {
    expect(judged([0, first], [60, second], [120, second])).toEqual([])
  })

  test('does not join an inbound packet of one time to an outbound packet of another', () => {
    expect(
      judged([0, { received: 0, sent: 0 }], [60, { received: 1, sent: 0 }], [120, { received: 1, sent: 1 }]),
    ).toEqual([])
  })

  test('survives a sample that was not to be had', () => {
    expect(judged([0, { received: 0, sent: 0 }], [60, undefined], [120, { received: 1, sent: 1 }])).toEqual([
      { at: 120, type: 'proven' },
    ])
  })
})

describe('flow', () => {
  test('is stalled once, and flowing when packets return', () => {
    const still = { received: 5, sent: 0 }
    expect(
      judged(
        [0, { received: 4, sent: 0 }],
        [500, still],
        [3_499, still],
        [3_500, still],
        [9_000, still],
        [9_500, { received: 6, sent: 0 }],
      ),
    ).toEqual([
      { at: 3_500, type: 'stalled' },
      { at: 9_500, type: 'flowing' },
    ])
  })

  test('is stalled where nothing ever came, counted from the beginning', () => {
    expect(judged([0, undefined], [2_999, undefined], [3_000, undefined])).toEqual([{ at: 3_000, type: 'stalled' }])
  })

  test('does not take a page that slept for a far side that did', () => {
    expect(judged([0, { received: 1, sent: 0 }], [60_000, { received: 3_000, sent: 0 }])).toEqual([])
  })

  test('counts a new SSRC as packets', () => {
    const judge = audioJudge({ stalledAfter: 3_000 }, 0)
    judge(sample({ received: 500, sent: 0 }, 0), 0)
    const moved = { ...sample({ received: 0, sent: 0 }, 3), received: new Map([[9, 1]]) }
    expect(judge(moved, 3_000)).toEqual([])
  })
})

describe('level', () => {
  /** A sample each second in which packets flow, with the given energies. */
  const levels = (...energies: readonly (number | undefined)[]) =>
    judged(
      ...energies.map(
        (energy, i) => [i * 1_000, { received: i, sent: 0, ...(energy === undefined ? {} : { energy }) }] as const,
      ),
    )

  test('is silent after five seconds without a sound, and not once heard again', () => {
    expect(levels(1, 2, 2, 2, 2, 2, 2, 2, 3)).toEqual([
      { at: 6_000, type: 'level', silent: true },
      { at: 8_000, type: 'level', silent: false },
    ])
  })

  test('does not take comfort noise for a voice', () => {
    expect(levels(0, 1e-7, 2e-7, 3e-7, 4e-7, 5e-7)).toEqual([{ at: 5_000, type: 'level', silent: true }])
  })

  test('is not claimed where the browser does not tell', () => {
    expect(levels(undefined, undefined, undefined, undefined, undefined, undefined, undefined)).toEqual([])
  })
})
