import { describe, expect, test } from 'vitest'
import { deskAt } from './support/desk-world.ts'
import { nothing } from './support/world.ts'

const idleLine = { ...nothing, lines: 1 }

describe('a call that comes in', () => {
  test('rings, and tells who calls and what the caller’s page said', () => {
    const w = deskAt('ready')
    w.call('transfer', [
      { name: 'x-transfer-id', value: 't-1' },
      { name: 'X-Conversation-Id', value: 'c-1' },
      { name: 'X-Transfer-Department', value: 'support' },
      { name: 'X-Transfer-Topic', value: 'a kettle' },
      { name: 'User-to-User', value: '00' },
    ])
    expect(w.view()).toMatchObject({ state: 'ringing', failure: null })
    expect(w.view().caller).toEqual({
      callId: 'call-1',
      at: 0,
      user: 'transfer',
      displayName: 'Ada',
      transferId: 't-1',
      conversationId: 'c-1',
      department: 'support',
      topic: 'a kettle',
    })
    expect(w.tones()).toEqual(['ringtone'])
  })

  test('opens no microphone before it is answered', () => {
    expect(deskAt('ringing').media.microphones).toEqual([])
  })

  test('ends when the caller gives up, and the next one rings', () => {
    const w = deskAt('ringing')
    w.bye()
    expect(w.view()).toMatchObject({ state: 'ready', caller: null, failure: { code: 'cancelled' } })
    expect(w.tones()).toEqual(['ringtone over'])
    expect(w.open()).toEqual(idleLine)
    w.call('other')
    expect(w.view().caller?.user).toBe('other')
  })

  test('is refused with 480 while the agent is not ready, and does not ring', () => {
    const w = deskAt('away')
    expect(w.call().asked).toEqual(['reject 480'])
    expect(w.now()).toBe('not-ready:not-ready')
    expect(w.tones()).toEqual([])
  })

  test('is declined with 603', () => {
    const w = deskAt('ringing')
    w.desk.send('DECLINE')
    expect(w.sip.call.asked).toEqual(['reject 603'])
    expect(w.now()).toBe('ready:ready')
    expect(w.open()).toEqual(idleLine)
  })

  test.each(['asking', 'answering', 'talking', 'wrapUp'] as const)(
    'is refused with 486 while %s, and disturbs nothing',
    (name) => {
      const w = deskAt(name)
      const view = w.view()
      expect(w.call('second').asked).toEqual(['reject 486'])
      expect(w.view()).toBe(view)
      expect(w.sip.line.calls[0]?.asked).not.toContain('hangup')
    },
  )

  test('may ring while the line recovers, since it came over it', () => {
    const w = deskAt('recovering')
    w.lineUp()
    w.call()
    expect(w.view().state).toBe('ringing')
  })
})

describe('an answer', () => {
  test('stops the ringing, asks for the microphone, and answers with it', () => {
    const w = deskAt('ringing')
    w.desk.send('ANSWER')
    expect([w.now(), w.tones()]).toEqual(['on-call:answering', ['ringtone over']])
    w.prompt()
    expect(w.now()).toBe('on-call:prompting')
    expect(w.sip.call.asked).toEqual([])
    w.grant()
    expect([w.now(), w.sip.call.asked]).toEqual(['on-call:answering', ['answer']])
    w.joined()
    expect(w.now()).toBe('on-call:talking')
    expect(w.open()).toEqual({ lines: 1, calls: 1, microphones: 1, playbacks: 1, watches: 1, tones: 0 })
  })

  test.each(['mic-denied', 'mic-missing', 'mic-busy'] as const)(
    'without a microphone (%s) refuses with 480, and says why',
    (code) => {
      const w = deskAt('asking')
      w.deny(code)
      expect(w.sip.call.asked).toEqual(['reject 480'])
      expect(w.view()).toMatchObject({ state: 'ready', caller: null, failure: { code, stage: 'microphone' } })
      expect(w.open()).toEqual(idleLine)
    },
  )

  test('to a prompt that nobody answers refuses with 480 after the limit', () => {
    const w = deskAt('asking')
    w.clock.increment(60_000)
    expect(w.sip.call.asked).toEqual(['reject 480'])
    expect(w.view()).toMatchObject({ state: 'ready', failure: { code: 'mic-denied' } })
  })

  test('that the caller’s ACK never follows is hung up after its limit', () => {
    const w = deskAt('answering')
    w.clock.increment(10_000)
    expect(w.sip.call.asked).toEqual(['answer', 'hangup'])
    expect(w.view().state).toBe('ready')
    expect(w.open()).toEqual(idleLine)
  })

  test.each(['asking', 'answering'] as const)('is over when the caller gives up meanwhile: %s', (name) => {
    const w = deskAt(name)
    w.bye()
    expect(w.view()).toMatchObject({ state: 'ready', failure: { code: 'cancelled' } })
    expect(w.open()).toEqual(idleLine)
  })

  test('the failure of the last call goes when it is dismissed, or when the next one rings', () => {
    const dismissed = deskAt('asking')
    dismissed.deny()
    dismissed.desk.send('DISMISS')
    expect(dismissed.view().failure).toBeNull()
    const next = deskAt('asking')
    next.deny()
    next.call()
    expect(next.view().failure).toBeNull()
  })
})
