import { describe, expect, test, vi } from 'vitest'
import { arriveAt, type StationName, stationNames, stations } from './support/stations.ts'
import { nothing, world } from './support/world.ts'

const ends = (name: StationName) => (name === 'talking' ? 'handed-over' : 'abandoned')
const withCall = ['dialing', 'ringing', 'early', 'joining', 'talking', 'draining', 'hangingUp'] as const
const both = { input: true, output: true }

describe.each(stationNames)('from %s', (name) => {
  const arrive = () => arriveAt(name)
  const settle = (w: ReturnType<typeof arrive>) => {
    w.clock.increment(2000)
    return w
  }
  const held = (w: ReturnType<typeof arrive>) => ({ ...w.open(), calls: 0 })

  test(`the station is where the other tests believe it is: ${stations[name].now}`, () => {
    expect(arrive().now()).toBe(stations[name].now)
  })

  test.each(['CANCEL', 'HANGUP'] as const)(
    '%s leads home with one outcome, the assistant is back, nothing is held',
    (command) => {
      const w = arrive()
      w.transfer.send(command)
      settle(w)
      expect(w.view().state).toBe('idle')
      expect(w.outcomes).toMatchObject([{ result: ends(name), endedBy: 'caller' }])
      expect(w.outcomes[0]).not.toHaveProperty('failure')
      expect(w.assistant.outcomes).toHaveLength(1)
      expect(w.assistant.heard.at(-1)).toEqual(both)
      expect(held(w)).toEqual(nothing)
    },
  )

  test('a caller who leaves the page leads home the same way', () => {
    const w = arrive()
    w.transfer.leave()
    settle(w)
    expect(w.outcomes).toMatchObject([{ result: ends(name), endedBy: 'caller' }])
    expect(held(w)).toEqual(nothing)
  })

  test('asking twice changes nothing, and restarts no timer', () => {
    const w = arrive()
    w.transfer.send('CANCEL')
    w.clock.increment(1000)
    w.transfer.send('CANCEL')
    w.transfer.send('HANGUP')
    w.transfer.leave()
    w.clock.increment(1000)
    expect(w.view().state).toBe('idle')
    expect(w.outcomes).toHaveLength(1)
  })

  test('disposing ends all, with one outcome, and lets the assistant go', async () => {
    const w = arrive()
    const disposed = w.transfer.dispose()
    settle(w)
    await disposed
    expect(w.outcomes).toHaveLength(1)
    expect(held(w)).toEqual(nothing)
    expect(w.assistant.open).toBe(false)
    await w.transfer.dispose()
  })

  test('late reports of what was left change nothing', () => {
    const w = arrive()
    w.transfer.leave()
    settle(w)
    const view = w.view()
    for (const late of [w.lineUp, w.lineDown, w.grant, w.unplug, w.prove, w.speak.bind(null, 'speaking')]) late()
    if (w.calls().length > 0) for (const late of [w.ring, w.early, w.answer, w.bye]) late()
    settle(w)
    expect(w.view()).toBe(view)
    expect(w.outcomes).toHaveLength(1)
    expect(held(w)).toEqual(nothing)
  })
})

describe.each(withCall)('from %s, a caller who leaves', (name) => {
  test('hangs up in the same step, once', () => {
    const w = arriveAt(name)
    w.transfer.leave()
    expect(w.calls()[0]?.asked).toEqual(['hangup'])
  })
})

describe('from idle', () => {
  test('cancel, hang-up and leaving change nothing', () => {
    const w = world()
    const view = w.view()
    for (const command of ['CANCEL', 'HANGUP', 'MUTE', 'UNMUTE', 'UNBLOCK', 'RELEASE', 'DISMISS'] as const)
      w.transfer.send(command)
    w.transfer.leave()
    w.transfer.retry()
    expect(w.view()).toBe(view)
    expect(w.outcomes).toEqual([])
    expect(w.sip.lines).toEqual([])
  })

  test('disposing closes the assistant, and a warm line', async () => {
    const w = world()
    w.transfer.send('PREPARE')
    await w.transfer.dispose()
    expect(w.open()).toEqual(nothing)
    expect(w.assistant.open).toBe(false)
  })

  test('disposing twice is no misuse: nothing is said on the console', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const w = arriveAt('ringing')
    await w.transfer.dispose()
    await w.transfer.dispose()
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  test('a disposed transfer tells no one and obeys no one', async () => {
    const w = arriveAt('ringing')
    await w.transfer.dispose()
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const views: unknown[] = []
    w.transfer.subscribe((view) => views.push(view))
    w.ask()
    w.transfer.send('PREPARE')
    w.transfer.retry()
    w.transfer.leave()
    w.transfer.sendDtmf('1')
    vi.restoreAllMocks()
    expect(views).toEqual([])
    expect(w.open()).toEqual(nothing)
  })

  test('a request of a disposed transfer is refused, not left waiting', async () => {
    const w = world()
    await w.transfer.dispose()
    const outcome = await w.transfer.request({ targets: ['2001'] })
    expect(outcome).toMatchObject({ result: 'refused', failure: { code: 'internal', stage: 'request' } })
  })
})

describe('a silent far side', () => {
  test('holds nobody up: home after the hang-up limit, though the call lingers with its line', () => {
    const w = arriveAt('hangingUp')
    w.clock.increment(1499)
    expect(w.now()).toBe('cleanup:hanging-up')
    w.clock.increment(1)
    expect(w.now()).toBe('idle:abandoned')
    expect(w.open()).toEqual({ ...nothing, calls: 1 })
  })

  test('that answers late is not heard, and changes nothing', () => {
    const w = arriveAt('hangingUp')
    w.clock.increment(1800)
    w.answer()
    expect(w.open()).toEqual({ ...nothing, calls: 1 })
    expect(w.now()).toBe('idle:abandoned')
  })

  test('does not hear the caller while the hang-up runs, and the assistant is heard again at once', () => {
    const w = arriveAt('hangingUp')
    expect(w.assistant.heard.at(-1)).toEqual({ input: false, output: true })
  })

  test('cannot answer a call that is being cancelled', () => {
    const w = arriveAt('hangingUp')
    w.answer()
    w.prove()
    expect(w.now()).toBe('cleanup:hanging-up')
  })
})
