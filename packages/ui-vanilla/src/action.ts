import { make, setAttribute, setText } from './dom.ts'
import { type IconName, setIcon } from './icons.ts'

/** A button as it stands now. */
export interface ActionProps<Command extends string = string> {
  readonly label: string
  readonly icon: IconName
  readonly command: Command
  /** It cannot be pressed just now, and is about to be pressed again: it stays, and keeps the focus. */
  readonly waits?: boolean
}

/** One button. It is made once and only hidden, so that the focus stays where it is. */
interface Action<Command extends string = string> {
  readonly element: HTMLButtonElement
  update(props: ActionProps<Command> | null): void
}

/** How loud a button looks. */
export type ActionTone = 'plain' | 'accent' | 'danger' | 'good' | 'quiet'

/** A press is lost in a machine that never answers for no longer than this. */
const patience = 1000

/**
 * Makes a button that sends its command once: not again for the second half of a double click, or
 * while the view has not answered.
 *
 * @param send - returns whether the view is going to answer
 */
function createAction<Command extends string>(
  name: string,
  tone: ActionTone,
  send: (command: Command) => boolean,
): Action<Command> {
  const label = make('span', { part: 'label' })
  const element = make('button', { part: `action ${name}`, type: 'button', 'data-tone': tone }, label)
  let props: ActionProps<Command> | null = null
  let sentAt = Number.NEGATIVE_INFINITY
  element.hidden = true
  element.addEventListener('click', (event) => {
    if (!props || props.waits || event.detail > 1 || performance.now() - sentAt < patience) return
    sentAt = performance.now()
    if (!send(props.command)) sentAt = Number.NEGATIVE_INFINITY
  })
  return {
    element,
    update(next) {
      if (next?.command !== props?.command || next?.waits !== props?.waits) sentAt = Number.NEGATIVE_INFINITY
      props = next
      element.hidden = !next
      if (!next) return
      setAttribute(element, 'aria-disabled', next.waits ? 'true' : null)
      setText(label, next.label)
      setIcon(element, next.icon)
    },
  }
}

/** A set of buttons. */
export interface Actions<Name extends string, Command extends string> {
  readonly buttons: Readonly<Record<Name, HTMLElement>>
  update(props: Readonly<Record<Name, ActionProps<Command> | null>>): void
  /** Hides them all. */
  clear(): void
}

/** Makes a set of buttons from their names and tones, in order. */
export function createActions<Name extends string, Command extends string>(
  tones: Readonly<Record<Name, ActionTone>>,
  send: (command: Command) => boolean,
): Actions<Name, Command> {
  const all = (Object.keys(tones) as Name[]).map((name) => [name, createAction(name, tones[name], send)] as const)
  const buttons: Partial<Record<Name, HTMLElement>> = {}
  for (const [name, { element }] of all) buttons[name] = element
  return {
    buttons: buttons as Record<Name, HTMLElement>,
    update(props) {
      for (const [name, action] of all) action.update(props[name])
    },
    clear() {
      for (const [, action] of all) action.update(null)
    },
  }
}
