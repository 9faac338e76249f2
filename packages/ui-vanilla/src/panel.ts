import { type ActionProps, type ActionTone, createActions } from './action.ts'
import { createDetails, type DetailsProps } from './details.ts'
import { make, setText } from './dom.ts'
import { type IconName, setIcon } from './icons.ts'
import { createKeypad } from './keypad.ts'
import { createLive, type LiveProps } from './live.ts'
import type { PanelTexts } from './panel.texts.ts'
import type { Placed } from './places.ts'
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
  /** The buttons in order; among them `hangup`, which stays in the head, and `keypad`, whose command is `KEYPAD`. */
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
  update(props: PanelProps<Name, Command | 'KEYPAD'>, texts: PanelTexts): void
  /** Makes a change to the screen; a control that takes another one's place by it ignores input for a while. */
  settle(change: () => void): void
  /** Shows and says nothing. */
  clear(): void
  /** Stops what runs by itself. */
  rest(): void
}

type Own = 'keypad' | 'hangup'

function createHead(live: readonly HTMLElement[], timer: HTMLElement, end: HTMLElement) {
  const badge = make('span', { part: 'badge', 'aria-hidden': 'true' })
  const title = make('span', { part: 'title' })
  const line = make('div', { part: 'title-line' }, title, timer)
  const element = make('div', { part: 'head' }, badge, make('div', { part: 'words' }, line, ...live), end)
  const update = (props: { readonly icon: IconName; readonly title: string }) => {
    setIcon(badge, props.icon)
    setText(title, props.title)
  }
  return { element, update }
}

/** The buttons, and the keypad in their place while it is open. */
function createControls<Name extends string, Command extends string>({
  scope,
  tones,
  send,
  sendDigit,
}: PanelOptions<Name | Own, Command>) {
  type Props = PanelProps<Name | Own, Command | 'KEYPAD'>['actions']
  let shown: { readonly props: Props; readonly texts: PanelTexts } | undefined
  const press = (command: Command | 'KEYPAD') => {
    if (command === 'KEYPAD') actions.settle(keypad.toggle)
    else send(command)
    return command !== 'KEYPAD'
  }
  const keys = (): readonly Placed[] => keypad.keys
  const actions = createActions<Name | Own, Command | 'KEYPAD'>(tones, press, keys)
  const show = () => {
    if (!shown) return
    const { props, texts } = shown
    scope.toggleAttribute('data-keypad', keypad.isOpen)
    const opened = props.keypad && keypad.isOpen ? { label: texts.hideKeypad, icon: 'close' as const } : {}
    actions.update({ ...props, keypad: props.keypad && { ...props.keypad, ...opened } })
  }
  const keypad = createKeypad({ scope, opener: actions.buttons.keypad, toggled: () => show(), sendDigit })
  const update = (props: Props, texts: PanelTexts) => {
    shown = { props, texts }
    keypad.update(texts, props.keypad !== null)
    show()
  }
  return { actions, keypad, update }
}

/** Makes the parts that both elements have: the head with what ends the call, the buttons, the keypad, the Details. */
export function createPanel<Name extends string, Command extends string>(
  options: PanelOptions<Name | Own, Command>,
): Panel<Name | Own, Command> {
  const [live, timer, details] = [createLive(), createTimer(), createDetails()]
  const { actions, keypad, update } = createControls<Name, Command>(options)
  const { hangup, ...others } = actions.buttons
  const head = createHead(live.elements, timer.element, hangup)
  return {
    head: head.element,
    actions: make('div', { part: 'actions' }, ...Object.values<HTMLElement>(others)),
    keypad: keypad.element,
    details: details.element,
    button: (name) => actions.buttons[name],
    settle: actions.settle,
    update(props, texts) {
      head.update(props)
      update(props.actions, texts)
      details.update(props.details)
      timer.update(props.timer, texts.locale)
      live.update(props)
    },
    clear() {
      actions.clear()
      timer.update(null)
      live.rest()
      live.update({ now: '', next: '', note: '', alert: '' })
    },
    rest() {
      timer.pause()
      live.rest()
    },
  }
}
