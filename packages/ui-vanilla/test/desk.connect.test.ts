import type { DeskNotice, DeskView } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { connectDesk } from '../src/desk.connect.ts'
import { deskTexts } from '../src/desk.texts.ts'
import { busy, restingDesk } from './support/fakes.ts'
import { ada, deskViews } from './support/views.ts'

const show = (notice: DeskNotice, change: Partial<DeskView> = {}) =>
  connectDesk({ ...restingDesk, ...deskViews[notice], ...change }, deskTexts)

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
    expect(show('ringing', { caller: { callId: 'c', user: '1001', displayName: ' ' } }).caller).toEqual({
      name: '1001',
      initial: '1',
      facts: [],
    }))

  test('without anything is from an unknown caller', () =>
    expect(show('ringing', { caller: { callId: 'c', user: '', displayName: '' } }).alert).toBe(
      'Incoming call from an unknown caller',
    ))

  test('puts an older failure aside', () =>
    expect(show('ringing', { failure: busy })).toMatchObject({ details: null, aside: false }))
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
