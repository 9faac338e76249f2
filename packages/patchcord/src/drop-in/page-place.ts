import type { Log } from '@patchcord/core'
import { defineTransferElement, type PatchcordTransferElement, type Placement } from '@patchcord/ui-vanilla'
import { freeElement, place } from '../place.ts'

/** The transfer's element in the page, or on its way there. */
export interface PagePlace {
  readonly element: PatchcordTransferElement
  /** It need not get there any more. */
  cancel(): void
}

const tag = 'patchcord-transfer'

/**
 * Finds the element, or the place for a new one. In a page that is still being read both may come later: then it is put
 * there once the page is whole. Where the page has no such place, the log says so and the end of the body is taken.
 */
export function placeInPage(
  mount: Element | string | undefined,
  placement: Placement | undefined,
  log: Log,
): PagePlace {
  if (globalThis.customElements) defineTransferElement()
  const host = find(mount)
  if (host || document.readyState !== 'loading')
    return { element: host ? placed(host) : anywhere(mount, log), cancel() {} }
  const element = document.createElement(tag)
  const put = () => {
    const found = find(mount)
    const own = found ? placed(found) : anywhere(mount, log)
    for (const { name, value } of own.attributes) element.setAttribute(name, value)
    if (placement) element.placement = placement
    own.replaceWith(element)
  }
  document.addEventListener('DOMContentLoaded', put, { once: true })
  return { element, cancel: () => document.removeEventListener('DOMContentLoaded', put) }
}

function placed(host: Element): PatchcordTransferElement {
  const { element, put } = place(tag, host)
  put()
  return element
}

/** An element, what a selector matches, or an element of the page that no other assistant has. */
function find(mount: Element | string | undefined): Element | null {
  if (mount === undefined) return freeElement(tag, document) ?? null
  return typeof mount === 'object' ? mount : document.querySelector(mount)
}

/** At the end of the body, and over the page: in a body of any layout the end may be nowhere that a caller looks. */
function anywhere(mount: Element | string | undefined, log: Log): PatchcordTransferElement {
  if (mount !== undefined) log({ level: 'error', message: `mount: no element matches ${JSON.stringify(mount)}.` })
  const element = placed(document.body)
  if (!element.hasAttribute('placement')) element.setAttribute('placement', 'floating')
  return element
}
