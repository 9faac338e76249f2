import type { DeskView, TransferView } from '@patchcord/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { settling } from '../src/action.ts'
import { mountDesk, mountTransfer } from './support/mount.ts'
import { deskViews, transferViews } from './support/views.ts'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const until = (start: number, ms: number) =>
  new Promise((resolve) => setTimeout(resolve, start + ms - performance.now()))

/** A desk that rings, and is in the talk as soon as it answers. */
function ringingDesk(through: readonly Partial<DeskView>[] = [deskViews.answering, deskViews.talking]) {
  const mounted = mountDesk('ready')
  const { desk } = mounted
  const { send } = desk
  desk.send = (command) => {
    send(command)
    if (command === 'ANSWER') for (const view of through) desk.become(view)
  }
  desk.become(deskViews.ringing)
  return mounted
}

/** A click of the mouse, or of a finger, wherever it lands: as a browser makes it, `detail` and all. */
function clickAt(x: number, y: number) {
  const root = document.elementFromPoint(x, y)?.shadowRoot
  const target = root?.elementFromPoint(x, y)?.closest('button')
  target?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1, clientX: x, clientY: y }))
}

const middle = (element: HTMLElement) => {
  const { x, y, width, height } = element.getBoundingClientRect()
  return [x + width / 2, y + height / 2] as const
}

describe('at the desk', () => {
  test.each([450, 900])('a second click %i ms after “Answer” presses nothing', async (after) => {
    const { desk, part } = ringingDesk()
    const spots = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => {
      const { x, y, width, height } = part('answer').getBoundingClientRect()
      return [x + width * share, y + height / 2] as const
    })
    const start = performance.now()
    await button('Answer').click()
    await until(start, after)
    for (const [x, y] of spots) clickAt(x, y)
    expect(desk.asked).toEqual(['ANSWER'])
  })

  test('a double click on “Answer” presses nothing else, and after a second every button works', async () => {
    const { desk, part } = ringingDesk()
    await button('Answer').dblClick()
    expect(desk.asked).toEqual(['ANSWER'])
    await expect.element(button('Mute')).toHaveAttribute('aria-disabled', 'true')
    await expect.poll(() => part('mute').hasAttribute('aria-disabled'), { timeout: settling * 3 }).toBe(false)
    await button('Mute').click()
    expect(desk.asked).toEqual(['ANSWER', 'MUTE'])
  })

  test.each([0, 500, 1500, 2900])('Enter again %i ms after “Answer” does nothing', async (after) => {
    const { desk, focused } = ringingDesk()
    const start = performance.now()
    await userEvent.keyboard('{Enter}')
    await until(start, after)
    await userEvent.keyboard('{Enter} ')
    expect([desk.asked, focused()]).toEqual([['ANSWER'], 'card'])
  })

  test('a tap, and another one after half a second, answer only', async () => {
    const { desk, part } = ringingDesk()
    const [x, y] = middle(part('answer'))
    const tap = () => {
      const target = document.elementFromPoint(x, y)?.shadowRoot?.elementFromPoint(x, y)
      for (const type of ['pointerdown', 'pointerup', 'click'])
        target?.dispatchEvent(
          new PointerEvent(type, { pointerType: 'touch', detail: 1, bubbles: true, composed: true }),
        )
    }
    const start = performance.now()
    tap()
    await until(start, 500)
    tap()
    expect(desk.asked).toEqual(['ANSWER'])
  })

  test('“Hang up” is where “Decline” was, for the whole call, and works at once', async () => {
    const { desk, part } = ringingDesk()
    const place = () => JSON.stringify(part('hangup').getBoundingClientRect())
    const first = place()
    for (const notice of ['answering', 'talking', 'held', 'reconnecting'] as const) {
      desk.become({ hold: 'none', ...deskViews[notice] })
      expect([notice, place()]).toEqual([notice, first])
    }
    await button('Hang up').dblClick()
    expect(desk.asked).toEqual(['HANGUP', 'HANGUP'])
  })

  test('the next call is not declined by a second click on “Hang up”', async () => {
    const { desk, part } = mountDesk('talking')
    const spot = middle(part('hangup'))
    clickAt(...spot)
    desk.become(deskViews.ready)
    desk.become(deskViews.ringing)
    clickAt(...spot)
    expect(desk.asked).toEqual(['HANGUP'])
    await expect.poll(() => part('hangup').hasAttribute('aria-disabled'), { timeout: settling * 3 }).toBe(false)
    clickAt(...spot)
    expect(desk.asked).toEqual(['HANGUP', 'DECLINE'])
  })
})

describe('the caller', () => {
  test('finds one button in one place from the first moment to the last', () => {
    const { transfer, part } = mountTransfer('connecting')
    const place = () => JSON.stringify(part('hangup').getBoundingClientRect())
    const first = place()
    for (const [notice, change] of [
      ['ringing', {}],
      ['joining', {}],
      ['talking', { muted: true }],
      ['blocked', {}],
      ['microphone-lost', {}],
    ] as const) {
      transfer.become({ ...transferViews[notice], ...change } satisfies Partial<TransferView>)
      expect([notice, place()]).toEqual([notice, first])
    }
  })

  test('can hang up in the very moment of the answer', async () => {
    const { transfer } = mountTransfer('ringing')
    transfer.become(transferViews.joining)
    await button('Hang up').click()
    expect(transfer.asked).toEqual(['HANGUP'])
  })

  test('does not dial a digit with the second click on “Keypad”', async () => {
    const { element, transfer } = mountTransfer('talking')
    element.style.inlineSize = '320px'
    onTestFinished(() => element.remove())
    await button('Keypad').dblClick()
    expect(transfer.digits).toBe(0)
  })

  test('does not unblock the sound by a press that was meant for “Mute”', async () => {
    const { transfer, part } = mountTransfer('talking')
    const [x, y] = middle(part('mute'))
    transfer.become(transferViews.blocked)
    clickAt(x, y)
    expect(transfer.asked).toEqual([])
  })
})
