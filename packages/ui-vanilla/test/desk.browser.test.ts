import type { DeskNotice } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { busy } from './support/fakes.ts'
import { listenTo, mountDesk } from './support/mount.ts'
import { ada, deskViews } from './support/views.ts'

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const extension = page.getByRole('textbox', { name: 'Extension' })
const password = page.getByLabelText('Password')

test.each(Object.keys(deskViews) as DeskNotice[])('%s shows its words and is reflected', (notice) => {
  const { element, part } = mountDesk(notice)
  expect(element.getAttribute('state')).toBe(deskViews[notice].state ?? 'signed-out')
  expect(element.getAttribute('detail')).toBe(notice)
  expect(`${part('now').textContent}${part('alert').textContent}`).not.toBe('')
})

describe('signing in', () => {
  test('takes the password out of its field, and keeps it nowhere', async () => {
    const { desk, everything, part } = mountDesk()
    await extension.fill(' 2001 ')
    await password.fill('secret-1234')
    await press('Sign in')
    expect(desk.signedIn).toEqual([{ extension: '2001', withPassword: true }])
    expect((part('password') as HTMLInputElement).value).toBe('')
    expect(everything()).not.toContain('secret')
  })

  test('by a double click signs in once, without a complaint', async () => {
    const { desk, part } = mountDesk()
    await extension.fill('2001')
    await password.fill('x')
    await page.getByRole('button', { name: 'Sign in' }).dblClick()
    expect([desk.signedIn.length, part('password').hasAttribute('aria-invalid')]).toEqual([1, false])
  })

  test('works by Enter', async () => {
    const { desk } = mountDesk()
    await extension.fill('2001')
    await password.fill('x')
    await userEvent.keyboard('{Enter}')
    expect(desk.signedIn).toHaveLength(1)
  })

  test('asks for what is missing, at the field', async () => {
    const { desk, focused, part } = mountDesk()
    await extension.fill('2001')
    await press('Sign in')
    await expect.element(password).toHaveAccessibleDescription('Enter your password.')
    expect([focused(), part('extension').hasAttribute('aria-invalid')]).toEqual(['field password', false])
    await password.fill('x')
    await expect.element(password).not.toHaveAttribute('aria-invalid')
    expect(desk.signedIn).toEqual([])
  })

  test('starts from the attribute', async () => {
    const { element } = mountDesk()
    element.setAttribute('extension', '2002')
    await expect.element(extension).toHaveValue('2002')
  })

  test('can be filled in by a page that knows, and forgets the password as ever', async () => {
    const { desk, element, part } = mountDesk()
    element.prefill({ extension: '2001', password: 'secret-1234' })
    await press('Sign in')
    expect(desk.signedIn).toEqual([{ extension: '2001', withPassword: true }])
    expect((part('password') as HTMLInputElement).value).toBe('')
  })

  test('helps a password manager, and is a real form', () => {
    const { part } = mountDesk()
    expect(part('extension').getAttribute('autocomplete')).toBe('username')
    expect(part('password')).toMatchObject({ type: 'password', autocomplete: 'current-password' })
  })
})

test.each([
  ['ready', 'Not ready', 'GO_NOT_READY'],
  ['ready', 'Sign out', 'SIGN_OUT'],
  ['not-ready', 'Ready', 'GO_READY'],
  ['ringing', 'Answer', 'ANSWER'],
  ['ringing', 'Decline', 'DECLINE'],
  ['talking', 'Mute', 'MUTE'],
  ['talking', 'Hold', 'HOLD'],
  ['held', 'Resume', 'RESUME'],
  ['held', 'Hang up', 'HANGUP'],
  ['talking', 'Hang up', 'HANGUP'],
  ['blocked', 'Turn on sound', 'UNBLOCK'],
  ['wrap-up', 'Done', 'DONE'],
] as const)('%s: “%s” sends %s', async (notice, name, command) => {
  const { desk } = mountDesk(notice)
  await press(name)
  expect(desk.asked).toEqual([command])
})

test('a ringing call is an alert with the caller’s context, spoken once', async () => {
  const title = document.title
  const { desk, part } = mountDesk('ready')
  const [alert, caller] = [listenTo(part('spoken-alert')), listenTo(part('caller'))]
  desk.become(deskViews.ringing)
  await alert.said('Incoming call from Ada Lovelace')
  desk.become(deskViews.talking)
  await listenTo(part('spoken-status')).said('You’re talking with Ada Lovelace')
  expect([alert.spoken.length, caller.spoken.length]).toEqual([1, 1])
  expect(part('caller').textContent).toContain('Order 4711 has not arrived')
  expect(document.title).toBe(title)
})

test('a hold is spoken politely when it is there; what only passes by is not', async () => {
  const { desk, part } = mountDesk('talking')
  const { spoken, said } = listenTo(part('spoken-status'))
  for (const notice of ['holding', 'held'] as const) desk.become({ hold: 'none', ...deskViews[notice] })
  await said('You put Ada Lovelace on hold. They can’t hear you. Press “Resume” to pick the call back up.')
  expect(spoken).toHaveLength(1)
})

test('10 KB of name and topic take no more room than a long one', () => {
  const { desk, element } = mountDesk('ready')
  const height = (text: string) => {
    desk.become({
      ...deskViews.ringing,
      caller: { ...ada, callId: text.slice(0, 9), user: '1001', displayName: text, topic: text },
    })
    return element.getBoundingClientRect().height
  }
  expect(height('W '.repeat(5120))).toBeLessThan(600)
  expect(height('W'.repeat(10_240))).toBeLessThan(600)
})

test('a missed call is spoken once, and listed with its time until it is cleared', async () => {
  const { desk, part } = mountDesk('ringing')
  const alert = listenTo(part('spoken-alert'))
  const missed = [{ caller: { ...ada, at: Date.UTC(2026, 0, 2, 12, 34) }, why: 'cancelled' }] as const
  const failure = { ...busy, code: 'cancelled', stage: 'ringing' } as const
  desk.become({ ...deskViews.ready, failure, missed, can: ['DISMISS', 'DISMISS_MISSED', 'SIGN_OUT'] })
  await alert.said('The caller hung up before you answered.')
  desk.become({ ...deskViews['not-ready'], failure, missed, can: ['DISMISS', 'DISMISS_MISSED', 'SIGN_OUT'] })
  expect(alert.spoken).toHaveLength(1)
  expect(part('missed').textContent).toContain('Ada Lovelace 1001')
  expect(part('missed').querySelector('time')?.getAttribute('datetime')).toBe('2026-01-02T12:34:00.000Z')
  await press('Clear')
  expect(desk.asked).toEqual(['DISMISS_MISSED'])
  desk.become({ ...deskViews.ready, missed: [] })
  expect(part('missed').hidden).toBe(true)
})

test('what a caller tells is never markup', () => {
  const { desk, part } = mountDesk('ready')
  const evil = '<img src=x onerror=alert(1)>'
  desk.become({ ...deskViews.ringing, caller: { callId: 'c', at: 0, user: evil, displayName: evil, topic: evil } })
  expect(part('card').querySelector('img')).toBe(null)
  expect(part('caller').textContent).toContain(evil)
})
