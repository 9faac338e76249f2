import { make, setAttribute, setText } from './dom.ts'

/** What is shown and spoken: calm news, or a failure that interrupts. */
export interface LiveProps {
  readonly now: string
  readonly next: string
  readonly note: string
  readonly alert: string
}

/** The words on the screen, and what a screen reader speaks of them. */
export interface Live {
  readonly elements: readonly HTMLElement[]
  update(props: LiveProps): void
  /** Speaks nothing that has not been spoken yet. */
  rest(): void
}

/** How long words must stand, in milliseconds, before they are spoken: what passes by is not worth an interruption. */
const lasting = 700

/** How long a live region keeps what it spoke: longer, and whoever reads along the page hears it twice. */
const kept = 5000

/**
 * A live region that speaks each text once, when it has lasted. It stays in the document, empty where there is nothing
 * to say: a region that appears together with its words is not spoken by every screen reader.
 */
function createSpeaker(role: 'status' | 'alert', live: 'polite' | 'assertive') {
  const part = `hidden-text spoken-${role}`
  const element = make('div', { part, role, 'aria-live': live, 'aria-atomic': 'true' })
  let wanted = ''
  let spoken = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = () => setText(element, '')
  const speak = () => {
    spoken = wanted
    setText(element, spoken)
    timer = setTimeout(forget, kept)
  }
  return {
    element,
    update(text: string) {
      if (text === wanted) return
      wanted = text
      clearTimeout(timer)
      timer = wanted === spoken ? setTimeout(forget, kept) : setTimeout(speak, lasting)
    },
    rest() {
      clearTimeout(timer)
      setText(element, '')
      wanted = spoken = ''
    },
  }
}

/** Makes the words on the screen, and the two live regions. */
export function createLive(): Live {
  const now = make('p', { part: 'now' })
  const next = make('p', { part: 'next' })
  const note = make('p', { part: 'note' })
  const alert = make('p', { part: 'alert' })
  const [calm, urgent] = [createSpeaker('status', 'polite'), createSpeaker('alert', 'assertive')]
  return {
    elements: [alert, make('div', { part: 'status' }, now, next, note), urgent.element, calm.element],
    update(props) {
      setText(now, props.now)
      setText(next, props.next)
      setText(note, props.note)
      setText(alert, props.alert)
      for (const line of [now, next, note, alert]) setAttribute(line, 'data-empty', line.textContent ? null : '')
      calm.update([props.now, props.next, props.note].filter(Boolean).join(' '))
      urgent.update(props.alert)
    },
    rest() {
      calm.rest()
      urgent.rest()
    },
  }
}
