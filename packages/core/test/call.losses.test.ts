import { describe, expect, test } from 'vitest'
import { fromCallback } from 'xstate'
import type { CallCommand, CallInput, CallOutput, LegCommand, LegReport } from '../src/call/call.types.ts'
import { callLimits, callMachine, freshFacts } from '../src/call/index.ts'
import { callWorld, end } from './support/call-world.ts'
import { hosted } from './support/hosted.ts'

const link = (up: boolean): CallCommand => ({ type: 'LINK', up })
const path = (state: 'connecting' | 'connected' | 'disconnected' | 'failed'): LegReport => ({ type: 'leg.path', state })

describe('a call that lost its line', () => {
  test('still waits after hearing so again, and is given up within the first loss’s limit', () => {
    const w = callWorld().up()
    w.send(link(false))
    w.clock.increment(callLimits.link - 1)
    w.send(link(false))
    w.clock.increment(1)
    expect(w.value()).toBe('ending')
  })

  test('says that it was the connection, when it is given up', () => {
    const w = callWorld().up()
    w.send(link(false))
    w.clock.increment(callLimits.link)
    w.clock.increment(callLimits.hangup)
    expect(w.end()).toMatchObject({ cause: 'transport', detail: expect.stringContaining('connection') })
  })
})

describe('a call whose line came back', () => {
  const back = () => {
    const w = callWorld().up()
    w.send(link(false))
    w.send(link(true))
    return w
  }
  const sound = (state: 'stalled' | 'flowing'): LegReport => ({ type: 'leg.sound', state })

  test('asks the far side whether it still has the call, whenever the sound stops', () => {
    const w = back()
    expect(w.asked()).toEqual([])
    w.leg(sound('stalled'))
    w.leg(sound('flowing'))
    expect(w.asked()).toEqual(['REFRESH'])
    w.leg(sound('stalled'))
    expect(w.asked()).toEqual(['REFRESH', 'REFRESH'])
    expect(w.facts().slice(2)).toEqual([{ sound: 'stalled' }, { sound: 'flowing' }, { sound: 'stalled' }])
  })

  test('asks nothing of a far side that is quiet', () => {
    const w = back()
    w.leg({ type: 'leg.level', silent: true })
    expect(w.asked()).toEqual([])
  })

  test('may lose its line again, with its limit and its stall', () => {
    const w = back()
    w.send(link(false))
    w.leg(sound('stalled'))
    expect(w.value()).toBe('ending')
  })

  test('asks nothing where the line was never lost', () => {
    const w = callWorld().up()
    w.leg(sound('stalled'))
    expect(w.asked()).toEqual([])
  })
})

describe('a call whose line is there', () => {
  test('tells nothing when it hears so again', () => {
    const w = callWorld().up()
    w.send(link(true))
    w.clock.increment(callLimits.link)
    expect([w.facts(), w.end()]).toEqual([[], undefined])
  })
})

describe('a path', () => {
  test('that connects is there, and no shaky one', () => {
    const w = callWorld().up()
    w.leg(path('connecting'))
    w.leg(path('connected'))
    w.clock.increment(callLimits.path)
    expect([w.facts(), w.end()]).toEqual([[{ path: 'steady' }], undefined])
  })

  test('that connects before the answer is known at once', () => {
    const w = callWorld()
    w.leg({ type: 'leg.sent', gathering: { candidate: 'host', waited: 1 } })
    w.leg(path('connected'))
    expect(w.facts()).toEqual([{ path: 'steady' }])
  })

  test.each(['connecting', 'disconnected'] as const)(
    'that is %s while it is shaky is not steady, and gets no new limit',
    (state) => {
      const w = callWorld().up()
      w.leg(path('disconnected'))
      w.clock.increment(callLimits.path - 1)
      w.leg(path(state))
      expect(w.facts()).toEqual([{ path: 'shaky' }])
      w.clock.increment(1)
      expect(w.value()).toBe('ending')
    },
  )

  test('that is lost says so, when the call is given up', () => {
    const w = callWorld().up()
    w.leg(path('failed'))
    w.leg({ type: 'leg.ended', end: end({ by: 'local' }) })
    expect(w.end()).toMatchObject({ cause: 'media', detail: expect.stringContaining('media path') })
  })
})

test.each(['before anything rings', 'while it rings', 'in early media'])(
  'a path that fails %s gives the call up',
  (when) => {
    const w = callWorld()
    if (when !== 'before anything rings') w.ring(when === 'in early media')
    w.leg(path('connecting'))
    expect(w.asked()).toEqual([])
    w.leg(path('failed'))
    expect(w.asked()).toEqual(['HANGUP'])
    w.leg({ type: 'leg.ended', end: end({ by: 'local', answered: false }) })
    expect(w.end()).toMatchObject({ cause: 'media', by: 'system', answered: false })
  },
)

test('once every disturbance has passed, what is known of a call is what was known before', () => {
  const w = callWorld().up()
  w.leg(path('connected'))
  for (const on of [true, false]) {
    w.send({ type: on ? 'MUTE' : 'UNMUTE' })
    w.leg({ type: 'leg.farHold', on })
    w.send(link(!on))
    w.leg({ type: 'leg.level', silent: on })
    w.leg({ type: 'leg.playback', blocked: on })
    w.send({ type: on ? 'HOLD' : 'RESUME' })
    w.leg({ type: 'leg.hold', agreed: true })
  }
  for (const state of ['disconnected', 'connected'] as const) w.leg(path(state))
  for (const state of ['stalled', 'flowing'] as const) w.leg({ type: 'leg.sound', state })
  expect(w.end()).toBeUndefined()
  const known = { ...freshFacts, path: 'steady' }
  expect({ ...known, ...Object.assign({}, ...w.facts()) }).toEqual(known)
})

test('a call that rings tells no further provisional response', () => {
  const w = callWorld()
  w.ring()
  for (const status of [180, 181, 182, 183, 199]) w.leg({ type: 'leg.progress', status, media: status === 183 })
  expect(w.news()).toHaveLength(1)
})

test('a call whose leg breaks ends at once, by a fault of its own', () => {
  const broken = fromCallback<LegCommand, CallInput>(() => {
    throw new Error('a port must not throw')
  })
  const input: CallInput = { id: 'call-1', direction: 'out', target: 'sip:2001@pbx.test', headers: [] }
  const { told } = hosted<typeof callMachine, { type: string; output: CallOutput }>(
    callMachine.provide({ actors: { leg: broken } }),
    input,
  )
  expect(told).toHaveLength(1)
  expect(told[0]?.output).toMatchObject({ id: 'call-1', end: { cause: 'internal', by: 'system', answered: false } })
  expect(told[0]?.output.end.detail).toContain('leg')
})
