import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures.ts'

async function hasNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
}

for (const scheme of ['light', 'dark'] as const)
  test(`axe finds nothing on either page through a whole hand-over, ${scheme}`, async ({ openCaller, openDesk }) => {
    test.setTimeout(90_000)
    const caller = await openCaller()
    const desk = await openDesk()
    for (const { page } of [caller, desk]) await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await caller.ready()
    await hasNoViolation(caller.page)
    await hasNoViolation(desk.page)
    await desk.signIn()
    await hasNoViolation(desk.page)
    await caller.says('I want support')
    await desk.is('ringing')
    await caller.is('calling', 'ringing')
    await hasNoViolation(caller.page)
    await hasNoViolation(desk.page)
    await desk.press('Answer')
    await caller.is('confirmed', 'talking')
    await caller.press('Keypad')
    await hasNoViolation(caller.page)
    await hasNoViolation(desk.page)
    await caller.press('Hang up')
    await caller.is('idle')
    await caller.says('extension 9486')
    await caller.is('idle', 'busy')
    await caller.element.getByText('Details').click()
    await hasNoViolation(caller.page)
  })

test('both sides work by keyboard alone', async ({ caller, agent }) => {
  await caller.page.getByRole('textbox', { name: 'Message to the assistant' }).focus()
  await caller.page.keyboard.type('extension 2001')
  await caller.page.keyboard.press('Enter')
  await agent.is('ringing')
  await expect(agent.element.getByRole('button', { name: 'Answer' })).toBeFocused()
  // A key that was already on its way when the focus came must not answer: the card waits for 400 ms.
  await expect(async () => {
    await agent.page.keyboard.press('Enter')
    await agent.is('on-call', 300)
  }).toPass()
  await caller.is('confirmed', 'talking')
  const mute = caller.element.getByRole('button', { name: 'Mute', exact: true })
  await mute.focus()
  await caller.page.keyboard.press('Space')
  await expect(caller.element.getByRole('button', { name: 'Unmute' })).toBeFocused()
  await caller.element.getByRole('button', { name: 'Hang up', exact: true }).focus()
  await caller.page.keyboard.press('Enter')
  await caller.is('idle', 'handed-over')
})

test('a screen reader is told of each change, and of a failure as an alert', async ({ caller, agent }) => {
  await caller.says('extension 2001')
  await agent.is('ringing')
  await expect(caller.element.getByRole('status').filter({ hasText: 'Ringing extension 2001' })).toBeVisible()
  await agent.press('Decline')
  await expect(caller.element.getByRole('alert')).toHaveText('The agent can’t take the call right now.')
})

test('digits of the keypad reach the agent’s side', async ({ caller, agent }) => {
  await caller.says('extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await caller.press('Mute')
  await agent.hears(0)
  await caller.press('Keypad')
  // Chromium plays the tone of an RFC 4733 event; 9 is 852 and 1477 Hz.
  const nine = caller.element.getByRole('button', { name: '9', exact: true })
  await expect(async () => {
    await nine.click()
    const heard = await agent.page.evaluate(() => window.probe.heard('call'))
    expect([852, 1477].some((hz) => Math.abs(hz - heard) < 12)).toBe(true)
  }).toPass({ intervals: [150] })
})
