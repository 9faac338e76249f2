import type { DeskNotice, DeskView, FailureCode, Stage } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { connectDesk } from '../src/desk.connect.ts'
import { deskTexts } from '../src/desk.texts.ts'
import { busy, restingDesk } from './support/fakes.ts'
import { ada, deskViews } from './support/views.ts'

const show = (notice: DeskNotice, change: Partial<DeskView> = {}) =>
  connectDesk({ ...restingDesk, ...deskViews[notice], ...change }, deskTexts)

const nobody = { callId: 'c', at: 0, user: '', displayName: '' }

const names = (notice: DeskNotice) =>
  Object.values(show(notice).actions).flatMap((action) => (action ? [action.label] : []))

test.each([
  ['signed-out', []],
  ['connecting', ['Sign out']],
  ['refused', []],
  ['ready', ['Not ready', 'Sign out']],
  ['not-ready', ['Ready', 'Sign out']],
  ['ringing', ['Answer', 'Decline']],
  ['answering', ['Hang up']],
  ['talking', ['Mute', 'Hold', 'Keypad', 'Hang up']],
  ['blocked', ['Turn on sound', 'Mute', 'Hold', 'Keypad', 'Hang up']],
  ['on-hold', ['Mute', 'Hold', 'Keypad', 'Hang up']],
  ['held', ['Mute', 'Resume', 'Keypad', 'Hang up']],
  ['held-by-both', ['Mute', 'Resume', 'Keypad', 'Hang up']],
  ['hold-refused', ['Mute', 'Hold', 'Keypad', 'Hang up']],
  ['resume-refused', ['Mute', 'Resume', 'Keypad', 'Hang up']],
  ['wrap-up', ['Done', 'Sign out']],
] as const)('%s: what the agent can do', (notice, expected) => expect(names(notice)).toEqual(expected))

describe('a ringing call', () => {
  test('is an alert with the caller’s name, and their context', () => {
    const props = show('ringing')
    expect(props).toMatchObject({ alert: 'Incoming call from Ada Lovelace', now: '', ringing: true })
    expect(props.caller?.facts).toEqual([
      ['Number', '1001'],
      ['Department', 'Sales'],
      ['Topic', 'Order 4711 has not arrived'],
      ['Conversation', 's-42'],
    ])
  })

  test('without a name shows the number, once', () =>
    expect(show('ringing', { caller: { ...nobody, user: '1001', displayName: ' ' } }).caller).toEqual({
      name: '1001',
      initial: '1',
      facts: [],
    }))

  test('without anything is from an unknown caller', () =>
    expect(show('ringing', { caller: nobody }).alert).toBe('Incoming call from an unknown caller'))

  test.each(['anonymous', 'Anonymous', ' unknown ', 'Restricted'])('from “%s” is from an unknown caller', (user) => {
    const caller = { ...nobody, user, displayName: user }
    expect(show('ringing', { caller }).alert).toBe('Incoming call from an unknown caller')
    expect(show('ringing', { caller }).caller).toEqual({ name: 'Unknown caller', initial: 'U', facts: [] })
    expect([show('held', { caller }).now, show('talking', { caller }).now]).toEqual([
      'You put the caller on hold.',
      'You’re talking with the caller',
    ])
  })

  test('cuts what a caller tells, and shows the number in place of a name that cannot be seen', () => {
    const caller = { ...nobody, user: '1001', displayName: '\u200b\u202e', topic: 'z'.repeat(10_240) }
    const shown = show('ringing', { caller })
    expect([shown.caller?.name, shown.alert]).toEqual(['1001', 'Incoming call from 1001'])
    expect(
      JSON.stringify(show('ringing', { caller: { ...caller, displayName: 'n'.repeat(10_240) } })).length,
    ).toBeLessThan(1200)
  })

  test('puts an older failure aside', () =>
    expect(show('ringing', { failure: busy })).toMatchObject({ details: null, aside: false }))
})

