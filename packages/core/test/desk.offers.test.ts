import type { MockCall } from '@patchcord/core/mock'
import { describe, expect, test } from 'vitest'
import { type DeskWorld, deskAt } from './support/desk-world.ts'
import { nothing } from './support/world.ts'

/** A bridge that calls twice: the second INVITE has the voice. */
function twice(users: readonly [string, string] = ['bridge', 'bridge']): {
  readonly w: DeskWorld
  readonly first: MockCall
  readonly second: MockCall
} {
  const w = deskAt('ready')
  const first = w.call(users[0])
  const second = w.call(users[1])
  return { w, first, second }
}

const up = (call: MockCall) => call.say({ type: 'answered' })

function answer(w: DeskWorld): void {
  w.desk.send('ANSWER')
  w.grant()
}

describe('a second call while the first one rings', () => {
  test('is offered, and the first rings on', () => {
    const { w, first, second } = twice(['1001', '1002'])
    expect([first.asked, second.asked]).toEqual([[], []])
    expect(w.view()).toMatchObject({ state: 'ringing', caller: { user: '1002' }, alsoRinging: 1 })
    expect(w.tones()).toEqual(['ringtone'])
  })

  test('is the one that is answered; the first is kept until the answer is confirmed', () => {
    const { w, first, second } = twice()
    answer(w)
    expect([first.asked, second.asked]).toEqual([[], ['answer']])
    expect(w.view()).toMatchObject({ notice: 'answering', alsoRinging: 1 })
    up(second)
    expect([first.asked, second.asked]).toEqual([['reject 486'], ['answer']])
    expect(w.view()).toMatchObject({ notice: 'talking', alsoRinging: 0, failure: null, missed: [] })
  })

  test('gets the digits, though the first was let go after it', () => {
    const { w, first, second } = twice()
    answer(w)
    up(second)
    w.desk.sendDtmf('12')
    expect(second.asked).toEqual(['answer', 'dtmf 2'])
    expect(first.asked).toEqual(['reject 486'])
  })

  test.each<[string, (second: MockCall, w: DeskWorld) => void]>([
    ['is cancelled', (second) => second.end({ by: 'remote' })],
    ['fails', (second) => second.end({ cause: 'media', by: 'system' })],
    ['is given up', (_, w) => w.desk.send('HANGUP')],
    ['gets no ACK', (_, w) => void w.clock.increment(10_000)],
  ])('that is answered and then %s leaves the first to answer', (_, ends) => {
    const { w, first, second } = twice(['1001', '1002'])
    answer(w)
    ends(second, w)
    expect(w.view()).toMatchObject({ state: 'ringing', caller: { user: '1001' }, alsoRinging: 0 })
    expect(w.tones()).toEqual(['ringtone over', 'ringtone'])
    answer(w)
    up(first)
    expect(w.view()).toMatchObject({ notice: 'talking', caller: { user: '1001' } })
  })

  test('without a microphone leaves the first to answer, too', () => {
    const { w, second } = twice(['1001', '1002'])
    w.desk.send('ANSWER')
    w.deny()
    expect(second.asked).toEqual(['reject 480'])
    expect(w.view()).toMatchObject({ state: 'ringing', caller: { user: '1001' } })
  })

  test('that is cancelled leaves the first, and the ringing goes on', () => {
    const { w, first, second } = twice(['1001', '1002'])
    second.end({ by: 'remote' })
    expect(w.view()).toMatchObject({ state: 'ringing', caller: { user: '1001' }, alsoRinging: 0 })
    expect([first.asked, w.tones()]).toEqual([[], ['ringtone']])
  })

  test('stays when the first is cancelled, before the answer and during it', () => {
    for (const prepare of [() => {}, answer]) {
      const { w, first, second } = twice(['1001', '1002'])
      prepare(w)
      const { state } = w.view()
      first.end({ by: 'remote' })
      expect(w.view()).toMatchObject({ state, caller: { user: '1002' }, alsoRinging: 0 })
      if (state === 'ringing') answer(w)
      up(second)
      expect(w.now()).toBe('on-call:talking')
    }
  })

  test('is declined alone; the next press declines the first', () => {
    const { w, first, second } = twice(['1001', '1002'])
    w.desk.send('DECLINE')
    expect([first.asked, second.asked]).toEqual([[], ['reject 603']])
    expect(w.view()).toMatchObject({ state: 'ringing', caller: { user: '1001' } })
    w.desk.send('DECLINE')
    expect(first.asked).toEqual(['reject 603'])
    expect(w.view()).toMatchObject({ state: 'ready', missed: [], failure: null })
    expect(w.open()).toEqual({ ...nothing, lines: 1 })
  })

  test('is one of three that may ring; a fourth finds the agent busy', () => {
    const { w } = twice()
    w.call('1003')
    expect(w.view().alsoRinging).toBe(2)
    expect(w.call('1004').asked).toEqual(['reject 486'])
  })

  test('is refused once the first is answered, or while the agent is not ready', () => {
    const answered = deskAt('asking')
    expect(answered.call('1002').asked).toEqual(['reject 486'])
    const away = deskAt('ringing')
    away.desk.send('GO_NOT_READY')
    expect(away.call('1002').asked).toEqual(['reject 486'])
  })

  test('goes with the first when the agent signs out', () => {
    const { w, first, second } = twice()
    w.desk.send('SIGN_OUT')
    expect([first.asked, second.asked]).toEqual([['hangup'], ['hangup']])
    expect(w.open()).toEqual(nothing)
  })

  test.each(['', 'anonymous'])('is somebody else’s where neither tells a number: “%s”', (user) => {
    const { w, first } = twice([user, user])
    first.end({ by: 'remote' })
    expect(w.view().missed).toHaveLength(1)
  })

  test('is the same caller’s where the conversation says so, whatever the number', () => {
    const w = deskAt('ready')
    const same = [{ name: 'X-Conversation-Id', value: 'c-1' }]
    const first = w.call('anonymous', same)
    w.call('1002', same)
    first.end({ by: 'remote' })
    expect(w.view().missed).toEqual([])
  })

  test('is not held against a bridge that takes its first call back: the caller is here', () => {
    for (const at of ['ringing', 'talking']) {
      const { w, first, second } = twice()
      if (at === 'ringing') first.end({ by: 'remote' })
      answer(w)
      up(second)
      second.end({ by: 'remote' })
      expect(w.view()).toMatchObject({ state: 'ready', missed: [], failure: null })
    }
  })
})
