import { make, setText } from './dom.ts'
import { type IconName, setIcon } from './icons.ts'

/** A button as it stands now. */
export interface ActionProps<Command extends string = string> {
  readonly label: string
  readonly icon: IconName
  readonly command: Command
}

/** One button. It is made once and only hidden, so that the focus stays where it is. */
export interface Action<Command extends string = string> {
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
export function createAction<Command extends string>(
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
    if (!props || event.detail > 1 || performance.now() - sentAt < patience) return
    sentAt = performance.now()
    if (!send(props.command)) sentAt = Number.NEGATIVE_INFINITY
  })
  return {
    element,
    update(next) {
      if (next?.command !== props?.command) sentAt = Number.NEGATIVE_INFINITY
      props = next
      element.hidden = !next
      if (!next) return
      setText(label, next.label)
      setIcon(element, next.icon)
    },
  }
}

/** Makes a set of buttons from their names and tones, in order. */
export function createActions<Name extends string, Command extends string>(
  tones: Readonly<Record<Name, ActionTone>>,
  send: (command: Command) => boolean,
): Readonly<Record<Name, Action<Command>>> {
  const names = Object.keys(tones) as Name[]
  return Object.fromEntries(names.map((name) => [name, createAction(name, tones[name], send)])) as Readonly<
    Record<Name, Action<Command>>
  >
}
