import { make, setAttribute, setText } from './dom.ts'
import { type IconName, setIcon } from './icons.ts'
import { createPlaces, type Placed } from './places.ts'

/**
 * How long, in milliseconds, a control ignores input that was meant for the one before: it took that one's place under
 * the pointer or the focus, or was pressed and the view has not answered. The button that ends the call never does.
 */
export const settling = 1000

/** A button as it is now. */
export interface ActionProps<Command extends string = string> {
  readonly label: string
  readonly icon: IconName
  readonly command: Command
  /** It cannot be pressed just now, and is about to be pressed again: it stays, and keeps the focus. */
  readonly waits?: boolean
}

/** One button. It is made once and only hidden, so that the focus stays where it is. */
interface Action<Command extends string = string> extends Placed {
  update(props: ActionProps<Command> | null): void
}

/** How loud a button looks. */
export type ActionTone = 'plain' | 'accent' | 'danger' | 'good' | 'quiet'

/** What ends the call: it keeps one place for the whole call, and never ignores input. */
const steady = 'hangup'

/** A button that ignores the pointer for a while. A key reaches it only after the focus was moved there on purpose. */
function createRest(element: HTMLElement) {
  let waits = false
  let until = Number.NEGATIVE_INFINITY
  const rests = () => performance.now() < until
  const ignores = ({ detail }: UIEvent) => waits || (detail > 0 && rests())
  const show = () => setAttribute(element, 'aria-disabled', waits || rests() ? 'true' : null)
  return {
    ignores,
    settle() {
      until = performance.now() + settling
      element.toggleAttribute('data-settling', true)
      show()
      setTimeout(() => {
        if (rests()) return
        element.toggleAttribute('data-settling', false)
        show()
      }, settling + 1)
    },
    wait(on: boolean) {
      waits = on
      show()
    },
  }
}

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
  const rest = createRest(element)
  const now = () => performance.now()
  let props: ActionProps<Command> | null = null
  let sentAt = Number.NEGATIVE_INFINITY
  let hiddenAt = Number.NEGATIVE_INFINITY
  element.hidden = true
  element.addEventListener('click', (event) => {
    if (!props || rest.ignores(event)) return
    if (name !== steady && (event.detail > 1 || now() - sentAt < settling)) return
    sentAt = now()
    if (!send(props.command)) sentAt = Number.NEGATIVE_INFINITY
  })
  return {
    element,
    settle: name === steady ? () => {} : rest.settle,
    update(next) {
      if (next?.command !== props?.command || next?.waits !== props?.waits) sentAt = Number.NEGATIVE_INFINITY
      // Shown again so soon it ends another call than the one that was hung up.
      if (name === steady && next && !props && now() - hiddenAt < settling) rest.settle()
      if (props && !next) hiddenAt = now()
      props = next
      element.hidden = !next
      if (!next) return
      rest.wait(next.waits ?? false)
      setText(label, next.label)
      setIcon(element, next.icon)
    },
  }
}

/** A set of buttons. */
export interface Actions<Name extends string, Command extends string> {
  readonly buttons: Readonly<Record<Name, HTMLElement>>
  update(props: Readonly<Record<Name, ActionProps<Command> | null>>): void
  /** Makes a change to the screen; a control that takes another one's place by it ignores input for a while. */
  settle(change: () => void): void
  /** Hides them all. */
  clear(): void
}

/**
 * Makes a set of buttons from their names and tones, in order.
 *
 * @param others - further controls that may take a button's place
 */
export function createActions<Name extends string, Command extends string>(
  tones: Readonly<Record<Name, ActionTone>>,
  send: (command: Command) => boolean,
  others: () => readonly Placed[],
): Actions<Name, Command> {
  const all = (Object.keys(tones) as Name[]).map((name) => [name, createAction(name, tones[name], send)] as const)
  const buttons: Partial<Record<Name, HTMLElement>> = {}
  for (const [name, { element }] of all) buttons[name] = element
  return {
    buttons: buttons as Record<Name, HTMLElement>,
    update(props) {
      for (const [name, action] of all) action.update(props[name])
    },
    settle: createPlaces(() => [...all.map(([, action]) => action), ...others()], settling),
    clear() {
      for (const [, action] of all) action.update(null)
    },
  }
}

/** A plain control's way to settle: a press within that time is stopped before anything else hears it. */
export function settlingControl(element: HTMLElement): Placed {
  const rest = createRest(element)
  element.addEventListener('click', (event) => rest.ignores(event) && event.stopImmediatePropagation())
  return { element, settle: rest.settle }
}
