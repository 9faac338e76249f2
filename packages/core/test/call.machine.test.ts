import { describe, expect, test } from 'vitest'
import type { LegReport } from '../src/call/call.types.ts'
import { callLimits } from '../src/call/index.ts'
import { callWorld, end } from './support/call-world.ts'

const id = 'call-1'
const link = (up: boolean) => ({ type: 'LINK', up }) as const
const path = (state: 'connecting' | 'connected' | 'disconnected' | 'failed') => ({ type: 'leg.path', state }) as const
const stalled: LegReport = { type: 'leg.sound', state: 'stalled' }

describe('a call out', () => {
  test('dials, rings, is answered and proven, and tells its parent each step with its id', () => {
    const w = callWorld('out')
    expect(w.value()).toBe('dialing')
    w.leg({ type: 'leg.sent', gathering: { candidate: 'host', waited: 12 } })
    w.ring()
    expect(w.value()).toBe('ringing')
    w.up()
    w.leg({ type: 'leg.proven' })
    expect(w.news()).toEqual([
      { type: 'call.sent', id, gathering: { candidate: 'host', waited: 12 } },
      { type: 'call.ringing', id },
      { type: 'call.answered', id },
      { type: 'call.proven', id },
    ])
  })

  test('may be answered without a ring', () => {
    expect(callWorld('out').up().value()).toContain('up:')
  })

  test.each([
    [180, false, 'ringing'],
    [180, true, 'ringing'],
    [183, true, 'ringing'],
    [183, false, 'ringing'],
    [182, false, 'ringing'],
    [181, false, 'ringing'],
    [101, false, 'dialing'],
    [199, false, 'dialing'],
  ])('a provisional %i with media %s means %s', (status, media, state) => {
    const w = callWorld('out')
    w.leg({ type: 'leg.progress', status, media })
    expect(w.value()).toBe(state)
    expect(w.news()).toHaveLength(state === 'ringing' ? 1 : 0)
  })

  test('rings once, and tells when early media is heard and when not', () => {
    const w = callWorld('out')
    w.ring()
    w.ring(true)
    w.leg({ type: 'leg.early', audible: true })
    w.leg({ type: 'leg.early', audible: false })
    expect(w.news()).toEqual([
      { type: 'call.ringing', id },
      { type: 'call.early', id, audible: true },
      { type: 'call.early', id, audible: false },
    ])
  })

  test('tells nothing of early media once it is up', () => {
    const w = callWorld('out').up()
    w.leg({ type: 'leg.early', audible: true })
    expect(w.news()).toEqual([{ type: 'call.answered', id }])
  })

  test('cannot be answered or rejected by us', () => {
    const w = callWorld('out')
    w.send({ type: 'ANSWER' })
    w.send({ type: 'REJECT', status: 480 })
    expect(w.value()).toBe('dialing')
    expect(w.commands).toEqual([])
  })
})

describe('a call in', () => {
  test('is offered, answered, and up once the leg says so', () => {
    const w = callWorld('in')
    expect(w.value()).toBe('offered')
    w.send({ type: 'ANSWER' })
    expect(w.value()).toBe('answering')
    expect(w.commands).toEqual([{ type: 'ANSWER' }])
    w.leg({ type: 'leg.answered' })
    expect(w.news()).toEqual([{ type: 'call.answered', id }])
  })

  test('is rejected with the given status, and ends when the leg does', () => {
    const w = callWorld('in')
    w.send({ type: 'REJECT', status: 603 })
    expect(w.commands).toEqual([{ type: 'REJECT', status: 603 }])
    w.send({ type: 'HANGUP' })
    expect(w.asked()).toEqual(['REJECT'])
    w.leg({ type: 'leg.ended', end: end({ by: 'local', answered: false }) })
    expect(w.end()).toMatchObject({ by: 'local', answered: false })
  })

  test('that was rejected ends within the hang-up limit, though the leg is silent', () => {
    const w = callWorld('in')
    w.send({ type: 'REJECT', status: 486 })
    w.clock.increment(callLimits.hangup)
    expect(w.end()).toMatchObject({ signalled: false })
  })

  test('ends when the caller gives up before the answer', () => {
    const w = callWorld('in')
    w.leg({ type: 'leg.ended', end: end({ answered: false, detail: 'CANCEL' }) })
    expect(w.done()).toEqual([{ id, end: end({ answered: false, detail: 'CANCEL' }) }])
  })
})

