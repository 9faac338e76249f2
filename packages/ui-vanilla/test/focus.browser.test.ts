import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountDesk, mountTransfer } from './support/mount.ts'
import { deskViews, transferViews } from './support/views.ts'

test('the focus stays on the one button that ends the call', () => {
  const { transfer, part, focused } = mountTransfer('ringing')
  part('hangup').focus()
  transfer.become(transferViews.joining)
  expect([focused(), part('hangup').textContent]).toEqual(['action hangup', 'Hang up'])
})

test('it goes to the card where its control is gone, and stays there: no key does anything on it', async () => {
  const { element, transfer, part, focused } = mountTransfer('talking')
  part('mute').focus()
  transfer.become(transferViews['hanging-up'])
  expect([document.activeElement, focused()]).toEqual([element, 'card'])
  transfer.become(transferViews.returned)
  await userEvent.keyboard('{Enter} ')
  expect([focused(), transfer.asked]).toEqual(['card', []])
  await userEvent.tab()
  expect(focused()).toBe('action retry')
})

test('it stays where it is while its control stays, and elsewhere it is left alone', () => {
  const { transfer, part, focused } = mountTransfer('talking')
  part('mute').focus()
  transfer.become({ muted: true, can: ['HANGUP', 'UNMUTE'] })
  expect([focused(), part('mute').textContent]).toEqual(['action mute', 'Unmute'])
  part('mute').blur()
  transfer.become(transferViews['hanging-up'])
  expect(focused()).toBe(null)
})

test('a second press of the same key does not cancel what the first one began', async () => {
  const { transfer, part, focused } = mountTransfer('returned')
  transfer.retry = () => {
    transfer.asked.push('RETRY')
    transfer.become({ ...transferViews.connecting, failure: null })
  }
  part('retry').focus()
  await userEvent.keyboard('{Enter}{Enter} ')
  expect([transfer.asked, focused()]).toEqual([['RETRY'], 'card'])
})

test('a ringing call takes the focus to “Answer”', () => {
  const { desk, focused } = mountDesk('ready')
  desk.become(deskViews.ringing)
  expect(focused()).toBe('action answer')
})

test('a key that was meant for another control does not answer', async () => {
  const { desk, part, focused } = mountDesk('ready')
  part('availability').focus()
  desk.become(deskViews.ringing)
  expect(focused()).toBe('action answer')
  await userEvent.keyboard('{Enter} ')
  expect(desk.asked).toEqual([])
})

test.each(['input', 'textarea', 'div'] as const)('but not out of a %s that is typed into', (tag) => {
  const field = document.createElement(tag)
  if (tag === 'div') field.contentEditable = 'true'
  document.body.append(field)
  const { desk, focused } = mountDesk('ready')
  field.focus()
  desk.become(deskViews.ringing)
  expect([document.activeElement, focused()]).toEqual([field, null])
  field.remove()
})

test('“Hold” keeps the focus while it is asked for, cannot be pressed meanwhile, and becomes “Resume”', async () => {
  const { desk, part, focused } = mountDesk('talking')
  const hold = page.getByRole('button', { name: 'Hold' })
  part('hold').focus()
  await userEvent.keyboard('{Enter}')
  desk.become(deskViews.holding)
  await expect.element(hold).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Enter}')
  expect([desk.asked, focused()]).toEqual([['HOLD'], 'action hold'])
  desk.become(deskViews.held)
  await expect.element(page.getByRole('button', { name: 'Resume' })).not.toHaveAttribute('aria-disabled')
  await userEvent.keyboard('{Enter}')
  expect([desk.asked, focused()]).toEqual([['HOLD', 'RESUME'], 'action hold'])
})

test('“Hold” that was refused can be pressed again at once', async () => {
  const { desk, part } = mountDesk('talking')
  part('hold').focus()
  await userEvent.keyboard('{Enter}')
  desk.become(deskViews.holding)
  desk.become(deskViews['hold-refused'])
  await userEvent.keyboard('{Enter}')
  expect(desk.asked).toEqual(['HOLD', 'HOLD'])
})
