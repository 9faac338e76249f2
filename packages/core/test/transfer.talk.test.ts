import { describe, expect, test } from 'vitest'
import { finderOf } from './support/secrets.ts'
import { arriveAt, type StationName, stationNames } from './support/stations.ts'
import type { world } from './support/world.ts'

type World = ReturnType<typeof world>
const digits = '4716#'
const sentDigits = (w: World) => w.calls().flatMap(({ asked }) => asked.filter((what) => what.startsWith('dtmf')))

describe('digits', () => {
  const answered: StationName[] = ['joining', 'talking']

  test.each(answered)('go to the agent’s side while %s', (name) => {
    const w = arriveAt(name)
    expect(w.view().can).toContain('DTMF')
    w.transfer.sendDtmf(digits)
    expect(sentDigits(w)).toEqual(['dtmf 5'])
  })

  test.each(stationNames.filter((name) => !answered.includes(name)))('go nowhere while %s', (name) => {
    const w = arriveAt(name)
    expect(w.view().can).not.toContain('DTMF')
    w.transfer.sendDtmf(digits)
    expect(sentDigits(w)).toEqual([])
  })

  test('stand in no inspection event, no view, no log line and no outcome', () => {
    const holds = finderOf(digits)
    let events = 0
    let leaks = 0
    const inspect = (event: object) => {
      events += 1
      if (holds(event)) leaks += 1
    }
    const w = arriveAt('talking', { inspect })
    w.transfer.sendDtmf(digits)
    w.bye()
    expect(events).toBeGreaterThan(20)
    expect(leaks).toBe(0)
    expect(holds([w.view(), w.log, w.outcomes, w.assistant.steps])).toBe(false)
  })
})

describe('mute', () => {
  test('is offered while nobody is muted, unmute after it', () => {
    const w = arriveAt('talking')
    expect(w.view().can).toContain('MUTE')
    expect(w.view().can).not.toContain('UNMUTE')
    w.transfer.send('MUTE')
    expect(w.view()).toMatchObject({ muted: true, notice: 'talking' })
    expect(w.view().can).toContain('UNMUTE')
    expect(w.view().can).not.toContain('MUTE')
    w.transfer.send('UNMUTE')
    expect(w.view().muted).toBe(false)
    expect(w.sip.call.asked).toEqual(['mute', 'unmute'])
  })

  test('does not outlive its call', () => {
    const w = arriveAt('talking')
    w.transfer.send('MUTE')
    w.bye()
    expect(w.view().muted).toBe(false)
  })

  test.each(stationNames.filter((name) => !['joining', 'talking'].includes(name)))('does nothing while %s', (name) => {
    const w = arriveAt(name)
    const view = w.view()
    w.transfer.send('MUTE')
    expect(w.view()).toBe(view)
  })
})

describe('what disturbs a talk', () => {
  test.each<[string, 'agent' | 'nobody', (w: World) => void, (w: World) => void]>([
    [
      'blocked',
      'nobody',
      (w) => w.media.playbacks[0]?.say({ type: 'blocked' }),
      (w) => w.media.playbacks[0]?.say({ type: 'playing' }),
    ],
    [
      'on-hold',
      'nobody',
      (w) => w.sip.call.say({ type: 'remote-hold', on: true }),
      (w) => w.sip.call.say({ type: 'remote-hold', on: false }),
    ],
    [
      'no-sound',
      'nobody',
      (w) => w.media.watches[0]?.say({ type: 'stalled' }),
      (w) => w.media.watches[0]?.say({ type: 'flowing' }),
    ],
    [
      'no-sound',
      'nobody',
      (w) => w.sip.call.say({ type: 'media', state: 'disconnected' }),
      (w) => w.sip.call.say({ type: 'media', state: 'connected' }),
    ],
    ['reconnecting', 'agent', (w) => w.lineDown(), (w) => w.lineUp()],
    [
      'silent',
      'agent',
      (w) => w.media.watches[0]?.say({ type: 'level', silent: true }),
      (w) => w.media.watches[0]?.say({ type: 'level', silent: false }),
    ],
  ])('%s is told, says who is heard (%s), and goes again', (notice, voice, comes, goes) => {
    const w = arriveAt('talking')
    comes(w)
    expect(w.view()).toMatchObject({ state: 'confirmed', notice, voice })
    expect(w.view().can).toContain('HANGUP')
    goes(w)
    expect(w.view()).toMatchObject({ notice: 'talking', voice: 'agent' })
  })

  test('a blocked playback is freed by a gesture, which is offered only then', () => {
    const w = arriveAt('talking')
    expect(w.view().can).not.toContain('UNBLOCK')
    w.media.playbacks[0]?.say({ type: 'blocked' })
    expect(w.view().can).toContain('UNBLOCK')
    w.transfer.send('UNBLOCK')
    expect(w.media.playbacks[0]?.resumed).toBe(1)
  })

  test('early media may be blocked, and freed, as well', () => {
    const w = arriveAt('early')
    w.media.playbacks[0]?.say({ type: 'blocked' })
    expect(w.view()).toMatchObject({ state: 'calling', notice: 'blocked' })
    w.transfer.send('UNBLOCK')
    expect(w.media.playbacks[0]?.resumed).toBe(1)
  })

  test('a silent agent is no failure', () => {
    const w = arriveAt('talking')
    w.media.watches[0]?.say({ type: 'level', silent: true })
    w.clock.increment(3_600_000)
    expect(w.now()).toBe('confirmed:silent')
  })

  test('a stall ends nothing while the line is there', () => {
    const w = arriveAt('talking')
    w.media.watches[0]?.say({ type: 'stalled' })
    w.clock.increment(3_600_000)
    expect(w.now()).toBe('confirmed:no-sound')
  })

  test('a hold is no loss of sound, for hours; what was wrong before is forgotten', () => {
    const w = arriveAt('talking')
    w.media.watches[0]?.say({ type: 'stalled' })
    w.media.watches[0]?.say({ type: 'level', silent: true })
    w.sip.call.say({ type: 'remote-hold', on: true })
    expect(w.open().watches).toBe(0)
    w.clock.increment(4 * 3_600_000)
    expect(w.view()).toMatchObject({ notice: 'on-hold', voice: 'nobody' })
    w.sip.call.say({ type: 'remote-hold', on: false })
    expect(w.now()).toBe('confirmed:talking')
    w.media.watches.at(-1)?.say({ type: 'stalled' })
    expect(w.now()).toBe('confirmed:no-sound')
  })

  test('a line that is lost during a hold ends it only when it stays away', () => {
    const w = arriveAt('talking')
    w.sip.call.say({ type: 'remote-hold', on: true })
    w.lineDown()
    w.clock.increment(9999)
    w.lineUp()
    w.clock.increment(60_000)
    expect(w.now()).toBe('confirmed:on-hold')
    w.lineDown()
    w.clock.increment(10_000)
    expect(w.outcomes).toMatchObject([{ endedBy: 'loss', failure: { code: 'connection-lost' } }])
  })

  test.each<[string, (w: World) => void, number, string]>([
    ['a line that stays away', (w) => w.lineDown(), 10_000, 'connection-lost'],
    [
      'a path that stays shaky',
      (w) => w.sip.call.say({ type: 'media', state: 'disconnected' }),
      8000,
      'connection-lost',
    ],
    ['a path that fails', (w) => w.sip.call.say({ type: 'media', state: 'failed' }), 0, 'connection-lost'],
  ])('%s ends it as a loss', (_, happens, wait, code) => {
    const w = arriveAt('talking')
    happens(w)
    w.clock.increment(wait)
    expect(w.outcomes).toMatchObject([{ result: 'handed-over', endedBy: 'loss', failure: { code, stage: 'talking' } }])
  })
})

