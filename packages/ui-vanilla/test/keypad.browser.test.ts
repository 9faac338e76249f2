import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountDesk, mountTransfer } from './support/mount.ts'
import { transferViews } from './support/views.ts'

const open = () => page.getByRole('button', { name: 'Keypad' }).click()

test('sends what is clicked and typed, and keeps none of it', async () => {
  const sent: string[] = []
  const { transfer, everything, part } = mountTransfer('talking')
  transfer.sendDtmf = (tones) => void sent.push(tones)
  await open()
  const before = everything()
  await page.getByRole('button', { name: '7', exact: true }).click()
  await page.getByRole('button', { name: '* star' }).click()
  await userEvent.keyboard('42#')
  expect(sent.join('')).toBe('7*42#')
  expect(part('dots').textContent).toBe('•••••')
  const after = everything()
  expect(after.replace('•••••', '').replace('5 digits sent', '')).toBe(before)
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
})

test('digits from the keyboard are no business of the page’s', async () => {
  const { transfer } = mountTransfer('talking')
  const heard: string[] = []
  const hear = (event: KeyboardEvent) => heard.push(event.key)
  document.addEventListener('keydown', hear)
  await open()
  await userEvent.keyboard('5')
  document.removeEventListener('keydown', hear)
  expect([transfer.digits, heard]).toEqual([1, []])
})

test('a repeated digit is sent each time, a held key once', async () => {
  const { transfer, part } = mountTransfer('talking')
  await open()
  await page.getByRole('button', { name: '1', exact: true }).dblClick()
  expect(transfer.digits).toBe(2)
  for (const repeat of [false, true, true])
    part('pad').dispatchEvent(new KeyboardEvent('keydown', { key: '3', repeat, bubbles: true }))
  expect(transfer.digits).toBe(3)
})

test('opens onto its first key, and Escape gives the focus back', async () => {
  const { part, isShown, focused } = mountTransfer('talking')
  await open()
  expect([focused(), part('keypad').getAttribute('aria-expanded')]).toEqual(['key', 'true'])
  await userEvent.keyboard('{Escape}')
  expect([isShown('keys'), focused()]).toEqual([false, 'action keypad'])
})

test('can be closed again at once by its own button', async () => {
  const { isShown } = mountTransfer('talking')
  await open()
  await page.getByRole('button', { name: 'Hide keypad' }).click()
  expect(isShown('keys')).toBe(false)
})

test('takes digits from the keyboard wherever the focus is in the card, and none while it is closed', async () => {
  const { transfer, part } = mountTransfer('talking')
  part('mute').focus()
  await userEvent.keyboard('1')
  await open()
  part('mute').focus()
  await userEvent.keyboard('23')
  expect(transfer.digits).toBe(2)
})

test('is gone with the call, and forgets its count', async () => {
  const { transfer, part, isShown } = mountTransfer('talking')
  await open()
  await userEvent.keyboard('12')
  transfer.become(transferViews['hanging-up'])
  expect([isShown('keys'), part('dots').textContent]).toEqual([false, ''])
})

test('works at the desk too', async () => {
  const { desk, part } = mountDesk('talking')
  await open()
  await userEvent.keyboard('123')
  expect([desk.digits, part('dots').textContent]).toEqual([3, '•••'])
})

test.each([
  [390, 664, 300],
  [320, 568, 288],
  [844, 390, 220],
  [640, 400, 600],
])('every key is in the card, and comes into a %i×%i window, in a place %i px wide', async (width, height, room) => {
  await page.viewport(width, height)
  const { element, part, card } = mountTransfer('talking')
  element.style.cssText = `display: block; width: ${room}px; margin-block: ${height - 180}px 100vh`
  await open()
  const keys = [...part('keys').children].map((key) => key.getBoundingClientRect())
  const { left, right } = card().getBoundingClientRect()
  expect(keys.every((key) => key.left >= left && key.right <= right)).toBe(true)
  expect(keys.every((key) => key.top >= 0 && key.bottom <= height)).toBe(true)
  const { top } = part('hangup').getBoundingClientRect()
  if (card().offsetHeight <= height) expect(top).toBeGreaterThanOrEqual(0)
})
