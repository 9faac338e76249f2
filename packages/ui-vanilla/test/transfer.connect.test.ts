import type { Notice, TransferView } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { connectTransfer } from '../src/transfer.connect.ts'
import { transferTexts } from '../src/transfer.texts.ts'
import { busy, restingTransfer } from './support/fakes.ts'
import { transferViews } from './support/views.ts'

const show = (notice: Notice, change: Partial<TransferView> = {}, texts = transferTexts) =>
  connectTransfer({ ...restingTransfer, ...transferViews[notice], ...change }, texts, { phone: '+49 30 1234' })

const names = (notice: Notice) =>
  Object.values(show(notice).actions).flatMap((action) => (action ? [action.label] : []))

describe('what the caller reads', () => {
  test.each([
    ['connecting', 'Connecting to the phone system…', 'You can keep talking to the assistant while you wait.'],
    ['prompting', 'Your browser is asking to use your microphone.', 'Choose “Allow” so the agent can hear you.'],
    ['dialing', 'Calling extension 2001…', 'You can keep talking to the assistant while you wait.'],
    ['ringing', 'Ringing extension 2001…', 'You can keep talking to the assistant while you wait.'],
    ['talking', 'You’re talking with the agent', 'The assistant isn’t listening to this call.'],
    ['trying-again', 'Trying again…', busy.sentence],
    ['handed-over', 'Your call with the agent has ended.', 'You’re back with the assistant.'],
  ] as const)('%s', (notice, now, next) => expect(show(notice)).toMatchObject({ now, next, alert: '' }))

  test('nothing at all while there is nothing to show', () =>
    expect(show('ready')).toMatchObject({ quiet: true, now: '', next: '', alert: '', timer: null, steps: [] }))

  test('something in every other notice', () => {
    for (const notice of Object.keys(transferViews) as Notice[]) {
      const { now, alert, quiet } = show(notice)
      expect([notice, quiet || now !== '' || alert !== '']).toEqual([notice, true])
    }
  })

  test('an unknown target is the agent', () =>
    expect(show('ringing', { extension: null }).now).toBe('Ringing the agent…'))

  test('only listening is promised once the assistant no longer hears', () =>
    expect(show('ringing', { hearing: { input: false, output: true } }).next).toBe('You can still hear the assistant.'))

  test('where hanging up leads is said during the call, and only then', () => {
    const said = (['assistant', 'nobody'] as const).map((afterwards) => show('talking', { afterwards }).afterwards)
    expect(said).toEqual([
      'When you hang up, you’ll be back with the assistant.',
      'When you hang up, the conversation ends.',
    ])
    expect([show('ringing').afterwards, show('handed-over').afterwards]).toEqual(['', ''])
  })

  test('a caller whose own phone rings is told to answer it, and nobody that there is nothing to do', () => {
    expect(show('bridged', { ringsCaller: true }).next).toMatch(/Answer your phone/)
    expect(show('bridged').next).toBe('If your phone rings, answer it.')
  })

  test('what came over the wire is cut, and never blank or turned around', () => {
    expect(show('ringing', { department: 'x'.repeat(9999) }).title.length).toBeLessThan(90)
    expect(show('ringing', { department: '\u200b\u202e' }).title).toBe('Transfer to an agent')
    expect(show('ringing', { extension: '\u202e1002' }).now).toBe('Ringing extension 1002…')
    const long = { ...busy, detail: 'y'.repeat(10_240) }
    expect(JSON.stringify(show('returned', { failure: long }).details).length).toBeLessThan(1000)
  })

  test('nobody is promised while the assistant is gone', () =>
    expect(show('ringing', { voice: 'nobody' }).next).toBe('Please hold on.'))

  test('a listening assistant is told about', () =>
    expect(show('talking', { hearing: { input: true, output: false } }).next).toBe('The assistant is listening too.'))

  test('the department stands in the title', () =>
    expect(show('ringing', { department: 'Sales' }).title).toBe('Transfer to Sales'))
})

describe('what the caller can do', () => {
  test.each([
    ['connecting', ['Cancel']],
    ['ringing', ['Cancel']],
    ['trying-again', ['Cancel']],
    ['joining', ['Mute', 'Keypad', 'Hang up']],
    ['blocked', ['Turn on sound', 'Mute', 'Keypad', 'Hang up']],
    ['hanging-up', []],
    ['returned', ['Try again', 'Dismiss']],
    ['refused', ['Dismiss']],
    ['bridged', ['Dismiss']],
  ] as const)('%s', (notice, expected) => expect(names(notice)).toEqual(expected))

  test('muted: unmute, and a word about it', () => {
    const props = show('talking', { muted: true, can: ['HANGUP', 'UNMUTE'] })
    expect(props.actions.mute).toMatchObject({ label: 'Unmute', command: 'UNMUTE' })
    expect(props.note).toBe('You’re muted. The agent can’t hear you.')
  })
})

describe('a failure', () => {
  test('is told in idle, with the way round it and the remedy', () => {
    const props = show('returned')
    expect(props).toMatchObject({ detail: 'busy', alert: busy.sentence, now: '', tone: 'bad' })
    expect(props.manual).toEqual([{ name: 'phone', href: 'tel:+49301234', label: 'Call +49 30 1234' }])
    expect(props.details?.remedy.at(-1)).toEqual({
      code: true,
      text: "fs_cli -x 'sofia status profile internal reg 2001'",
    })
  })

  test('is no alert while the next attempt is under way', () =>
    expect(show('trying-again')).toMatchObject({ detail: 'trying-again', alert: '', details: null }))

  test('is spoken in the page’s words where it has some', () =>
    expect(show('returned', {}, { ...transferTexts, failures: { busy: 'Besetzt.' } }).alert).toBe('Besetzt.'))
})

test('the steps follow the call', () => {
  const at = (notice: Notice) => show(notice).steps.map(({ status }) => status)
  expect(at('connecting')).toEqual(['current', 'todo', 'todo'])
  expect(at('ringing')).toEqual(['done', 'current', 'todo'])
  expect(at('talking')).toEqual(['done', 'done', 'current'])
  expect(at('returned')).toEqual([])
})

test('the projection is plain data, equal for equal views', () => {
  for (const notice of Object.keys(transferViews) as Notice[]) {
    const props = show(notice)
    expect(JSON.parse(JSON.stringify(props))).toEqual(props)
    expect(show(notice)).toEqual(props)
  }
})
