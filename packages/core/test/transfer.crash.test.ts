import { describe, expect, test } from 'vitest'
import { bareAt, placeNames } from './support/bare.ts'

const error = new Error('crashed')
const children = ['assistant', 'line', 'mic', 'ringback', 'call'] as const

describe.each(placeNames)('%s', (place) => {
  test('leaves nothing alive but the assistant, though no port answers any more', () => {
    const { actor, clock, now } = bareAt(place)
    actor.send({ type: 'caller.left' })
    clock.increment(2000)
    expect(now().value).toEqual({ idle: 'cold' })
    expect(Object.keys(now().children)).toEqual(['assistant'])
  })

  test.each(children)('outlives its %s: the machine goes on', (child) => {
    const { actor, now } = bareAt(place)
    actor.send({ type: `xstate.error.actor.${child}`, error })
    expect(now().status).toBe('active')
    actor.send({ type: 'CANCEL' })
    actor.send({ type: 'REQUEST', plan: { kind: 'bridged', transferId: 'B', ringsCaller: false } })
    expect(now().status).toBe('active')
  })
})

test('an attempt that is not ended in time leaves no call alive', () => {
  const { clock, now } = bareAt('draining')
  clock.increment(2000)
  expect(now().value).toEqual({ idle: 'cold' })
  expect(Object.keys(now().children)).toEqual(['assistant'])
})

test('a microphone that crashes is asked for anew by the next try', () => {
  const { actor, clock, now } = bareAt('waiting')
  actor.send({ type: 'xstate.error.actor.mic', error })
  clock.increment(1000)
  expect(now().matches('connecting')).toBe(true)
  actor.send({ type: 'mic.granted' })
  expect(now().matches('calling')).toBe(true)
})

describe('a call that crashes', () => {
  const crashAt = (...place: Parameters<typeof bareAt>) => {
    const w = bareAt(...place)
    w.actor.send({ type: 'xstate.error.actor.call', error })
    return w
  }

  test('while it is hung up has nothing left to wait for', () => {
    const { now, emitted } = crashAt('hanging up')
    expect(now().value).toEqual({ idle: 'cold' })
    expect(emitted).toMatchObject([{ type: 'ended', result: { result: 'abandoned', endedBy: 'caller' } }])
  })

  test('while a failed attempt is hung up leaves that failure', () => {
    const { now, emitted } = crashAt('draining')
    expect(now().value).toEqual({ idle: 'cold' })
    expect(emitted).toMatchObject([{ result: { result: 'returned', failure: { code: 'mic-missing' } } }])
  })

  test.each([
    ['dialing', 'dialing'],
    ['ringing', 'dialing'],
    ['joining', 'joining'],
  ] as const)('while %s returns the caller, and tells the stage %s', (place, stage) => {
    const { emitted } = crashAt(place)
    expect(emitted).toMatchObject([{ result: { result: 'returned', failure: { code: 'internal', stage } } }])
  })

  test('while talking is a loss', () => {
    const { emitted } = crashAt('talking')
    expect(emitted).toMatchObject([
      { result: { result: 'handed-over', endedBy: 'loss', failure: { code: 'internal', stage: 'talking' } } },
    ])
  })
})
