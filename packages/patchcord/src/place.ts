import { SettingError } from '@patchcord/core'
import {
  type PatchcordDeskElement,
  type PatchcordTransferElement,
  type Placement,
  placements,
} from '@patchcord/ui-vanilla'

interface Elements {
  'patchcord-transfer': PatchcordTransferElement
  'patchcord-desk': PatchcordDeskElement
}

/** An element for one assistant or one desk. */
export interface Place<Shown extends Element> {
  readonly element: Shown
  /** Puts it into the page, where it is not there yet. */
  put(): void
}

/** Whether another assistant or desk has this element already: two cannot share one. */
const isTaken = (element: Element): boolean =>
  Boolean(Reflect.get(element, 'transfer') ?? Reflect.get(element, 'desk') ?? false)

/** The first of these elements that nobody has yet. */
export const freeElement = <Name extends keyof Elements>(name: Name, host: ParentNode): Elements[Name] | undefined =>
  [...host.querySelectorAll(name)].find((element) => !isTaken(element))

/**
 * Finds a free element in its place, or makes one for it. The page is changed by `put` alone.
 *
 * @throws SettingError where the place is not in the page, or is another assistant's own element
 */
export function place<Name extends keyof Elements>(
  name: Name,
  mount: Element | string = document.body,
): Place<Elements[Name]> {
  const host = typeof mount === 'string' ? document.querySelector(mount) : mount
  if (!host) throw new SettingError('mount', `no element matches ${JSON.stringify(mount)}.`)
  if (host.localName === name) {
    if (isTaken(host))
      throw new SettingError('mount', `this <${name}> is in use. Call detach() first, or give another.`)
    return { element: host as Elements[Name], put() {} }
  }
  const free = freeElement(name, host)
  const element = free ?? document.createElement(name)
  return { element, put: () => void (free ?? host.append(element)) }
}

/**
 * Where the card is: as the page says, in the option or in its own element's markup; else in the place that was given,
 * and over the page where none was. A card at the end of a body of any layout may be nowhere that a caller looks.
 *
 * @throws SettingError for any other word
 */
export function placementOf(
  element: Element,
  { mount, placement }: { readonly mount?: Element | string | undefined; readonly placement?: Placement | undefined },
): Placement {
  const known = (word: string | null | undefined) => placements.find((one) => one === word)
  if (placement !== undefined && !known(placement))
    throw new SettingError('placement', `expected "floating" or "inline", got ${JSON.stringify(placement)}.`)
  const written = known(placement) ?? known(element.getAttribute('placement'))
  return written ?? (mount || element.isConnected ? 'inline' : 'floating')
}

/**
 * Defines the element that is shown.
 *
 * @throws SettingError where the browser has no custom elements, or the page has taken them away
 */
export function define(element: () => void): void {
  if (!globalThis.customElements)
    throw new SettingError('customElements', 'this browser has none, or a script has removed them. Update the browser.')
  element()
}
