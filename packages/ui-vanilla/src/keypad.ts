import { make, setAttribute, setText } from './dom.ts'

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
  readonly isOpen: boolean
  update(texts: KeypadTexts): void
  open(): void
  close(): void
}

const shownDots = 16

/**
 * Makes a closed keypad.
 *
 * @param scope - while the keypad is open, the keyboard types digits anywhere in here
 * @param onDigit - sends one digit
 * @param onEscape - the user wants it closed
 */
export function createKeypad(scope: HTMLElement, onDigit: (digit: string) => void, onEscape: () => void): Keypad {
  const dots = make('span', { part: 'dots', 'aria-hidden': 'true' })
  const spoken = make('span', { part: 'hidden-text' })
  const grid = make('div', { part: 'keys', dir: 'ltr' })
  const element = make('div', { part: 'pad', id: 'pad', role: 'group', tabindex: '-1' })
  let count = 0
  let texts: KeypadTexts = { keypad: '', star: '', hash: '', digitsSent: '' }
  const tell = () => {
    setText(dots, '•'.repeat(Math.min(count, shownDots)))
    setText(spoken, count ? texts.digitsSent.replace('{count}', String(count)) : '')
  }
  const type = (digit: string) => {
    onDigit(digit)
    count += 1
    tell()
  }
  const buttons = keys.map(([digit, letters]) => {
    const attributes = letters ? { 'data-letters': letters } : {}
    const button = make('button', { part: 'key', type: 'button', 'aria-label': digit, ...attributes }, digit)
    button.addEventListener('click', () => type(digit))
    return button
  })
  grid.append(...buttons)
  element.append(make('p', { part: 'typed' }, dots, spoken), grid)
  element.hidden = true
  scope.addEventListener('keydown', (event) => {
    if (!element.hidden) onKey(event, type, onEscape)
  })
  return {
    element,
    get isOpen() {
      return !element.hidden
    },
    update(next) {
      texts = next
      setAttribute(element, 'aria-label', next.keypad)
      buttons[9]?.setAttribute('aria-label', next.star)
      buttons[11]?.setAttribute('aria-label', next.hash)
      tell()
    },
    open() {
      element.hidden = false
      buttons[0]?.focus()
    },
    close() {
      element.hidden = true
      count = 0
      tell()
    },
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
