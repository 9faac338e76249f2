import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt, stations } from './support/stations.ts'
import { nothing, world } from './support/world.ts'

describe('a microphone that is not to be had', () => {
  test.each(['mic-denied', 'mic-missing', 'mic-busy'] as const)(
    '%s returns the caller, and nothing was dialled',
    (code) => {
      const w = arriveAt('prompting')
      w.lineUp()
      w.deny(code)
      expect(w.now()).toBe('idle:returned')
      expect(w.outcomes).toMatchObject([
        { result: 'returned', attempts: [], failure: { code, stage: 'microphone', detail: 'NotAllowedError' } },
      ])
      expect(w.calls()).toEqual([])
      expect(w.open()).toEqual(nothing)
    },
  )

  test('is not asked for again at the next target', () => {
    const w = requestAt('prompting', ['2001', '2002'])
    w.lineUp()
    w.deny()
    expect(w.media.microphones).toHaveLength(1)
    expect(w.outcomes).toHaveLength(1)
  })

  test('may be asked for again by the caller, who allowed it meanwhile', () => {
    const w = arriveAt('prompting')
    w.deny()
    expect(w.view().can).toContain('RETRY')
    w.transfer.retry()
    stations.talking.go(w)
    expect(w.now()).toBe('confirmed:talking')
  })
})

describe('the prompt', () => {
  test('is visible, and goes on to the call once it is granted', () => {
    const w = arriveAt('prompting')
    w.lineUp()
    expect(w.now()).toBe('connecting:prompting')
    w.grant()
    expect(w.now()).toBe('calling:dialing')
  })

  test('has a limit of its own, after which the microphone counts as denied', () => {
    const w = arriveAt('prompting')
    w.lineUp()
    w.clock.increment(59_999)
    expect(w.now()).toBe('connecting:prompting')
    w.clock.increment(1)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'mic-denied', stage: 'microphone' } }])
    expect(w.open()).toEqual(nothing)
  })

  test('outlives a line that is lost and comes back meanwhile', () => {
    const w = arriveAt('prompting')
    w.lineUp()
    w.lineDown()
    w.grant()
    expect(w.now()).toBe('connecting:connecting')
    w.lineUp()
    expect(w.now()).toBe('calling:dialing')
  })

  test('counts when it is answered before the next try: a refusal is not waited for again', () => {
    const w = arriveAt('prompting')
    w.lineDown()
    expect(w.now()).toBe('failed:trying-again')
    w.deny()
    expect(w.now()).toBe('idle:returned')
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'mic-denied', stage: 'microphone' } }])
    expect(w.open()).toEqual(nothing)
  })

  test('does not keep a line that never comes from failing', () => {
    const w = arriveAt('prompting', { retries: 0 })
    w.clock.increment(12_000)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'server-unreachable' } }])
  })

  test.each(['line first', 'microphone first'])('and the line may be ready in either order: %s', (order) => {
    const w = world()
    w.ask()
    if (order === 'line first') w.lineUp()
    w.grant()
    w.lineUp()
    expect(w.now()).toBe('calling:dialing')
    expect(w.calls()).toHaveLength(1)
  })
})

describe('a microphone that is unplugged', () => {
  test('while connecting returns the caller', () => {
    const w = world()
    w.ask()
    w.grant()
    w.unplug()
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'mic-missing', stage: 'microphone' } }])
    expect(w.open()).toEqual(nothing)
  })

  test.each([
    ['dialing', 'dialing'],
    ['ringing', 'ringing'],
    ['early', 'ringing'],
  ] as const)('while %s hangs up and returns the caller, at the stage %s', (station, stage) => {
    const w = arriveAt(station)
    w.unplug()
    expect(w.calls()[0]?.asked).toEqual(['hangup'])
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'mic-missing', stage } }])
    expect(w.open()).toEqual(nothing)
  })

  test('is let go at once, though the far side does not answer the hang-up', () => {
    const w = world({}, { obeysHangup: false })
    w.ask()
    stations.ringing.go(w)
    w.unplug()
    expect([w.now(), w.open().microphones]).toEqual(['failed:hanging-up', 0])
  })

  test.each(['joining', 'talking'] as const)('while %s ends nothing', (station) => {
    const w = arriveAt(station)
    w.unplug()
    expect(w.view().state).toBe('confirmed')
    expect(w.calls()[0]?.ended).toBe(false)
  })

  test('while talking is told, and the agent is still heard', () => {
    const w = arriveAt('talking')
    w.unplug()
    expect(w.view()).toMatchObject({ notice: 'microphone-lost', voice: 'agent' })
    expect(w.view().can).toContain('HANGUP')
  })

  test('by the system alone is told while talking, though it began before, and goes again', () => {
    const w = arriveAt('ringing')
    const silence = (on: boolean) => w.media.microphones.at(-1)?.say({ type: 'silenced', on })
    silence(true)
    expect(w.now()).toBe('calling:ringing')
    w.answer()
    w.prove()
    expect(w.view()).toMatchObject({ notice: 'microphone-silenced', voice: 'agent', muted: false })
    w.media.watches.at(-1)?.say({ type: 'level', silent: true })
    expect(w.now()).toBe('confirmed:microphone-silenced')
    w.media.watches.at(-1)?.say({ type: 'stalled' })
    expect(w.view()).toMatchObject({ notice: 'no-sound', voice: 'nobody' })
    w.media.watches.at(-1)?.say({ type: 'flowing' })
    silence(false)
    expect(w.now()).toBe('confirmed:silent')
  })

  test('by the system alone is forgotten with the microphone', () => {
    const w = arriveAt('talking', { keepWarm: true })
    w.media.microphones.at(-1)?.say({ type: 'silenced', on: true })
    w.bye()
    w.ask()
    stations.talking.go(w)
    expect(w.now()).toBe('confirmed:talking')
  })

  test('is let go at the end of the transfer, and asked for anew at the next', () => {
    const w = arriveAt('talking')
    w.unplug()
    w.bye()
    expect(w.open()).toEqual(nothing)
    w.ask()
    expect(w.media.microphones.map(({ open }) => open)).toEqual([false, true])
  })

  test('before the next try is asked for anew', () => {
    const w = arriveAt('waiting')
    w.unplug()
    w.clock.increment(1000)
    expect(w.media.microphones.map(({ open }) => open)).toEqual([false, true])
    w.grant()
    expect(w.now()).toBe('calling:dialing')
  })
})
