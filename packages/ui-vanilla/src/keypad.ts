import { settlingControl } from './action.ts'
import { make, setAttribute, setText } from './dom.ts'
import type { KeypadTexts } from './panel.texts.ts'
import type { Placed } from './places.ts'
import { format } from './texts.ts'

const keys = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const

/** The keypad for an agent's or a caller's telephone menu. What is typed is sent, counted and forgotten. */
export interface Keypad {
  readonly element: HTMLElement
  readonly keys: readonly Placed[]
  readonly isOpen: boolean
  toggle(): void
  /** Closes it where no digit can be sent. */
  update(texts: KeypadTexts & { readonly locale: string }, possible: boolean): void
}

/** Where a keypad stands. */
export interface KeypadOptions {
  /** While the keypad is open, the keyboard types digits anywhere in here. */
  readonly scope: HTMLElement
  /** The button that opens and closes it. */
  readonly opener: HTMLElement
  /** It has just been opened or closed by hand. */
  readonly toggled: () => void
  readonly sendDigit: (digit: string) => void
}

const shownDots = 16

/** Shows how many digits were sent, and never which. */
function createCounter() {
  const dots = make('span', { part: 'dots', 'aria-hidden': 'true' })
  const spoken = make('span', { part: 'hidden-text' })
  const element = make('p', { part: 'typed' }, dots, spoken)
  let count = 0
  let say = (_count: number) => ''
  const show = () => {
    setText(dots, '•'.repeat(Math.min(count, shownDots)))
    setText(spoken, count ? say(count) : '')
  }
  const set = (next: number) => {
    count = next
    show()
  }
  const update = (next: typeof say) => {
    say = next
    show()
  }
  return { element, add: () => set(count + 1), reset: () => set(0), update }
}

function createKeys(type: (digit: string) => void) {
  const placed = keys.map(([digit, letters]) => {
    const attributes: Record<string, string> = letters ? { 'data-letters': letters } : {}
    const button = make('button', { part: 'key', type: 'button', 'aria-label': digit, ...attributes }, digit)
    const placed = settlingControl(button)
    button.addEventListener('click', () => type(digit))
    return placed
  })
  const buttons = placed.map(({ element }) => element)
  const element = make('div', { part: 'keys', dir: 'ltr' }, ...buttons)
  const update = ({ star, hash }: KeypadTexts) => {
    buttons[9]?.setAttribute('aria-label', star)
    buttons[11]?.setAttribute('aria-label', hash)
  }
  return { element, placed, focus: () => buttons[0]?.focus(), update }
}

/** Makes a closed keypad. */
export function createKeypad({ scope, opener, toggled, sendDigit }: KeypadOptions): Keypad {
  const counter = createCounter()
  const type = (digit: string) => {
    sendDigit(digit)
    counter.add()
  }
  const pad = createKeys(type)
  const element = make('div', { part: 'pad', id: 'pad', role: 'group', tabindex: '-1' }, counter.element, pad.element)
  const isOpen = () => !element.hasAttribute('hidden')
  const setOpen = (open: boolean) => {
    element.hidden = !open
    setAttribute(opener, 'aria-expanded', String(open))
    if (!open) counter.reset()
  }
  // The whole card where it fits, so that Hang up is in view, too.
  const comeIntoView = () => {
    const shown = scope.offsetHeight <= innerHeight ? scope : element
    shown.scrollIntoView({ block: 'nearest' })
  }
  const toggle = () => {
    setOpen(!isOpen())
    toggled()
    if (!isOpen()) return opener.focus()
    pad.focus()
    comeIntoView()
  }
  opener.setAttribute('aria-controls', element.id)
  scope.addEventListener('keydown', (event) => {
    if (isOpen()) onKey(event, type, toggle)
  })
  setOpen(false)
  const update: Keypad['update'] = (texts, possible) => {
    setAttribute(element, 'aria-label', texts.keypad)
    pad.update(texts)
    counter.update((count) => format(texts.digitsSent, { count }, texts.locale))
    if (!possible) setOpen(false)
  }
  return {
    element,
    keys: pad.placed,
    get isOpen() {
      return isOpen()
    },
    toggle,
    update,
  }
}

/** Digits from the keyboard go no further than here: a page's own key listeners have no business with them. */
function onKey(event: KeyboardEvent, type: (digit: string) => void, onEscape: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const closes = event.key === 'Escape'
  if (!closes && !/^[0-9*#]$/.test(event.key)) return
  event.preventDefault()
  event.stopPropagation()
  if (closes) onEscape()
  else if (!event.repeat) type(event.key)
}
