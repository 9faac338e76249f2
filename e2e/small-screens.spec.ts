import type { Caller } from './support/caller.ts'
import { expect, test } from './support/fixtures.ts'

/** Phones upright and on their side, 1280×800 at 200 %, and a desktop's window. */
const windows = [
  [390, 844],
  [390, 664],
  [320, 568],
  [844, 390],
  [640, 400],
  [1280, 800],
] as const

/** Each visible control of the card that is not wholly in the window, or that lies under something. */
const unreachable = (caller: Caller): Promise<string[]> =>
  caller.element.evaluate((host) => {
    const controls = host.shadowRoot?.querySelectorAll<HTMLElement>('button, a') ?? []
    return [...controls]
      .filter((control) => control.getClientRects().length > 0)
      .filter((control) => {
        const { left, right, top, bottom } = control.getBoundingClientRect()
        const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        return !inside || document.elementFromPoint((left + right) / 2, (top + bottom) / 2) !== host
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent ?? '')
  })

async function allInReach(caller: Caller, moment: string): Promise<void> {
  for (const [width, height] of windows) {
    await caller.page.setViewportSize({ width, height })
    await expect.poll(() => unreachable(caller), { message: `${moment}, ${width}×${height}` }).toEqual([])
  }
}

test('every button of the moment is in the window, on every screen', async ({ caller, agent }) => {
  test.setTimeout(120_000)
  await caller.page.emulateMedia({ reducedMotion: 'reduce' })
  await caller.says('extension 2001')
  await agent.is('ringing')
  await allInReach(caller, 'ringing')
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await allInReach(caller, 'talking')
  await caller.press('Mute')
  await allInReach(caller, 'muted')
  await caller.press('Keypad')
  await expect(caller.element.getByRole('button', { name: '0', exact: true })).toBeVisible()
  await allInReach(caller, 'the keypad is open')
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  await allInReach(caller, 'the call is over')
  await caller.says('extension 9486')
  await caller.is('idle', 'busy')
  await allInReach(caller, 'the agent is busy')
})

test('the newest line stays in sight when the card grows, and “Ready” is not said during a call', async ({
  caller,
  agent,
}) => {
  const presence = caller.page.locator('#presence')
  await caller.page.setViewportSize({ width: 390, height: 664 })
  for (const line of ['hello', 'opening hours', 'hello again', 'opening hours, please']) await caller.says(line)
  const lastLine = caller.page.getByRole('log').locator('p').last()
  await caller.says('extension 2001')
  await agent.is('ringing')
  await expect(lastLine).toBeInViewport()
  await expect(presence).toHaveText('Calling an agent…')
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await expect(lastLine).toBeInViewport()
  await expect(presence).toHaveText('On a call')
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await expect(presence).toHaveText('Ready')
})
