/** Where more than this share of a control is under the card, something is done about it. */
const tolerated = 0.25

/** A smaller visual viewport than this, in pixels, is taken for a keyboard on the screen. */
const keyboard = 80

/** Keeps a card at the window's edge from lying on what has the focus. */
export interface Uncovered {
  start(): void
  stop(): void
  /** The card may have grown. */
  check(): void
}

/** Which share of a control is under the card. */
function covered(control: Element, card: Element): number {
  const [a, b] = [control.getBoundingClientRect(), card.getBoundingClientRect()]
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 ? (width * height) / (a.width * a.height) : 0
}

/**
 * Whoever moves the focus in the page must see where it is (WCAG 2.2, 2.4.11). The page is scrolled; where that does not
 * help the card is folded; where that does not help either, it goes to the other edge until the focus has moved on.
 */
export function keepUncovered(card: HTMLElement, fold: () => void): Uncovered {
  let focused: Element | null = null
  let height = 0
  const clear = () => {
    if (!focused?.isConnected || covered(focused, card) <= tolerated) return
    focused.scrollIntoView({ block: 'center', behavior: 'instant' })
    if (covered(focused, card) > 0) fold()
    if (covered(focused, card) > 0) card.toggleAttribute('data-top', true)
  }
  const move = (event: FocusEvent) => {
    const [target] = event.composedPath()
    // What is pressed must not move away: the card stays where it is while the focus is in it.
    if (!(target instanceof Element) || card.contains(target)) return
    focused = target
    card.toggleAttribute('data-top', false)
    clear()
  }
  /** A keyboard on the screen covers the window's lower edge, and the window does not know. */
  const raise = () => {
    const { visualViewport: seen } = window
    const hidden = seen && seen.scale === 1 ? innerHeight - seen.height - seen.offsetTop : 0
    const raised = `${hidden > keyboard ? Math.round(hidden) : 0}px`
    if (card.style.getPropertyValue('--_raise') === raised) return
    card.style.setProperty('--_raise', raised)
    clear()
  }
  return {
    check() {
      const before = height
      height = card.offsetHeight
      // Only then: whoever scrolled what has the focus out of sight wanted that.
      if (height > before) clear()
    },
    start() {
      focused = document.activeElement === document.body ? null : document.activeElement
      document.addEventListener('focusin', move)
      visualViewport?.addEventListener('resize', raise)
      visualViewport?.addEventListener('scroll', raise)
    },
    stop() {
      document.removeEventListener('focusin', move)
      visualViewport?.removeEventListener('resize', raise)
      visualViewport?.removeEventListener('scroll', raise)
      card.toggleAttribute('data-top', false)
    },
  }
}
