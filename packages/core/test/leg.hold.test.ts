import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { LegReport } from '../src/call/call.types.ts'
import { legWorld } from './support/leg-world.ts'

const bySay = (w: ReturnType<typeof legWorld>, on: boolean) => w.sip.call.say({ type: 'remote-hold', on })
const nothingWrong: LegReport[] = [
  { type: 'leg.sound', state: 'flowing' },
  { type: 'leg.level', silent: false },
]

/** A leg whose call is up and watched; what it told so far is forgotten. */
function upWorld(options: Parameters<typeof legWorld>[0] = {}) {
  const w = legWorld(options)
  w.remote()
  w.answered()
  w.told.length = 0
  return w
}

describe('a hold that is asked for', () => {
  test.each([
    ['HOLD', 'hold', true],
    ['HOLD', 'hold', false],
    ['RESUME', 'resume', true],
    ['RESUME', 'resume', false],
  ] as const)('%s asks the port to %s, and tells whether the far side agreed: %s', async (type, asked, agreed) => {
    const w = upWorld({ answersHold: () => agreed })
    w.send({ type })
    await setImmediate()
    expect(w.sip.call.asked).toEqual([asked])
    expect(w.told).toContainEqual({ type: 'leg.hold', agreed })
  })

  test('tells nothing once the leg is gone', async () => {
    const w = upWorld()
    w.send({ type: 'HOLD' })
    w.stop()
    await setImmediate()
    expect(w.told.filter(({ type }) => type === 'leg.hold')).toEqual([])
  })
})

describe('a leg’s watch', () => {
  test('ends when the far side holds, forgets what was wrong, and begins anew when it resumes', () => {
    const w = upWorld()
    bySay(w, true)
    expect(w.watching()).toEqual([false])
    expect(w.told).toEqual([...nothingWrong, { type: 'leg.farHold', on: true }])
    bySay(w, false)
    expect(w.watching()).toEqual([false, true])
    w.media.watches[1]?.say({ type: 'stalled' })
    expect(w.told.at(-1)).toEqual({ type: 'leg.sound', state: 'stalled' })
  })

  test('ends as soon as a hold is asked for: the sound may stop before the word comes', async () => {
    const w = upWorld()
    w.send({ type: 'HOLD' })
    expect([w.watching(), w.told]).toEqual([[false], nothingWrong])
    await setImmediate()
    w.send({ type: 'RESUME' })
    expect(w.watching()).toEqual([false])
    await setImmediate()
    expect(w.watching()).toEqual([false, true])
  })

  test('begins anew after a hold that was refused', async () => {
    const w = upWorld({ answersHold: () => false })
    w.send({ type: 'HOLD' })
    await setImmediate()
    expect(w.watching()).toEqual([false, true])
  })

  test('stays ended after a resumption that was refused', async () => {
    const w = upWorld({ answersHold: (held) => held })
    for (const type of ['HOLD', 'RESUME']) {
      w.send({ type })
      await setImmediate()
    }
    expect(w.watching()).toEqual([false])
  })

  test('waits until neither side holds', async () => {
    const w = upWorld()
    w.send({ type: 'HOLD' })
    await setImmediate()
    bySay(w, true)
    w.send({ type: 'RESUME' })
    await setImmediate()
    expect(w.watching()).toEqual([false])
    bySay(w, false)
    expect(w.watching()).toEqual([false, true])
  })

  test('is one, however often the far side says the same', () => {
    const w = upWorld()
    for (const on of [false, false, true, true, false, false]) bySay(w, on)
    expect(w.watching()).toEqual([false, true])
  })

  test('does not begin where the far side holds before its stream comes', () => {
    const w = legWorld()
    w.answered()
    bySay(w, true)
    w.remote()
    expect(w.watching()).toEqual([])
    bySay(w, false)
    expect(w.watching()).toEqual([true])
  })

  test('does not begin anew after the hang-up', async () => {
    const w = upWorld({ obeys: false })
    w.send({ type: 'HOLD' })
    await setImmediate()
    w.send({ type: 'RESUME' })
    w.send({ type: 'HANGUP' })
    await setImmediate()
    expect(w.watching()).toEqual([false])
  })
})
