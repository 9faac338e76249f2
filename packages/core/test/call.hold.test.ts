import { describe, expect, test } from 'vitest'
import { callLimits, type OwnHold } from '../src/call/index.ts'
import { callWorld, end } from './support/call-world.ts'

/** A call that is up, with the verbs of a hold. */
function holdWorld() {
  const w = callWorld('in').up()
  const hold = () => w.facts().flatMap((fact) => fact.hold ?? [])
  const ask = (type: 'HOLD' | 'RESUME') => w.send({ type })
  const answers = (agreed: boolean) => w.leg({ type: 'leg.hold', agreed })
  const held = () => {
    ask('HOLD')
    answers(true)
  }
  return { ...w, hold, ask, answers, held, asked: () => w.asked().filter((type) => /HOLD|RESUME/.test(type)) }
}

test('a hold and its end are asked for, agreed to, and told', () => {
  const w = holdWorld()
  w.ask('HOLD')
  expect(w.hold()).toEqual(['holding'])
  w.answers(true)
  w.ask('RESUME')
  expect(w.hold()).toEqual(['holding', 'held', 'resuming'])
  w.answers(true)
  expect(w.hold()).toEqual(['holding', 'held', 'resuming', 'none'])
  expect(w.asked()).toEqual(['HOLD', 'RESUME'])
})

describe('a refusal', () => {
  test.each<[string, 'HOLD' | 'RESUME', OwnHold, OwnHold]>([
    ['a hold', 'HOLD', 'hold-refused', 'none'],
    ['a resumption', 'RESUME', 'resume-refused', 'held'],
  ])('of %s is told for a while; the call goes on as it was', (_, type, refused, before) => {
    const w = holdWorld()
    if (type === 'RESUME') w.held()
    w.ask(type)
    w.answers(false)
    expect(w.hold().at(-1)).toBe(refused)
    w.clock.increment(callLimits.refusal - 1)
    expect(w.hold().at(-1)).toBe(refused)
    w.clock.increment(1)
    expect(w.hold().at(-1)).toBe(before)
    expect(w.end()).toBeUndefined()
  })

  test.each(['HOLD', 'RESUME'] as const)('of a %s lets it be asked for again at once', (type) => {
    const w = holdWorld()
    if (type === 'RESUME') w.held()
    w.ask(type)
    w.answers(false)
    w.ask(type)
    w.answers(true)
    expect(w.hold().at(-1)).toBe(type === 'HOLD' ? 'held' : 'none')
    w.clock.increment(callLimits.refusal)
    expect(w.hold().at(-1)).toBe(type === 'HOLD' ? 'held' : 'none')
  })
})

describe('a word that does not come', () => {
  test.each<['HOLD' | 'RESUME', OwnHold, OwnHold]>([
    ['HOLD', 'holding', 'hold-refused'],
    ['RESUME', 'resuming', 'resume-refused'],
  ])('to a %s is a refusal, after longer than any transaction lasts', (type, waiting, refused) => {
    const w = holdWorld()
    if (type === 'RESUME') w.held()
    w.ask(type)
    w.clock.increment(32_000)
    expect(w.hold().at(-1)).toBe(waiting)
    w.clock.increment(callLimits.hold - 32_000)
    expect(w.hold().at(-1)).toBe(refused)
  })
})

test('what makes no sense is not asked for', () => {
  const w = holdWorld()
  w.ask('RESUME')
  w.ask('HOLD')
  w.ask('HOLD')
  w.ask('RESUME')
  w.answers(true)
  w.ask('HOLD')
  w.ask('RESUME')
  w.ask('RESUME')
  w.ask('HOLD')
  expect(w.asked()).toEqual(['HOLD', 'RESUME'])
})

test('nothing is held before the answer', () => {
  const w = callWorld('in')
  w.send({ type: 'HOLD' })
  w.send({ type: 'ANSWER' })
  w.send({ type: 'HOLD' })
  expect(w.asked()).toEqual(['ANSWER'])
})

describe('a call on hold', () => {
  test('goes on for hours', () => {
    const w = holdWorld()
    w.held()
    w.leg({ type: 'leg.farHold', on: true })
    w.clock.increment(4 * 3_600_000)
    expect(w.end()).toBeUndefined()
  })

  test.each<[string, () => ReturnType<typeof holdWorld>]>([
    [
      'that is asked for',
      () => {
        const w = holdWorld()
        w.ask('HOLD')
        return w
      },
    ],
    [
      'that is agreed to',
      () => {
        const w = holdWorld()
        w.held()
        return w
      },
    ],
  ])('%s is hung up, or ended by the far side', (_, arrive) => {
    const hungUp = arrive()
    hungUp.send({ type: 'HANGUP' })
    hungUp.leg({ type: 'leg.ended', end: end({ by: 'local' }) })
    expect(hungUp.end()).toMatchObject({ cause: 'hangup', by: 'local' })
    const ended = arrive()
    ended.leg({ type: 'leg.ended', end: end() })
    expect(ended.end()).toMatchObject({ cause: 'hangup', by: 'remote' })
  })

  test('is given up when its line stays away, and not before', () => {
    const w = holdWorld()
    w.held()
    w.send({ type: 'LINK', up: false })
    w.clock.increment(callLimits.link - 1)
    expect(w.hold().at(-1)).toBe('held')
    w.clock.increment(1)
    expect(w.value()).toBe('ending')
  })

  test('is still held when its line is back', () => {
    const w = holdWorld()
    w.held()
    w.send({ type: 'LINK', up: false })
    w.send({ type: 'LINK', up: true })
    w.ask('RESUME')
    w.answers(true)
    expect(w.hold()).toEqual(['holding', 'held', 'resuming', 'none'])
  })
})