describe.each(['out', 'in'] as const)('a call %s that is up', (direction) => {
  const up = () => callWorld(direction).up()

  test('relays mute and unmute, and tells the fact', () => {
    const w = up()
    w.send({ type: 'MUTE' })
    w.send({ type: 'UNMUTE' })
    expect(w.asked().filter((type) => type !== 'ANSWER')).toEqual(['MUTE', 'UNMUTE'])
    expect(w.facts()).toEqual([{ muted: true }, { muted: false }])
  })

  test.each<[LegReport, object]>([
    [{ type: 'leg.farHold', on: true }, { farHold: true }],
    [{ type: 'leg.farHold', on: false }, { farHold: false }],
    [stalled, { sound: 'stalled' }],
    [{ type: 'leg.sound', state: 'flowing' }, { sound: 'flowing' }],
    [{ type: 'leg.level', silent: true }, { silent: true }],
    [{ type: 'leg.playback', blocked: true }, { blocked: true }],
    [{ type: 'leg.playback', blocked: false }, { blocked: false }],
  ])('tells %j as the fact %j', (said, fact) => {
    const w = up()
    w.leg(said)
    expect(w.facts()).toEqual([fact])
  })

  test('survives the loss of its line for less than the limit', () => {
    const w = up()
    w.send(link(false))
    w.clock.increment(callLimits.link - 1)
    w.send(link(true))
    w.clock.increment(callLimits.link)
    expect(w.facts()).toEqual([{ link: 'recovering' }, { link: 'steady' }])
    expect(w.end()).toBeUndefined()
  })

  test('is given up when its line does not come back within the limit', () => {
    const w = up()
    w.send(link(false))
    w.clock.increment(callLimits.link)
    expect(w.value()).toBe('ending')
    expect(w.asked()).toContain('HANGUP')
    w.leg({ type: 'leg.ended', end: end({ by: 'local', signalled: false }) })
    expect(w.end()).toMatchObject({ cause: 'transport', by: 'system', signalled: false })
  })

  test('is given up at once when its sound stalls while the line is lost', () => {
    const w = up()
    w.send(link(false))
    w.leg({ type: 'leg.sound', state: 'flowing' })
    expect(w.value()).not.toBe('ending')
    w.leg(stalled)
    expect(w.value()).toBe('ending')
  })

  test('is not given up for a stall while the line is there', () => {
    const w = up()
    w.leg(stalled)
    w.clock.increment(60_000)
    expect(w.end()).toBeUndefined()
  })

  test('survives a shaky path that steadies within the limit', () => {
    const w = up()
    w.leg(path('disconnected'))
    w.clock.increment(callLimits.path - 1)
    w.leg(path('connected'))
    w.clock.increment(callLimits.path)
    expect(w.facts()).toEqual([{ path: 'shaky' }, { path: 'steady' }])
    expect(w.end()).toBeUndefined()
  })

  test.each([
    ['stays shaky for the limit', [path('disconnected')], callLimits.path],
    ['fails', [path('failed')], 0],
    ['fails while it is shaky', [path('disconnected'), path('failed')], 0],
  ] as const)('is given up when its path %s', (_, reports, wait) => {
    const w = up()
    for (const report of reports) w.leg(report)
    w.clock.increment(wait)
    expect(w.value()).toBe('ending')
    w.leg({ type: 'leg.ended', end: end({ by: 'local', response: undefined as never }) })
    expect(w.end()).toMatchObject({ cause: 'media', by: 'system', signalled: true })
  })
})

const ways = ['out', 'in'] as const
const stages = ways.flatMap((direction) =>
  (['fresh', 'underway', 'up'] as const).map((stage) => ({ direction, stage })),
)
const arrive = ({ direction, stage }: (typeof stages)[number]) => {
  const w = callWorld(direction)
  if (stage === 'underway') direction === 'out' ? w.ring() : w.send({ type: 'ANSWER' })
  return stage === 'up' ? w.up() : w
}

describe.each(stages)('a call $direction, $stage', (stage) => {
  test('is hung up once, and ends with the leg’s own word', () => {
    const w = arrive(stage)
    w.send({ type: 'HANGUP' })
    w.send({ type: 'HANGUP' })
    expect(w.asked().filter((type) => type === 'HANGUP')).toHaveLength(1)
    w.leg({ type: 'leg.ended', end: end({ by: 'local' }) })
    expect(w.done()).toEqual([{ id, end: end({ by: 'local' }) }])
    expect(w.legOpen()).toBe(0)
  })

  test('that is hung up ends within the limit though the leg is silent, and says that this may not have arrived', () => {
    const w = arrive(stage)
    w.send({ type: 'HANGUP' })
    w.clock.increment(callLimits.hangup - 1)
    expect(w.end()).toBeUndefined()
    w.clock.increment(1)
    expect(w.end()).toEqual({
      cause: 'hangup',
      by: 'local',
      answered: stage.stage === 'up',
      signalled: false,
      detail: 'no end was reported',
    })
    expect(w.legOpen()).toBe(0)
  })

  test('passes a gesture on to the playback', () => {
    const w = arrive(stage)
    w.send({ type: 'UNBLOCK' })
    expect(w.asked()).toContain('UNBLOCK')
  })

  test('tells one end, and nothing after it', () => {
    const w = arrive(stage)
    w.leg({ type: 'leg.ended', end: end() })
    const told = w.told.length
    w.leg({ type: 'leg.ended', end: end() })
    w.leg({ type: 'leg.proven' })
    w.clock.increment(60_000)
    expect(w.told).toHaveLength(told)
  })
})
