import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountTransfer } from './support/mount.ts'
import { transferViews } from './support/views.ts'

/** What the first users' page does to whatever is at the end of its body, and more. */
const foreign = `
  html { font-size: 62.5% }
  body { display: flex; min-height: 100vh; margin: 0; font: 16px Georgia, serif; text-transform: uppercase; transform: scale(1) }
  body > * { max-width: 148px }
  main { position: relative; z-index: 2147483647 }
`

/** A card that floats over a page which was not made for it. */
function float(notice: keyof typeof transferViews = 'ready') {
  const style = document.createElement('style')
  style.textContent = foreign
  const main = document.createElement('main')
  main.innerHTML = '<p style="height: 2000px">Ready</p>'
  document.head.append(style)
  document.body.append(main)
  onTestFinished(() => {
    style.remove()
    main.remove()
  })
  const mounted = mountTransfer(notice)
  mounted.element.placement = 'floating'
  const rect = (name = 'card') => mounted.part(name).getBoundingClientRect()
  const folded = () => mounted.part('fold').getAttribute('aria-expanded') === 'false'
  /** Whether a press on it reaches it. */
  const reachable = (name: string) => {
    const { left, right, top, bottom } = rect(name)
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    return inside && document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === mounted.element
  }
  return { ...mounted, main, rect, folded, reachable }
}

beforeEach(() => page.viewport(390, 664))

describe('a floating card', () => {
  test.each([
    [320, 568],
    [390, 664],
    [844, 390],
    [1280, 800],
  ])('is at the bottom of a %i×%i window, whatever the page’s layout', async (width, height) => {
    await page.viewport(width, height)
    const { rect, reachable } = float('talking')
    expect(rect().width).toBeGreaterThan(Math.min(300, width - 20))
    expect([rect().bottom <= height, rect().bottom > height - 24]).toEqual([true, true])
    for (const name of ['hangup', 'mute', 'keypad', 'fold']) expect([name, reachable(name)]).toEqual([name, true])
  })

  test('wastes no line on a phone: no empty one over a failure, and the words before the timer when folded', () => {
    const { transfer, card, part, rect, isShown } = float('talking')
    card().style.maxInlineSize = '304px'
    part('fold').click()
    expect([isShown('now'), isShown('timer'), isShown('hangup')]).toEqual([true, false, true])
    expect(part('now').scrollHeight).toBeLessThanOrEqual(part('now').clientHeight)
    transfer.become(transferViews.returned)
    expect(rect('alert').top - rect('fold').top).toBeLessThan(8)
    part('fold').click()
    expect(part('alert').scrollHeight).toBeLessThanOrEqual(part('alert').clientHeight)
  })

  test('takes no room and no press while there is nothing to show', () => {
    const { main, rect } = float('ready')
    expect(rect().height).toBe(0)
    expect(document.elementFromPoint(10, innerHeight - 4)?.closest('main')).toBe(main)
  })

  test('has the page’s font, and text that is never smaller than the browser’s', () => {
    const { part } = float('talking')
    const { fontFamily, fontSize, textTransform } = getComputedStyle(part('now'))
    expect([fontFamily, fontSize, textTransform]).toEqual(['Georgia, serif', '18px', 'none'])
  })

  test('has “Hang up” in one place from the first moment to the last, folded or with the keypad too', async () => {
    const { transfer, part, rect } = float('connecting')
    const first = JSON.stringify(rect('hangup'))
    for (const notice of ['ringing', 'joining', 'talking', 'blocked', 'microphone-lost', 'talking'] as const) {
      transfer.become(transferViews[notice])
      expect([notice, JSON.stringify(rect('hangup'))]).toEqual([notice, first])
    }
    part('keypad').click()
    expect(JSON.stringify(rect('hangup'))).toBe(first)
    part('fold').click()
    expect(JSON.stringify(rect('hangup'))).toBe(first)
  })

  test('can be folded to a bar that says what happens, for how long, and hangs up', async () => {
    const { transfer, rect, isShown, reachable } = float('talking')
    await page.getByRole('button', { name: 'Show less' }).click()
    expect([isShown('now'), isShown('timer'), reachable('hangup'), isShown('mute')]).toEqual([true, true, true, false])
    expect(rect().height).toBeLessThan(100)
    await page.getByRole('button', { name: 'Hang up' }).click()
    expect(transfer.asked).toEqual(['HANGUP'])
  })

  test('unfolds when other buttons matter, and not for less', () => {
    const { transfer, part, folded } = float('connecting')
    const after = (notice: keyof typeof transferViews) => {
      if (!folded()) part('fold').click()
      transfer.become(transferViews[notice])
      return folded()
    }
    expect(after('dialing')).toBe(true)
    expect([after('ringing'), after('joining')]).toEqual([false, false])
    expect([after('talking'), after('no-sound')]).toEqual([true, true])
    expect([after('blocked'), after('returned')]).toEqual([false, false])
  })

  test('is inline again where the page says so', () => {
    const { element, rect } = float('talking')
    element.placement = 'inline'
    expect(rect().top).toBeLessThan(200)
    expect(element.getBoundingClientRect().height).toBeGreaterThan(100)
  })
})

describe('what has the focus in the page', () => {
  const lieOn = (control: HTMLElement, card: DOMRect) => {
    const { left, right, top, bottom } = control.getBoundingClientRect()
    return left < card.right && right > card.left && top < card.bottom && bottom > card.top
  }

  test.each([
    ['in the page is scrolled to where it can be seen', 'position: absolute; top: 600px'],
    ['at the very end of the page stays in sight', 'position: absolute; top: 1940px'],
  ])('%s', async (_, style) => {
    const { main, rect } = float('talking')
    const input = document.createElement('input')
    input.style.cssText = `${style}; left: 0; width: 120px; height: 30px`
    main.append(input)
    input.focus()
    expect(lieOn(input, rect())).toBe(false)
  })

  test('is not covered where nothing can be scrolled, and the card is back at the bottom afterwards', async () => {
    const { main, rect } = float('talking')
    const [input, other] = [document.createElement('input'), document.createElement('input')]
    main.replaceChildren(other, input)
    input.style.cssText = `position: absolute; top: ${innerHeight - 40}px; left: 0; width: 120px; height: 30px`
    input.focus()
    expect(lieOn(input, rect())).toBe(false)
    other.focus()
    expect(rect().bottom).toBeGreaterThan(innerHeight - 24)
  })
})

test('a modal dialog of the page takes the card in, and gives it back', async () => {
  const { element, transfer, main, reachable } = float('talking')
  const dialog = document.createElement('dialog')
  dialog.innerHTML = '<button>Close</button>'
  main.append(dialog)
  dialog.showModal()
  await expect.poll(() => element.parentElement).toBe(dialog)
  expect(reachable('hangup')).toBe(true)
  await userEvent.click(page.getByRole('button', { name: 'Hang up' }))
  expect(transfer.asked).toEqual(['HANGUP'])
  dialog.close()
  await expect.poll(() => element.parentElement).toBe(document.body)
  dialog.showModal()
  await expect.poll(() => element.parentElement).toBe(dialog)
  dialog.remove()
  await expect.poll(() => element.parentElement).toBe(document.body)
  expect(reachable('hangup')).toBe(true)
})
