/** A control that has a place on the screen. */
export interface Placed {
  readonly element: HTMLElement
  /** Ignores input for a while. */
  settle(): void
}

interface Spot {
  readonly element: HTMLElement
  readonly rect: DOMRect
  /** When it was seen there last. */
  readonly at: number
}

/**
 * Watches where controls are. It returns a function that makes a change to the screen: a control that appears or moves by
 * it, to where another one was not longer ago than `memory` milliseconds, settles.
 */
export function createPlaces(controls: () => readonly Placed[], memory: number): (change: () => void) => void {
  let past: readonly Spot[] = []
  return (change) => {
    const now = performance.now()
    const before = spotsOf(controls(), now)
    past = [...past.filter(({ at }) => now - at < memory), ...before]
    change()
    for (const control of controls()) {
      const [spot] = spotsOf([control], now)
      const stayed = before.some(({ element, rect }) => element === control.element && spot && stays(rect, spot.rect))
      const taken = past.some(({ element, rect }) => element !== control.element && spot && shared(rect, spot.rect) > 0)
      if (taken && !stayed) control.settle()
    }
  }
}

const spotsOf = (controls: readonly Placed[], at: number): readonly Spot[] =>
  controls.flatMap(({ element }) => {
    const rect = element.getBoundingClientRect()
    return rect.width > 0 && rect.height > 0 ? [{ element, rect, at }] : []
  })

/** The area that two share, in square pixels. */
const shared = (a: DOMRect, b: DOMRect): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

/** Whoever had the pointer on it most likely still has. */
const stays = (a: DOMRect, b: DOMRect): boolean => shared(a, b) > Math.min(a.width * a.height, b.width * b.height) / 2
