import { describe, expect, test } from 'vitest'
import { audioJudge } from '../src/audio-judge.ts'
import { type AudioSample, readAudio } from '../src/stats.ts'
import recording from './support/chromium-comfort-noise.json' with { type: 'json' }

interface Counts {
  readonly received: number
  readonly sent: number
  readonly energy?: number
  readonly connected?: boolean
  /** Answers to checks on the path. */
  readonly answers?: number
  /** Milliseconds since the newest RTCP report. */
  readonly reported?: number
}

const sample = ({ received, sent, energy, connected = true, ...told }: Counts, seconds: number): AudioSample => ({
  received: new Map([[1, received]]),
  sent: new Map([[2, sent]]),
  connected,
  ...told,
  ...(energy === undefined ? {} : { sound: { energy, seconds } }),
})

/** Milliseconds since the watch began, and counts, or nothing where there were none. */
type Shot = readonly [at: number, counts: Counts | undefined]

function judgedWith(comfortNoise: boolean, samples: readonly Shot[]) {
  const judge = audioJudge({ stalledAfter: 3_000 }, 1_000)
  return samples.flatMap(([at, counts]) =>
    judge({ sample: counts && sample(counts, at / 1_000), comfortNoise }, 1_000 + at).map((report) => ({
      at,
      ...report,
    })),
  )
}

/** What is reported of a call without comfort noise. */
const judged = (...samples: readonly Shot[]) => judgedWith(false, samples)

