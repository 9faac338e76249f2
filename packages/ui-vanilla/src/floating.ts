import { make, setAttribute } from './dom.ts'
import { setIcon } from './icons.ts'
import { keepUncovered } from './uncovered.ts'

/** What a floating card needs to know of what it shows. */
export interface FloatingProps {
  readonly shown: boolean
  /** Something began, or wants a hand, that a folded card does not show. */
  readonly unfolds: boolean
}

/** A card that can float over the page, and be folded to a bar. */
export interface Floating {
  /** The button that folds the card, and opens it again. */
  readonly button: HTMLElement
  /** `true` floats, over everything else in the page; `false` leaves the card in its place. */
  set(on: boolean): void
  /** Called whenever the element has come into a document. */
  connect(): void
  disconnect(): void
  update(props: FloatingProps, texts: { readonly fold: string; readonly unfold: string }): void
}

/** Puts a node elsewhere, without a reload of what is in it where the browser can. */
function move(parent: Element, node: Element, before: Node | null): void {
  const target: Element & { moveBefore?: (node: Node, before: Node | null) => void } = parent
  if (target.moveBefore && node.isConnected) target.moveBefore(node, before)
  else parent.insertBefore(node, before)
}

/**
 * Everything outside a modal dialog is inert, what lies above it too, so that the call could not be hung up: the element
 * goes into the dialog, and back to its place afterwards.
 */
function createGuest(host: HTMLElement) {
  const home = document.createComment('')
  let dialog: Element | undefined
  const leave = () => {
    dialog = undefined
    if (home.parentElement) move(home.parentElement, host, home)
    home.remove()
  }
  const follow = () => {
    const open = [...document.querySelectorAll('dialog:modal')].at(-1)
    if (dialog && dialog !== open) leave()
    if (!open || open.contains(host)) return
    host.before(home)
    dialog = open
    move(open, host, null)
  }
  return { follow, leave, isLost: () => dialog !== undefined && !dialog.isConnected }
}

/** Makes what lets a card float. Nothing happens before it is connected. */
export function createFloating(host: HTMLElement, card: HTMLElement): Floating {
  const button = make('button', { part: 'fold', type: 'button' })
  const guest = createGuest(host)
  const uncovered = keepUncovered(card, () => setFolded(true))
  let on = false
  let connected = false
  let texts = { fold: '', unfold: '' }
  let shown = false

  function setFolded(folded: boolean) {
    card.toggleAttribute('data-folded', folded)
    setAttribute(button, 'aria-expanded', String(!folded))
    setAttribute(button, 'aria-label', folded ? texts.unfold : texts.fold)
    setIcon(button, folded ? 'unfold' : 'fold')
  }
  function raise() {
    if (!connected || !on || !('popover' in card)) return
    if (card.matches(':popover-open')) card.hidePopover()
    card.showPopover()
  }
  function follow({ target }: Event) {
    if (!shown || !(target instanceof HTMLDialogElement)) return
    guest.follow()
    raise()
  }
  function start() {
    card.popover = 'manual'
    raise()
    document.addEventListener('toggle', follow, { capture: true })
    document.addEventListener('close', follow, { capture: true })
    document.addEventListener('fullscreenchange', raise)
    uncovered.start()
  }
  function stop() {
    document.removeEventListener('toggle', follow, { capture: true })
    document.removeEventListener('close', follow, { capture: true })
    document.removeEventListener('fullscreenchange', raise)
    uncovered.stop()
  }

  button.addEventListener('click', () => setFolded(!card.hasAttribute('data-folded')))
  return {
    button,
    set(next) {
      if (next === on) return
      on = next
      if (connected && on) start()
      if (on) return
      stop()
      card.popover = null
      setFolded(false)
    },
    connect() {
      connected = true
      if (on) start()
    },
    disconnect() {
      connected = false
      stop()
      if (guest.isLost()) queueMicrotask(guest.leave)
    },
    update(props, words) {
      texts = words
      const appears = props.shown && !shown
      shown = props.shown
      setFolded(card.hasAttribute('data-folded') && !props.unfolds)
      if (!on) return
      if (appears) guest.follow()
      if (appears && document.querySelector(':modal')) raise()
      if (!shown) guest.leave()
      uncovered.check()
    },
  }
}
