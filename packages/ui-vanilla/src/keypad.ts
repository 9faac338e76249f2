import { make, setAttribute, setText } from './dom.ts'
import { fill } from './texts.ts'

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

/** The words of a keypad. */
export interface KeypadTexts {
  readonly keypad: string
  readonly star: string
  readonly hash: string
  /** With `{count}`. */
  readonly digitsSent: string
}

/** The keypad for an agent's or a caller's telephone menu. What is typed is sent, counted and forgotten. */
export interface Keypad {
  readonly element: HTMLElement
  toggle(): void
  /** Closes it where no digit can be sent. */
  update(texts: KeypadTexts, possible: boolean): void
}

/** Where a keypad stands. */
export interface KeypadOptions {
  /** While the keypad is open, the keyboard types digits anywhere in here. */
  readonly scope: HTMLElement
  /** The button that opens and closes it. */
  readonly opener: HTMLElement
  readonly sendDigit: (digit: string) => void
}

const shownDots = 16

/** Shows how many digits were sent, and never which. */
function createCounter() {
  const dots = make('span', { part: 'dots', 'aria-hidden': 'true' })
  const spoken = make('span', { part: 'hidden-text' })
  const element = make('p', { part: 'typed' }, dots, spoken)
  let count = 0
  let text = ''
  const show = () => {
    setText(dots, '•'.repeat(Math.min(count, shownDots)))
    setText(spoken, count ? fill(text, { count: String(count) }) : '')
  }
  const set = (next: number) => {
    count = next
    show()
  }
  const update = (next: string) => {
    text = next
    show()
  }
  return { element, add: () => set(count + 1), reset: () => set(0), update }
}

function createKeys(type: (digit: string) => void) {
  const buttons = keys.map(([digit, letters]) => {
    const attributes: Record<string, string> = letters ? { 'data-letters': letters } : {}
    const button = make('button', { part: 'key', type: 'button', 'aria-label': digit, ...attributes }, digit)
    button.addEventListener('click', () => type(digit))
    return button
  })
  const element = make('div', { part: 'keys', dir: 'ltr' }, ...buttons)
  const update = ({ star, hash }: KeypadTexts) => {
    buttons[9]?.setAttribute('aria-label', star)
    buttons[11]?.setAttribute('aria-label', hash)
  }
  return { element, focus: () => buttons[0]?.focus(), update }
}

/** Makes a closed keypad. */
export function createKeypad({ scope, opener, sendDigit }: KeypadOptions): Keypad {
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
  const toggle = () => {
    setOpen(!isOpen())
    if (isOpen()) pad.focus()
    else opener.focus()
  }
  opener.setAttribute('aria-controls', element.id)
  scope.addEventListener('keydown', (event) => {
    if (isOpen()) onKey(event, type, toggle)
  })
  setOpen(false)
  const update = (texts: KeypadTexts, possible: boolean) => {
    setAttribute(element, 'aria-label', texts.keypad)
    pad.update(texts)
    counter.update(texts.digitsSent)
    if (!possible) setOpen(false)
  }
  return { element, toggle, update }
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