/** What is reported of a call with it, but for the first report, which says so. */
const judgedQuiet = (...samples: readonly Shot[]) => {
  const [first, ...rest] = judgedWith(true, samples)
  expect(first).toMatchObject({ type: 'comfort-noise' })
  return rest.map(({ at, ...report }) => [at, report.type === 'level' ? `silent ${report.silent}` : report.type])
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
      judged([0, { received: 0, sent: 0 }], [60, { received: 1, sent: 0 }], [1_060, { received: 1, sent: 1 }]),
    ).toEqual([])
  })

  test('joins packets that come and leave in turns, as those of a quiet opus do', () => {
    expect(
      judged([0, { received: 0, sent: 0 }], [60, { received: 1, sent: 0 }], [460, { received: 1, sent: 1 }]),
    ).toEqual([{ at: 460, type: 'proven' }])
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
    judge({ sample: sample({ received: 500, sent: 0 }, 0), comfortNoise: false }, 0)
    const moved = { ...sample({ received: 0, sent: 0 }, 3), received: new Map([[9, 1]]) }
    expect(judge({ sample: moved, comfortNoise: false }, 3_000)).toEqual([])
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

describe('a far side that may send nothing while it is quiet', () => {
  /** Each second a look, at which something has left. */
  const seconds = (count: number, at: (second: number) => Omit<Counts, 'sent'>): Shot[] =>
    Array.from({ length: count }, (_, second) => [second * 1_000, { sent: second, ...at(second) }])

  test('is there, and silent, once the PBX reports and no packet has come', () => {
    const shots = seconds(9, (second) => ({
      received: 0,
      answers: second,
      ...(second < 4 ? {} : { reported: (second - 4) * 1_000 }),
    }))
    expect(judgedQuiet(...shots)).toEqual([
      [3_000, 'stalled'],
      [4_000, 'flowing'],
      [4_000, 'proven'],
      [4_000, 'silent true'],
    ])
  })

  test('is given two seconds for its first packet, where the PBX reports from the start', () => {
    const reports = judgedQuiet(...seconds(4, (second) => ({ received: 0, answers: second, reported: 100 })))
    expect(reports).toEqual([
      [2_000, 'proven'],
      [2_000, 'silent true'],
    ])
  })

  test('is not there because of a live path alone', () => {
    const reports = judgedQuiet(...seconds(20, (second) => ({ received: 0, answers: second })))
    expect(reports).toEqual([[3_000, 'stalled']])
  })

  test('is not there because of reports to which nothing of ours leaves', () => {
    const shots: Shot[] = [0, 1_000, 2_000, 3_000].map((at) => [at, { received: 0, sent: 7, answers: at, reported: 0 }])
    expect(judgedQuiet(...shots)).toEqual([[2_000, 'silent true']])
  })

  test('that falls quiet after it was heard is silent, with and without reports', () => {
    for (const told of [{}, { reported: 100 }]) {
      const shots = seconds(40, (second) => ({ received: Math.min(second, 2), answers: second, energy: 0, ...told }))
      expect(judgedQuiet(...shots)).toEqual([
        [1_000, 'proven'],
        [5_000, 'silent true'],
      ])
    }
  })

  test('is lost with the path: when nothing answers any more', () => {
    const shots = seconds(14, (second) => ({
      received: Math.min(second, 2),
      answers: Math.min(second, 6),
      reported: 100,
      energy: 0,
    }))
    expect(judgedQuiet(...shots)).toEqual([
      [1_000, 'proven'],
      [5_000, 'silent true'],
      [11_000, 'stalled'],
    ])
  })

  test('is lost with the path: at once where it has failed, and back with it', () => {
    const shots = seconds(9, (second) => ({
      received: Math.min(second, 1),
      answers: second,
      energy: 0,
      connected: second !== 7,
    }))
    expect(judgedQuiet(...shots).slice(2)).toEqual([
      [7_000, 'stalled'],
      [8_000, 'flowing'],
    ])
  })

  test('is lost where samples stay away', () => {
    const shots: Shot[] = [...seconds(3, (second) => ({ received: second })), [6_900, undefined], [7_000, undefined]]
    expect(judgedQuiet(...shots).filter(([, type]) => type === 'stalled')).toEqual([[7_000, 'stalled']])
  })

  test('is nobody that reported fifteen seconds ago, for the last time', () => {
    const shots = seconds(18, (second) => ({ received: 0, answers: second, reported: second * 1_000 })).map(
      ([at, counts]): Shot => [at, counts && { ...counts, sent: 0 }],
    )
    expect(judgedQuiet(...shots)).toEqual([
      [2_000, 'silent true'],
      [15_000, 'stalled'],
      [15_000, 'silent false'],
    ])
  })
})

describe('a Chromium whose far side is muted, recorded: G722 with comfort noise, of which nothing is passed on', () => {
  const judgedAs = (comfortNoise: boolean) => {
    const start = recording[0]?.at ?? 0
    const judge = audioJudge({ stalledAfter: 5_000 }, start)
    return recording.flatMap(({ at, entries }) =>
      judge({ sample: readAudio(new Map(entries.map((entry) => [entry.id, entry]))), comfortNoise }, at).map(
        ({ type }) => [Math.round((at - start) / 1_000), type],
      ),
    )
  }

  test('is silent for as long as it lasts', () => {
    expect(judgedAs(true)).toEqual([
      [0, 'comfort-noise'],
      [3, 'proven'],
      [8, 'level'],
    ])
  })

  test('would be lost, had the two not agreed on comfort noise', () => {
    expect(judgedAs(false)).toEqual([
      [3, 'proven'],
      [8, 'stalled'],
      [8, 'level'],
    ])
  })
})

describe('early media', () => {
  const earlyOf = (...samples: readonly Shot[]) => {
    const judge = audioJudge({ stalledAfter: 3_000, early: true }, 1_000)
    return samples.flatMap(([at, counts]) =>
      judge({ sample: counts && sample(counts, at / 1_000), comfortNoise: true }, 1_000 + at).map((report) => [
        at,
        report.type === 'level' ? `silent ${report.silent}` : report.type,
      ]),
    )
  }
  /** Packets both ways each second, and how much is heard in it. */
  const played = (...energies: readonly (number | undefined)[]): Shot[] => {
    let energy = 0
    return energies.map((more, second) => {
      energy += more ?? 0
      return [second * 1_000, { received: second, sent: second, ...(more === undefined ? {} : { energy }) }]
    })
  }

  test('is silent until it is heard, and proves nothing', () => {
    expect(earlyOf(...played(0, 0, 0, 0, 0, 0, 0.1, 0.1))).toEqual([[6_000, 'silent false']])
  })

  test('is not heard for a gateway’s hiss', () => {
    expect(earlyOf(...played(0, 0.00001, 0.00001, 0.00001))).toEqual([])
  })

  test('is heard through the pauses of a ringing tone: Sweden’s is five seconds', () => {
    expect(earlyOf(...played(0, 0.1, 0, 0, 0, 0, 0, 0.1, 0, 0, 0, 0, 0, 0.1))).toEqual([[1_000, 'silent false']])
  })

  test('is silent again after eight seconds', () => {
    expect(earlyOf(...played(0, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0.1))).toEqual([
      [1_000, 'silent false'],
      [9_000, 'silent true'],
      [10_000, 'silent false'],
    ])
  })

  test('counts as heard with its packets, where the browser does not tell', () => {
    expect(earlyOf(...played(undefined, undefined, undefined))).toEqual([[1_000, 'silent false']])
  })

  test('is not heard while no packet comes, though the browser does not tell', () => {
    const none: Shot[] = [0, 1_000, 2_000].map((at) => [at, { received: 0, sent: at }])
    expect(earlyOf(...none)).toEqual([])
  })
})
