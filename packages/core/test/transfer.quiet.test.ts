import { describe, expect, test } from 'vitest'
import { arriveAt } from './support/stations.ts'

/** An agent who has answered, on codecs with comfort noise. */
function answered() {
  const w = arriveAt('joining', { retries: 0 })
  w.join()
  const watch = w.media.watches.at(-1)
  watch?.say({ type: 'comfort-noise' })
  return { ...w, watch }
}

describe('an agent who answers muted, and whose comfort noise the PBX keeps', () => {
  test('is waited for once more, and handed over to once RTCP proves them', () => {
    const w = answered()
    w.clock.increment(6_000)
    w.clock.increment(5_999)
    expect(w.now()).toBe('confirmed:joining')
    w.watch?.say({ type: 'proven' })
    w.watch?.say({ type: 'level', silent: true })
    expect(w.view()).toMatchObject({ notice: 'silent', voice: 'agent', hearing: { input: false, output: false } })
    w.clock.increment(3_600_000)
    expect(w.now()).toBe('confirmed:silent')
  })

  test('is given up after the second limit, where nothing proves them', () => {
    const w = answered()
    w.watch?.say({ type: 'stalled' })
    w.clock.increment(6_000)
    w.clock.increment(6_000)
    expect(w.view()).toMatchObject({ notice: 'returned', failure: { code: 'no-audio', stage: 'joining' } })
  })

  test('may hold the call instead, for as long as they like', () => {
    const w = answered()
    w.clock.increment(6_000)
    w.sip.call.say({ type: 'remote-hold', on: true })
    w.clock.increment(3_600_000)
    expect(w.now()).toBe('confirmed:on-hold')
    w.sip.call.say({ type: 'remote-hold', on: false })
    w.clock.increment(6_000)
    w.clock.increment(5_999)
    expect(w.now()).toBe('confirmed:joining')
    w.clock.increment(1)
    expect(w.view().failure?.code).toBe('no-audio')
  })
})

describe('an agent of whom no packet comes, where packets had to come', () => {
  test('is given up within the join limit', () => {
    const w = arriveAt('joining', { retries: 0 })
    w.join()
    w.clock.increment(5_999)
    expect(w.now()).toBe('confirmed:joining')
    w.clock.increment(1)
    expect(w.view().failure?.code).toBe('no-audio')
  })
})

describe('an agent who hung up while the caller’s WebSocket was on its way back', () => {
  test('is found to be gone once the sound stops; nobody claims to know who ended it', () => {
    const w = arriveAt('talking')
    w.lineDown()
    w.lineUp()
    w.media.watches.at(-1)?.say({ type: 'stalled' })
    expect(w.sip.call.asked).toEqual(['refresh'])
    w.sip.call.end({ by: 'unknown' })
    expect(w.outcomes.at(-1)).toMatchObject({ result: 'handed-over', endedBy: 'unknown' })
  })
})

describe('an agent who mutes while the caller’s WebSocket is lost', () => {
  test('keeps the call, until the line is back', () => {
    const w = arriveAt('talking')
    w.lineDown()
    w.media.watches.at(-1)?.say({ type: 'level', silent: true })
    w.clock.increment(9_999)
    expect(w.now()).toBe('confirmed:reconnecting')
    w.lineUp()
    expect(w.now()).toBe('confirmed:silent')
  })
})
