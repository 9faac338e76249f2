import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { defineElements, PatchcordTransferElement } from '../src/index.ts'
import { fakeTransfer } from './support/fakes.ts'
import { mountDesk, mountTransfer, outcome } from './support/mount.ts'
import { deskViews, transferViews } from './support/views.ts'

test('defining twice, or after another copy, changes nothing', () => {
  defineElements()
  expect(customElements.get('patchcord-transfer')).toBe(PatchcordTransferElement)
  const taken = new Map<string, unknown>([['patchcord-transfer', class {}]])
  const define = vi.fn((name: string) => void taken.set(name, true))
  defineElements({ get: (name: string) => taken.get(name), define } as unknown as CustomElementRegistry)
  expect(define.mock.calls.map(([name]) => name)).toEqual(['patchcord-desk'])
})

test('listens only while it is in the document', () => {
  const { element, transfer } = mountTransfer('talking')
  expect(transfer.watched).toBe(2)
  element.remove()
  expect(transfer.watched).toBe(0)
  transfer.become(transferViews['on-hold'])
  document.body.append(element)
  expect([transfer.watched, element.getAttribute('detail')]).toEqual([2, 'on-hold'])
  element.transfer = null
  expect(transfer.watched).toBe(0)
  expect([element.hasAttribute('state'), element.hasAttribute('detail')]).toEqual([false, false])
  expect(element.getBoundingClientRect().height).toBe(0)
})

test('comes into view when it appears, when it rings and when the talk begins', async () => {
  const { element, transfer } = mountTransfer('ready')
  const tall = document.createElement('div')
  tall.style.height = '3000px'
  element.before(tall)
  scrollTo(0, 0)
  for (const notice of ['connecting', 'ringing', 'joining', 'returned'] as const) {
    transfer.become(transferViews[notice])
    await expect.poll(() => element.getBoundingClientRect().bottom).toBeLessThan(innerHeight + 1)
    scrollTo({ top: 0, behavior: 'instant' })
  }
  transfer.become(transferViews.returned)
  expect(scrollY).toBe(0)
  tall.remove()
})

test('no timer runs on when it is taken out', () => {
  const clear = vi.spyOn(globalThis, 'clearInterval')
  const { element, part } = mountTransfer('talking')
  element.remove()
  expect(clear).toHaveBeenCalled()
  const text = part('timer').textContent
  document.body.append(element)
  expect(part('timer').textContent).toBe(text)
})

test('moving it keeps the time and tells an outcome once', async () => {
  const { element, transfer, part } = mountTransfer('talking')
  await new Promise((resolve) => setTimeout(resolve, 1050))
  const box = document.body.appendChild(document.createElement('div'))
  box.append(element)
  expect(part('timer').textContent).toBe('00:01')
  const heard = vi.fn()
  element.addEventListener('patchcord-outcome', heard)
  transfer.end(outcome)
  expect(heard).toHaveBeenCalledTimes(1)
  box.remove()
})

test('another transfer takes the first one’s place', () => {
  const { element, transfer } = mountTransfer('talking')
  const other = fakeTransfer(transferViews.ringing)
  element.transfer = other
  expect([transfer.watched, other.watched, element.getAttribute('state')]).toEqual([0, 2, 'calling'])
})

test('a transfer that was set before the element is defined is shown', () => {
  const early = fakeTransfer(transferViews.ringing)
  const element = document.createElement('patchcord-late') as PatchcordTransferElement
  Object.assign(element, { transfer: early, texts: { cancel: 'Abbrechen' } })
  document.body.append(element)
  customElements.define('patchcord-late', class extends PatchcordTransferElement {})
  expect(element.getAttribute('state')).toBe('calling')
  expect(element.shadowRoot?.querySelector("[part~='hangup']")?.textContent).toBe('Abbrechen')
  element.remove()
  expect(early.watched).toBe(0)
})

test('the words can be the page’s own', async () => {
  const { element } = mountTransfer('talking')
  element.texts = { mute: 'Stumm', now: { talking: 'Sie sprechen mit dem Agenten' } }
  await expect.element(page.getByRole('button', { name: 'Stumm' })).toBeVisible()
  await expect.element(page.getByText('Sie sprechen mit dem Agenten')).toBeVisible()
})

test('light and dark follow the page’s color-scheme, and a page’s own colours win', () => {
  const { element, card } = mountTransfer('talking')
  const surface = () => getComputedStyle(card()).backgroundColor
  element.style.colorScheme = 'light'
  expect(surface()).toBe('rgb(255, 255, 255)')
  element.style.colorScheme = 'dark'
  expect(surface()).toBe('rgb(25, 28, 35)')
  element.style.setProperty('--patchcord-surface', 'rgb(1, 2, 3)')
  expect(surface()).toBe('rgb(1, 2, 3)')
})

test.each([320, 360, 1000])('nothing overflows at %i px, and every control is big enough to touch', (width) => {
  for (const { element } of [
    ...(Object.keys(transferViews) as (keyof typeof transferViews)[]).map((notice) => mountTransfer(notice)),
    ...(Object.keys(deskViews) as (keyof typeof deskViews)[]).map((notice) => mountDesk(notice)),
  ]) {
    element.style.inlineSize = `${width}px`
    expect(element.scrollWidth).toBeLessThanOrEqual(width)
    const controls = element.shadowRoot?.querySelectorAll('button, a, summary, input') ?? []
    const sizes = [...controls].filter((control) => control.getClientRects().length > 0)
    for (const control of sizes) expect(control.getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
  }
})

test('both elements can show at once without a shared sheet being copied', () => {
  const [one, two] = [mountTransfer('talking').element, mountTransfer('ringing').element]
  expect(one.shadowRoot?.adoptedStyleSheets[0]).toBe(two.shadowRoot?.adoptedStyleSheets[0])
})
