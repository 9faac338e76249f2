import { type ActionProps, type ActionTone, createActions } from './action.ts'
import { createDetails, type DetailsProps } from './details.ts'
import { make, setText } from './dom.ts'
import { type IconName, setIcon } from './icons.ts'
import { createKeypad, type KeypadTexts } from './keypad.ts'
import { createLive, type LiveProps } from './live.ts'
import { createTimer, type TimerProps } from './timer.ts'

/** The mood of a card, from which its colour and its movement follow. */
export type Tone = 'calm' | 'busy' | 'good' | 'warn' | 'bad'

/** What both elements show, as plain data. */
export interface PanelProps<Name extends string, Press extends string> extends LiveProps {
  readonly tone: Tone
  readonly icon: IconName
  readonly title: string
  readonly timer: TimerProps | null
  readonly actions: Readonly<Record<Name, ActionProps<Press> | null>>
  readonly details: DetailsProps | null
}

/** What a panel is made of. */
export interface PanelOptions<Name extends string, Command extends string> {
  /** Where the keyboard types digits while the keypad is open. */
  readonly scope: HTMLElement
  /** The buttons in order; among them `keypad`, whose command is `KEYPAD`. */
  readonly tones: Readonly<Record<Name, ActionTone>>
  readonly send: (command: Command) => void
  readonly sendDigit: (digit: string) => void
}

/** The parts that both elements have, made once. */
export interface Panel<Name extends string, Command extends string> {
  readonly head: HTMLElement
  readonly actions: HTMLElement
  readonly keypad: HTMLElement
  readonly details: HTMLElement
  button(name: Name): HTMLElement
  update(props: PanelProps<Name, Command | 'KEYPAD'>, texts: KeypadTexts): void
  /** Shows and says nothing. */
  clear(): void
  /** Stops what runs by itself. */
  rest(): void
}

function createHead(live: readonly HTMLElement[], timer: HTMLElement) {
  const badge = make('span', { part: 'badge', 'aria-hidden': 'true' })
  const title = make('span', { part: 'title' })
  const line = make('div', { part: 'title-line' }, title, timer)
  const element = make('div', { part: 'head' }, badge, make('div', { part: 'words' }, line, ...live))
  const update = (props: { readonly icon: IconName; readonly title: string }) => {
    setIcon(badge, props.icon)
    setText(title, props.title)
  }
  return { element, update }
}

/** Makes the parts that both elements have: the head with its live regions, the buttons, the keypad, the Details. */
export function createPanel<Name extends string, Command extends string>({
  scope,
  tones,
  send,
  sendDigit,
}: PanelOptions<Name | 'keypad', Command>): Panel<Name | 'keypad', Command> {
  const [live, timer, details] = [createLive(), createTimer(), createDetails()]
  const head = createHead([live.alert, live.status], timer.element)
  const press = (command: Command | 'KEYPAD') => {
    if (command === 'KEYPAD') keypad.toggle()
    else send(command)
    return command !== 'KEYPAD'
  }
  const actions = createActions<Name | 'keypad', Command | 'KEYPAD'>(tones, press)
  const keypad = createKeypad({ scope, opener: actions.buttons.keypad, sendDigit })
  return {
    head: head.element,
    actions: make('div', { part: 'actions' }, ...Object.values<HTMLElement>(actions.buttons)),
    keypad: keypad.element,
    details: details.element,
    button: (name) => actions.buttons[name],
    update(props, texts) {
      head.update(props)
      actions.update(props.actions)
      keypad.update(texts, props.actions.keypad !== null)
      details.update(props.details)
      timer.update(props.timer)
      live.update(props)
    },
    clear() {
      actions.clear()
      timer.update(null)
      live.update({ now: '', next: '', note: '', alert: '' })
    },
    rest: timer.pause,
  }
}
