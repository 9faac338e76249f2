import type { Outcome } from '@patchcord/core'
import { expect, onTestFinished } from 'vitest'
import { defineElements } from '../../src/index.ts'
import { type FakeDesk, type FakeTransfer, fakeDesk, fakeTransfer } from './fakes.ts'
import { deskViews, transferViews } from './views.ts'

defineElements()

function place<Element extends HTMLElement>(element: Element): Element {
  document.body.append(element)
  onTestFinished(() => element.remove())
  return element
}

/** A `<patchcord-transfer>` in the page, showing a transfer in one notice. */
export function mountTransfer(notice: keyof typeof transferViews = 'ready') {
  const transfer: FakeTransfer = fakeTransfer(transferViews[notice])
  const element = place(document.createElement('patchcord-transfer'))
  element.transfer = transfer
  return { element, transfer, ...within(element) }
}

/** A `<patchcord-desk>` in the page, showing a desk in one notice. */
export function mountDesk(notice: keyof typeof deskViews = 'signed-out') {
  const desk: FakeDesk = fakeDesk(deskViews[notice])
  const element = place(document.createElement('patchcord-desk'))
  element.desk = desk
  return { element, desk, ...within(element) }
}

/** Looks into an element's shadow tree. */
function within(element: HTMLElement) {
  const root = element.shadowRoot as ShadowRoot
  const part = (name: string) => root.querySelector<HTMLElement>(`[part~='${name}']`) as HTMLElement
  const shown = (node: Element) => node.getClientRects().length > 0
  return {
    part,
    card: () => part('card'),
    isShown: (name: string) => shown(part(name)),
    buttons: () => [...root.querySelectorAll("[part~='action']")].filter(shown).map((button) => button.textContent),
    focused: () => root.activeElement?.getAttribute('part') ?? null,
    /** Every text and attribute in the shadow tree and on the element. */
    everything: () => `${element.outerHTML}${root.innerHTML}`,
  }
}

/** Collects what a live region is given to speak, from now on. */
export function listenTo(region: HTMLElement) {
  const spoken: string[] = []
  const take = () => {
    const words = [...region.querySelectorAll('p')].map((line) => line.textContent)
    const text = (words.length ? words : [region.textContent]).filter(Boolean).join(' ')
    if (text) spoken.push(text)
  }
  const observer = new MutationObserver(take)
  observer.observe(region, { childList: true, characterData: true, subtree: true })
  onTestFinished(() => observer.disconnect())
  const said = (words: string) => expect.poll(() => spoken.at(-1), { timeout: 3000 }).toBe(words)
  return { spoken, said }
}

/** An outcome as core tells it. */
export const outcome: Outcome = {
  transferId: 't-1',
  result: 'handed-over',
  endedBy: 'agent',
  attempts: [{ target: 'sip:2001@pbx.example', server: 'wss://pbx.example:7443' }],
  timeline: [{ at: 0, name: 'connecting:connecting' }],
}
