import { type AudioFacts, audioCell, audioTable } from '@patchcord/core'
import { describe, expect, test } from 'vitest'

const flags = [true, false] as const
/** Packets that come now have come. */
const possible = ({ ever, now }: AudioFacts): boolean => ever || !now

const every: readonly AudioFacts[] = flags
  .flatMap((comfortNoise) =>
    flags.flatMap((ever) =>
      flags.flatMap((now) =>
        flags.flatMap((rtcp) => flags.map((consent) => ({ comfortNoise, ever, now, rtcp, consent }))),
      ),
    ),
  )
  .filter(possible)

const named = ({ comfortNoise, ever, now, rtcp, consent }: AudioFacts): string =>
  [
    comfortNoise ? 'comfort noise' : 'none',
    now ? 'packets now' : ever ? 'packets before' : 'packets never',
    rtcp ? 'RTCP' : 'no RTCP',
    consent ? 'consent' : 'no consent',
  ].join(', ')

/** What each situation is, in the words of the caller's side. */
const expected: Readonly<Record<string, string>> = {
  'comfort noise, packets now, RTCP, consent': 'proven: talking',
  'comfort noise, packets now, RTCP, no consent': 'proven: talking',
  'comfort noise, packets now, no RTCP, consent': 'proven: talking',
  'comfort noise, packets now, no RTCP, no consent': 'proven: talking',
  'comfort noise, packets before, RTCP, consent': 'silent: silent',
  'comfort noise, packets before, RTCP, no consent': 'stalled: no-sound',
  'comfort noise, packets before, no RTCP, consent': 'silent: silent',
  'comfort noise, packets before, no RTCP, no consent': 'stalled: no-sound',
  'comfort noise, packets never, RTCP, consent': 'silent: silent',
  'comfort noise, packets never, RTCP, no consent': 'stalled: no-sound',
  'comfort noise, packets never, no RTCP, consent': 'stalled: no-sound',
  'comfort noise, packets never, no RTCP, no consent': 'stalled: no-sound',
  'none, packets now, RTCP, consent': 'proven: talking',
  'none, packets now, RTCP, no consent': 'proven: talking',
  'none, packets now, no RTCP, consent': 'proven: talking',
  'none, packets now, no RTCP, no consent': 'proven: talking',
  'none, packets before, RTCP, consent': 'stalled: no-sound',
  'none, packets before, RTCP, no consent': 'stalled: no-sound',
  'none, packets before, no RTCP, consent': 'stalled: no-sound',
  'none, packets before, no RTCP, no consent': 'stalled: no-sound',
  'none, packets never, RTCP, consent': 'stalled: no-sound',
  'none, packets never, RTCP, no consent': 'stalled: no-sound',
  'none, packets never, no RTCP, consent': 'stalled: no-sound',
  'none, packets never, no RTCP, no consent': 'stalled: no-sound',
}

describe('the audio table', () => {
  test('has a word for every situation', () => {
    expect(every.map(named).sort()).toEqual(Object.keys(expected).sort())
  })

  test.each(every.map((facts) => [named(facts), facts] as const))('%s', (name, facts) => {
    const { verdict, notice } = audioCell(facts)
    expect(`${verdict}: ${notice}`).toBe(expected[name])
  })

  test('has no row that decides nothing', () => {
    expect(audioTable.filter((row) => !every.some((facts) => audioCell(facts) === row))).toEqual([])
  })

  test('waits for packets to stop in every row but the one in which they come', () => {
    expect(audioTable.filter(({ limit }) => limit === 'none').map(({ facts }) => facts)).toEqual([{ now: true }])
  })

  test('claims the words that belong to a verdict', () => {
    const words = { proven: 'talking', silent: 'silent', stalled: 'no-sound' }
    for (const { verdict, notice } of audioTable) expect(notice).toBe(words[verdict])
  })
})
