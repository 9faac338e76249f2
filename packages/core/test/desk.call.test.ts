import { describe, expect, test } from 'vitest'
import { type DeskWorld, deskAt, deskStationNames } from './support/desk-world.ts'
import { finderOf } from './support/secrets.ts'
import { nothing } from './support/world.ts'

const idleLine = { ...nothing, lines: 1 }

describe('a call that is up', () => {
  test.each<[string, (w: DeskWorld) => void]>([
    ['the agent', (w) => w.desk.send('HANGUP')],
    ['the caller', (w) => w.bye()],
  ])('ends when %s hangs up, and the desk is free', (_, ends) => {
    const w = deskAt('talking')
    ends(w)
    expect(w.view()).toMatchObject({ state: 'ready', caller: null, muted: false, failure: null })
    expect(w.open()).toEqual(idleLine)
  })

  test('ends within the limit though the far side is silent', () => {
    const w = deskAt('talking', {}, { obeysHangup: false })
    w.desk.send('HANGUP')
    w.desk.send('HANGUP')
    expect(w.now()).toBe('on-call:hanging-up')
    w.clock.increment(1500)
    expect(w.view().state).toBe('ready')
    expect(w.open()).toEqual({ ...idleLine, calls: 1 })
  })

  test('is muted and unmuted', () => {
    const w = deskAt('talking')
    w.desk.send('MUTE')
    expect(w.view().muted).toBe(true)
    expect(w.view().can).toContain('UNMUTE')
    expect(w.view().can).not.toContain('MUTE')
    w.desk.send('UNMUTE')
    expect(w.view().muted).toBe(false)
    expect(w.sip.call.asked).toEqual(['answer', 'mute', 'unmute'])
  })

  test.each<[string, (w: DeskWorld) => void, (w: DeskWorld) => void]>([
    [
      'on-hold',
      (w) => w.sip.call.say({ type: 'remote-hold', on: true }),
      (w) => w.sip.call.say({ type: 'remote-hold', on: false }),
    ],
    [
      'no-sound',
      (w) => w.media.watches[0]?.say({ type: 'stalled' }),
      (w) => w.media.watches[0]?.say({ type: 'flowing' }),
    ],
    [
      'no-sound',
      (w) => w.sip.call.say({ type: 'media', state: 'disconnected' }),
      (w) => w.sip.call.say({ type: 'media', state: 'connected' }),
    ],
    [
      'blocked',
      (w) => w.media.playbacks[0]?.say({ type: 'blocked' }),
      (w) => w.media.playbacks[0]?.say({ type: 'playing' }),
    ],
    ['reconnecting', (w) => w.lineDown(), (w) => w.lineUp()],
  ])('tells “%s”, and when it is over', (notice, comes, goes) => {
    const w = deskAt('talking')
    comes(w)
    expect(w.now()).toBe(`on-call:${notice}`)
    goes(w)
    expect(w.now()).toBe('on-call:talking')
  })

  test('whose microphone the system mutes says so, until it sounds again or the call is over', () => {
    const w = deskAt('talking')
    const silence = (on: boolean) => w.media.microphones.at(-1)?.say({ type: 'silenced', on })
    silence(true)
    expect(w.now()).toBe('on-call:microphone-silenced')
    silence(false)
    expect(w.now()).toBe('on-call:talking')
    silence(true)
    w.desk.send('HANGUP')
    expect(w.now()).not.toContain('microphone')
  })

  test('whose microphone is unplugged goes on, and says so', () => {
    const w = deskAt('talking')
    w.unplug()
    expect(w.now()).toBe('on-call:microphone-lost')
  })

  test('that the browser’s autoplay rules silence is freed by a gesture', () => {
    const w = deskAt('talking')
    w.media.playbacks[0]?.say({ type: 'blocked' })
    w.desk.send('UNBLOCK')
    expect(w.media.playbacks[0]?.resumed).toBe(1)
  })

  test('is lost when its line stays away, and the desk says why and recovers', () => {
    const w = deskAt('talking')
    w.lineDown()
    w.clock.increment(10_000)
    expect(w.view()).toMatchObject({ state: 'recovering', failure: { code: 'connection-lost', stage: 'talking' } })
    w.registered()
    expect(w.view().state).toBe('ready')
  })

  test('is lost when its line comes and goes, and at last stays away', () => {
    const w = deskAt('talking')
    w.lineDown()
    w.lineUp()
    w.lineDown()
    expect(w.now()).toBe('on-call:reconnecting')
    w.clock.increment(10_000)
    expect(w.view().state).toBe('recovering')
  })

  test('is hung up when the agent signs out, or the account is taken away', () => {
    for (const ends of [(w: DeskWorld) => w.desk.send('SIGN_OUT'), (w: DeskWorld) => w.refuse(403, 'accepted')]) {
      const w = deskAt('talking')
      ends(w)
      expect(w.sip.call.asked).toContain('hangup')
      expect(w.open()).toEqual(nothing)
    }
  })

  test('is undisturbed by an agent who will not take the next one', () => {
    const w = deskAt('talking')
    w.desk.send('GO_NOT_READY')
    expect(w.now()).toBe('on-call:talking')
    w.bye()
    expect(w.now()).toBe('not-ready:not-ready')
  })
})

describe('the time after a call', () => {
  test('is none by default', () => {
    const w = deskAt('talking')
    w.bye()
    expect(w.now()).toBe('ready:ready')
  })

  test('is as long as the page says, with the caller still in sight, and nothing open', () => {
    const w = deskAt('wrapUp')
    expect(w.view().caller?.user).toBe('transfer')
    expect(w.open()).toEqual(idleLine)
    w.clock.increment(29_999)
    expect(w.view().state).toBe('wrap-up')
    w.clock.increment(1)
    expect(w.view()).toMatchObject({ state: 'ready', caller: null })
  })

  test('is over as soon as the agent says so', () => {
    const w = deskAt('wrapUp')
    w.desk.send('DONE')
    expect(w.now()).toBe('ready:ready')
  })

  test('is not given for a call that was declined, or that nobody answered', () => {
    for (const ends of [(w: DeskWorld) => w.desk.send('DECLINE'), (w: DeskWorld) => w.bye()]) {
      const w = deskAt('ringing', { limits: { wrapUp: 30_000 } })
      ends(w)
      expect(w.now()).toBe('ready:ready')
    }
  })
})

describe('digits', () => {
  test('go to the caller’s side while talking, and stand nowhere', () => {
    const holds = finderOf('4716#')
    let leaks = 0
    const w = deskAt('talking', {
      inspect: (event) => {
        if (holds(event)) leaks += 1
      },
    })
    w.desk.sendDtmf('4716#')
    expect(w.sip.call.asked).toEqual(['answer', 'dtmf 5'])
    w.bye()
    expect(leaks).toBe(0)
    expect(holds([w.view(), w.log])).toBe(false)
  })

  test.each(deskStationNames.filter((name) => name !== 'talking'))('go nowhere while %s', (name) => {
    const w = deskAt(name)
    w.desk.sendDtmf('1')
    expect(w.sip.lines.flatMap(({ calls }) => calls.flatMap(({ asked }) => asked))).not.toContain('dtmf 1')
  })
})
