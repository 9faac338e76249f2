import { describe, expect, test } from 'vitest'
import { arriveAt } from './support/stations.ts'
import type { world } from './support/world.ts'

type World = ReturnType<typeof world>

/** A transfer that dials, and whose announcement is over. */
function dialing() {
  const w = arriveAt('dialing', { retries: 0 })
  w.speak('spoken')
  return w
}

const says = (status: number) => (w: World) => w.sip.call.say({ type: 'progress', status, media: false })
const heard = (w: World, silent: boolean) => w.media.watches.at(-1)?.say({ type: 'level', silent })
const seen = (w: World) => `${w.view().notice}, ${w.open().tones} tone`

describe('the ringing tone', () => {
  test.each<[string, ...((w: World) => unknown)[]]>([
    ['180', says(180)],
    ['181, forwarded', says(181)],
    ['182, queued', says(182)],
    ['183 without SDP', says(183)],
    ['183 with SDP, and silence', (w) => w.earlySilence()],
    ['183 with SDP, and silence, then 180', (w) => w.earlySilence(), says(180)],
    ['180, then 183 with SDP, and silence', says(180), (w) => w.earlySilence()],
  ])('sounds after %s, until something is heard', (_, ...steps) => {
    const w = dialing()
    for (const step of steps) step(w)
    expect(seen(w)).toBe('ringing, 1 tone')
    if (w.media.watches.length === 0) w.earlySilence()
    heard(w, false)
    expect(seen(w)).toBe('early-media, 0 tone')
  })

  test('does not sound before anybody is at it', () => {
    const w = dialing()
    says(101)(w)
    expect(seen(w)).toBe('dialing, 0 tone')
  })

  test('is back where early media falls silent, and gone again with it', () => {
    const w = dialing()
    w.early()
    heard(w, true)
    expect(seen(w)).toBe('ringing, 1 tone')
    heard(w, false)
    expect(seen(w)).toBe('early-media, 0 tone')
  })

  test('is not stopped by a 180 that repeats, nor begun by one behind early media', () => {
    const w = dialing()
    w.early()
    says(180)(w)
    expect(seen(w)).toBe('early-media, 0 tone')
  })

  test('ends with the answer, and what early media would tell then changes nothing', () => {
    const w = dialing()
    w.earlySilence()
    const early = w.media.watches.at(-1)
    w.answer()
    early?.say({ type: 'level', silent: false })
    expect(seen(w)).toBe('joining, 0 tone')
  })
})

test.each([180, 181, 182, 183])('a %i that nobody follows up is no answer, not silence', (status) => {
  const w = dialing()
  says(status)(w)
  w.clock.increment(25_000)
  expect(w.view().failure?.code).toBe('no-answer')
})