describe('joining', () => {
  test('a playback that the browser holds back is told before the sound is proven, as well', () => {
    const w = arriveAt('joining')
    w.media.playbacks[0]?.say({ type: 'blocked' })
    expect(w.view()).toMatchObject({ state: 'confirmed', notice: 'blocked' })
    expect(w.view().can).toContain('UNBLOCK')
    w.media.playbacks[0]?.say({ type: 'playing' })
    expect(w.now()).toBe('confirmed:joining')
  })

  test('a path that fails before the proof is ice-failed, and nobody was handed over', () => {
    const w = arriveAt('joining')
    w.sip.call.say({ type: 'media', state: 'failed' })
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'ice-failed', stage: 'joining' } }])
  })

  test('an agent who hangs up before any sound has declined', () => {
    const w = arriveAt('joining')
    w.bye()
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'declined', stage: 'joining' } }])
  })

  test('without sound ends within its limit, which may be set', () => {
    const w = arriveAt('joining', { limits: { join: 500 } })
    w.join()
    w.clock.increment(499)
    expect(w.now()).toBe('confirmed:joining')
    w.clock.increment(1)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'no-audio' } }])
  })

  test('an agent who holds the call at once is waited for, however long; then the sound is to be proven as ever', () => {
    const w = arriveAt('joining', { limits: { join: 500 } })
    w.sip.call.say({ type: 'remote-hold', on: true })
    w.clock.increment(3_600_000)
    expect(w.view()).toMatchObject({ state: 'confirmed', notice: 'on-hold', hearing: { input: false, output: true } })
    w.sip.call.say({ type: 'remote-hold', on: false })
    expect(w.now()).toBe('confirmed:joining')
    w.clock.increment(499)
    w.prove()
    expect(w.now()).toBe('confirmed:talking')
  })

  test('after such a hold still ends within its limit where no sound comes', () => {
    const w = arriveAt('joining', { limits: { join: 500 } })
    w.join()
    for (const on of [true, false]) w.sip.call.say({ type: 'remote-hold', on })
    w.clock.increment(500)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'no-audio' } }])
  })

  test.each<[string, (w: World) => void, object]>([
    ['the caller', (w) => w.transfer.send('HANGUP'), { result: 'abandoned', endedBy: 'caller' }],
    ['the agent', (w) => w.bye(), { result: 'returned', failure: { code: 'declined' } }],
  ])('on hold ends when %s hangs up', (_, ends, outcome) => {
    const w = arriveAt('joining')
    w.sip.call.say({ type: 'remote-hold', on: true })
    ends(w)
    expect(w.outcomes).toMatchObject([outcome])
  })

  test('without a media path ends at the same limit as ice-failed: nothing could be heard', () => {
    const w = arriveAt('joining')
    w.sip.call.say({ type: 'media', state: 'connecting' })
    w.clock.increment(6000)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'ice-failed', stage: 'joining' } }])
  })

  test('with a path that early media has found already, and no sound, ends as no-audio', () => {
    const w = arriveAt('ringing')
    w.early()
    w.join()
    w.answer()
    w.clock.increment(6000)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'no-audio' } }])
  })

  test('the agent is heard already, and a mute taken there holds in the talk', () => {
    const w = arriveAt('joining')
    expect(w.open().playbacks).toBe(1)
    w.transfer.send('MUTE')
    w.prove()
    expect(w.view()).toMatchObject({ notice: 'talking', muted: true })
  })
})
