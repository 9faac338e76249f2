import { describe, expect, test } from 'vitest'
import { type AudioSample, grew, loudness, readAudio } from '../src/stats.ts'

type Entry = { id: string; type: string; [key: string]: unknown }

const report = (...entries: Entry[]) => new Map(entries.map((entry) => [entry.id, entry]))

const inbound = (more: object = {}): Entry => ({
  id: 'in',
  type: 'inbound-rtp',
  kind: 'audio',
  ssrc: 7,
  packetsReceived: 10,
  trackIdentifier: 'track',
  ...more,
})
const outbound: Entry = { id: 'out', type: 'outbound-rtp', kind: 'audio', ssrc: 8, packetsSent: 12 }
const pair = (more: object = {}): Entry => ({ id: 'p', type: 'candidate-pair', state: 'succeeded', ...more })
const transport: Entry = { id: 't', type: 'transport', selectedCandidatePairId: 'p' }

const sound = (energy: number, seconds: number): AudioSample => ({
  received: new Map(),
  sent: new Map(),
  connected: true,
  sound: { energy, seconds },
})

describe('readAudio', () => {
  test('counts packets by SSRC, both ways', () => {
    const sample = readAudio(report(inbound(), outbound, transport, pair()))
    expect(sample).toEqual({ received: new Map([[7, 10]]), sent: new Map([[8, 12]]), connected: true })
  })

  test.each([[''], [undefined]])('leaves out a track that is not bound (%o)', (trackIdentifier) => {
    expect(readAudio(report(inbound({ trackIdentifier }))).received.size).toBe(0)
  })

  test('reads what Firefox tells: ids that mean nothing, a track in braces, no counters on the transport', () => {
    const firefox = report(
      inbound({ id: 'd57fba3d', trackIdentifier: '{e6d05013-41fd-4a02-a0f2-121f32c6f312}', audioLevel: 0 }),
      { ...outbound, id: '4a8f1276' },
      { id: '677e8fb', type: 'candidate-pair', state: 'succeeded', nominated: true, selected: true },
      { id: 'a1deabc5', type: 'candidate-pair', state: 'cancelled', nominated: false, selected: false },
      { id: 'dd917a5c', type: 'transport', dtlsState: 'connected', selectedCandidatePairId: '677e8fb' },
    )
    expect(readAudio(firefox)).toEqual({
      received: new Map([[7, 10]]),
      sent: new Map([[8, 12]]),
      connected: true,
      level: 0,
    })
  })

  test('leaves out video', () => {
    expect(readAudio(report(inbound({ kind: 'video' }))).received.size).toBe(0)
  })

  test.each([
    ['the selected pair works', [transport, pair()], true],
    ['the selected pair is still being checked', [transport, pair({ state: 'in-progress' })], false],
    ['another pair works than the selected one', [transport, pair({ id: 'q', nominated: true })], false],
    ['no transport names a pair, and a nominated one works', [pair({ nominated: true })], true],
    ['no transport names a pair, and none is nominated', [pair({ nominated: false })], false],
    ['the transport has selected nothing yet', [{ id: 't', type: 'transport' }, pair({ nominated: false })], false],
  ] as const)('connected: %s', (_, entries, connected) => {
    expect(readAudio(report(...entries)).connected).toBe(connected)
  })

  test('counts the answers on the selected pair alone', () => {
    const other = pair({ id: 'q', responsesReceived: 90 })
    expect(readAudio(report(transport, pair({ responsesReceived: 4 }), other)).answers).toBe(4)
  })

  test.each([
    ['the newest of both kinds', [1_200, 4_500], 500],
    ['nothing, where the other end never reported', [], undefined],
    ['no time to come', [5_100], 0],
  ] as const)('tells how old the other end’s report is: %s', (_, times, age) => {
    const kinds = ['remote-inbound-rtp', 'remote-outbound-rtp']
    const reports = times.map((timestamp, i) => ({ id: `r${i}`, type: kinds[i] ?? '', kind: 'audio', timestamp }))
    expect(readAudio(report(inbound({ timestamp: 5_000 }), ...reports)).reported).toBe(age)
  })

  test('sums what sounded, and takes the loudest level', () => {
    const one = inbound({ totalAudioEnergy: 0.5, totalSamplesDuration: 2, audioLevel: 0.1 })
    const two = { ...one, id: 'in2', ssrc: 9, audioLevel: 0.3 }
    expect(readAudio(report(one, two))).toMatchObject({ sound: { energy: 1, seconds: 4 }, level: 0.3 })
  })

  test.each([[undefined], [null], [{}], ['text'], [new Map()]])('takes %o for an empty report', (nothing) => {
    expect(readAudio(nothing)).toEqual({ received: new Map(), sent: new Map(), connected: false })
  })
})

describe('grew', () => {
  test.each([
    ['more packets', [[1, 5]], [[1, 6]], true],
    ['the same packets', [[1, 5]], [[1, 5]], false],
    [
      'a new SSRC with packets',
      [[1, 5]],
      [
        [1, 5],
        [2, 1],
      ],
      true,
    ],
    ['a new SSRC that replaced a busier one', [[1, 500]], [[2, 1]], true],
    ['a new SSRC without packets', [], [[2, 0]], false],
  ] as const)('%s', (_, before, now, expected) => {
    expect(grew(new Map(before), new Map(now))).toBe(expected)
  })
})

describe('loudness', () => {
  test('is the RMS between two samples', () => {
    expect(loudness(sound(1, 10), sound(1.5, 12))).toBeCloseTo(0.5)
  })

  test('is nothing where no sample was played', () => {
    expect(loudness(sound(1, 10), sound(1, 10))).toBe(0)
  })

  test('is the level where a browser gives no totals, and unknown where it gives neither', () => {
    const bare = { received: new Map(), sent: new Map(), connected: true }
    expect(loudness(bare, { ...bare, level: 0.2 })).toBe(0.2)
    expect(loudness(bare, bare)).toBeUndefined()
  })
})
