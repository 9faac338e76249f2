import { setImmediate } from 'node:timers/promises'
import type { MockStackOptions } from '@patchcord/core/mock'
import { describe, expect, test } from 'vitest'
import { type DeskWorld, deskAt, deskStationNames } from './support/desk-world.ts'

type Answer = NonNullable<MockStackOptions['answersHold']>

/** A desk in a talk, with the verbs of a hold. Each waits for the far side's word, where there is one. */
function talk(answersHold: Answer = () => true, limits = {}) {
  const w = deskAt('talking', { limits }, { answersHold })
  const ask = async (type: 'HOLD' | 'RESUME') => {
    w.desk.send(type)
    await setImmediate()
  }
  const farHolds = (on: boolean) => w.sip.call.say({ type: 'remote-hold', on })
  const may = () => w.view().can.filter((type) => type === 'HOLD' || type === 'RESUME')
  return { ...w, ask, farHolds, may }
}

const never: Answer = () => new Promise(() => {})

describe('an agent holds the call', () => {
  test('and resumes it', async () => {
    const w = talk()
    expect([w.view().hold, w.may()]).toEqual(['none', ['HOLD']])
    await w.ask('HOLD')
    expect([w.now(), w.view().hold, w.may()]).toEqual(['on-call:held', 'held', ['RESUME']])
    await w.ask('RESUME')
    expect([w.now(), w.view().hold, w.may()]).toEqual(['on-call:talking', 'none', ['HOLD']])
    expect(w.sip.call.asked).toEqual(['answer', 'hold', 'resume'])
  })

  test('and is told meanwhile that it is asked for; nothing else can be asked', () => {
    const w = talk(never)
    w.desk.send('HOLD')
    expect([w.now(), w.may()]).toEqual(['on-call:holding', []])
    expect(w.view().can).toContain('HANGUP')
  })

  test('and is told that it is refused; the talk goes on, and it can be asked for again', async () => {
    let refuses = true
    const w = talk(() => !refuses)
    await w.ask('HOLD')
    expect([w.now(), w.may()]).toEqual(['on-call:hold-refused', ['HOLD']])
    w.clock.increment(8000)
    expect(w.now()).toBe('on-call:talking')
    refuses = false
    await w.ask('HOLD')
    expect(w.now()).toBe('on-call:held')
  })

  test('and is told that the resumption is asked for, and refused: the call is still held', async () => {
    const w = talk((held) => held)
    await w.ask('HOLD')
    w.desk.send('RESUME')
    expect([w.now(), w.may()]).toEqual(['on-call:resuming', []])
    await setImmediate()
    expect([w.now(), w.may()]).toEqual(['on-call:resume-refused', ['RESUME']])
    w.clock.increment(8000)
    expect(w.now()).toBe('on-call:held')
  })

  test.each(deskStationNames.filter((name) => name !== 'talking'))('but not while %s', (name) => {
    const w = deskAt(name)
    const view = w.view()
    w.desk.send('HOLD')
    w.desk.send('RESUME')
    expect(w.view()).toBe(view)
  })
})

describe('both sides hold', () => {
  test('and each takes its own hold off', async () => {
    const w = talk()
    await w.ask('HOLD')
    w.farHolds(true)
    expect([w.now(), w.may()]).toEqual(['on-call:held-by-both', ['RESUME']])
    await w.ask('RESUME')
    expect([w.now(), w.may()]).toEqual(['on-call:on-hold', ['HOLD']])
    await w.ask('HOLD')
    w.farHolds(false)
    expect(w.now()).toBe('on-call:held')
    await w.ask('RESUME')
    expect(w.now()).toBe('on-call:talking')
  })
})

describe('a call on hold', () => {
  test.each<[string, (w: ReturnType<typeof talk>) => Promise<void> | void, string]>([
    ['the agent', (w) => w.ask('HOLD'), 'held'],
    ['the far side', (w) => w.farHolds(true), 'on-hold'],
  ])('by %s is no loss of sound, for hours', async (_, holds, notice) => {
    const w = talk()
    w.media.watches[0]?.say({ type: 'stalled' })
    await holds(w)
    expect(w.open().watches).toBe(0)
    w.clock.increment(4 * 3_600_000)
    expect(w.now()).toBe(`on-call:${notice}`)
  })

  test('keeps its mute, which can be changed', async () => {
    const w = talk()
    w.desk.send('MUTE')
    await w.ask('HOLD')
    expect(w.view()).toMatchObject({ notice: 'held', muted: true })
    await w.ask('RESUME')
    expect(w.view()).toMatchObject({ notice: 'talking', muted: true })
    await w.ask('HOLD')
    w.desk.send('UNMUTE')
    await w.ask('RESUME')
    expect(w.view()).toMatchObject({ notice: 'talking', muted: false })
  })

  test.each<[string, (w: DeskWorld) => void]>([
    ['the agent', (w) => w.desk.send('HANGUP')],
    ['the far side', (w) => w.bye()],
  ])('ends when %s hangs up, and the next one is not held', async (_, ends) => {
    for (const answersHold of [() => true, never]) {
      const w = talk(answersHold)
      await w.ask('HOLD')
      ends(w)
      expect(w.view()).toMatchObject({ state: 'ready', hold: 'none', failure: null })
      w.call()
      w.desk.send('ANSWER')
      w.grant()
      w.joined()
      expect([w.now(), w.may()]).toEqual(['on-call:talking', ['HOLD']])
    }
  })

  test('survives the loss of its line: meanwhile it cannot be resumed', async () => {
    const w = talk()
    await w.ask('HOLD')
    w.lineDown()
    expect([w.now(), w.view().hold, w.may()]).toEqual(['on-call:reconnecting', 'held', []])
    w.lineUp()
    expect([w.now(), w.may()]).toEqual(['on-call:held', ['RESUME']])
  })

  test('is lost when its line stays away', async () => {
    const w = talk()
    await w.ask('HOLD')
    w.lineDown()
    w.clock.increment(10_000)
    expect(w.view()).toMatchObject({ state: 'recovering', hold: 'none', failure: { code: 'connection-lost' } })
  })

  test('cannot be asked for without the line', () => {
    const w = talk()
    w.lineDown()
    expect([w.now(), w.may()]).toEqual(['on-call:reconnecting', []])
  })

  test('tells what the agent can mend first: a playback that the browser holds back, not the microphone', async () => {
    const w = talk()
    w.unplug()
    await w.ask('HOLD')
    expect(w.now()).toBe('on-call:held')
    w.media.playbacks[0]?.say({ type: 'blocked' })
    expect(w.now()).toBe('on-call:blocked')
  })
})