describe('a call that vanished', () => {
  const told = (code: FailureCode, stage: Stage) => show('ready', { failure: { ...busy, code, stage } }).alert

  test.each([
    ['cancelled', 'ringing', 'The caller hung up before you answered.'],
    ['no-answer', 'ringing', 'You didn’t answer in time.'],
    ['elsewhere', 'ringing', 'Someone else took the call.'],
    ['connection-lost', 'ringing', 'Your connection dropped while a call was ringing, so the call was lost.'],
    ['codec-mismatch', 'joining', 'The call ended before you were connected.'],
    ['cancelled', 'joining', 'The call ended before you were connected.'],
    ['server-error', 'talking', 'The phone system ended the call.'],
  ] as const)('%s while %s: %s', (code, stage, sentence) => expect(told(code, stage)).toBe(sentence))

  test('has its cause under Details', () =>
    expect(show('ready', { failure: { ...busy, code: 'codec-mismatch', q850: 88 } }).details?.rows).toContainEqual([
      deskTexts.q850,
      '88',
    ]))
})

describe('missed calls', () => {
  const missed = [
    { caller: ada, why: 'cancelled' },
    { caller: { ...nobody, at: 60_000, user: '1002' }, why: 'no-answer' },
  ] as const

  test('are listed with time and caller, the newest first', () =>
    expect(show('ready', { missed }).missed).toEqual({
      title: '2 missed calls',
      clear: 'Clear',
      locale: 'en',
      calls: [
        { at: 60_000, name: '1002', number: '' },
        { at: 0, name: 'Ada Lovelace', number: '1001' },
      ],
    }))

  test('step aside during a call, and where nobody is signed in', () => {
    const shown = (Object.keys(deskViews) as DeskNotice[]).filter((notice) => show(notice, { missed }).missed)
    expect(shown).toEqual(['connecting', 'recovering', 'ready', 'not-ready', 'wrap-up'])
    expect(show('ready').missed).toBeNull()
  })
})

test('other calls that ring are counted', () => {
  expect(show('ringing', { alsoRinging: 1 }).note).toBe('1 more call is ringing.')
  expect(show('ringing').note).toBe('')
})

test('signing in is asked for only where nobody is signed in', () => {
  const forms = (Object.keys(deskViews) as DeskNotice[]).filter((notice) => show(notice).form)
  expect(forms).toEqual(['signed-out', 'refused'])
})

test('a refused password is told in the agent’s words', () =>
  expect(show('refused')).toMatchObject({ alert: 'The extension or the password is wrong.', now: '', aside: false }))

test('a failed call is told beside the state of the line', () =>
  expect(show('ready', { failure: busy })).toMatchObject({ now: 'Ready for calls', alert: busy.sentence, aside: true }))

test('who holds the call is told apart', () => {
  const told = (['held', 'on-hold', 'held-by-both', 'no-sound'] as const).map((notice) => show(notice).now)
  expect(new Set(told).size).toBe(4)
  expect(show('held').now).toBe('You put Ada Lovelace on hold.')
})

test.each([
  ['talking', 'Hold', false],
  ['holding', 'Hold', true],
  ['hold-refused', 'Hold', false],
  ['held', 'Resume', false],
  ['resuming', 'Resume', true],
  ['resume-refused', 'Resume', false],
  ['reconnecting', 'Hold', true],
] as const)('%s: “%s” waits for an answer: %s', (notice, label, waits) =>
  expect(show(notice).actions.hold).toMatchObject({ label, waits }),
)

test('a call that is held waits to be resumed while its line is lost', () =>
  expect(show('reconnecting', { hold: 'held' }).actions.hold).toMatchObject({ label: 'Resume', waits: true }))

test('a call on hold is muted all the same', () =>
  expect(show('held', { muted: true }).note).toBe('You’re muted. The caller can’t hear you.'))

test('a new call starts a new timer', () => {
  const key = (callId: string) => show('talking', { caller: { ...ada, callId } }).timer?.key
  expect(key('a')).not.toBe(key('b'))
})

test('the projection is plain data', () => {
  for (const notice of Object.keys(deskViews) as DeskNotice[])
    expect(JSON.parse(JSON.stringify(show(notice)))).toEqual(show(notice))
})
