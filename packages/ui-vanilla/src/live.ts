import { make, setAttribute, setText } from './dom.ts'

/** What is shown and spoken: calm news, or a failure that interrupts. */
export interface LiveProps {
  readonly now: string
  readonly next: string
  readonly note: string
  readonly alert: string
}

/** The two live regions. They are the words on the screen themselves, so that nothing is read twice. */
export interface Live {
  readonly status: HTMLElement
  readonly alert: HTMLElement
  update(props: LiveProps): void
}

/**
 * Makes the live regions. Both stay in the document, empty where there is nothing to say: a region that
 * appears together with its words is not spoken by every screen reader.
 */
export function createLive(): Live {
  const now = make('p', { part: 'now' })
  const next = make('p', { part: 'next' })
  const note = make('p', { part: 'note' })
  const alert = make('div', { part: 'alert', role: 'alert', 'aria-atomic': 'true' })
  const status = make('div', { part: 'status', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' })
  status.append(now, next, note)
  return {
    status,
    alert,
    update(props) {
      setText(now, props.now)
      setText(next, props.next)
      setText(note, props.note)
      setText(alert, props.alert)
      for (const region of [now, next, note, alert]) setAttribute(region, 'data-empty', region.textContent ? null : '')
    },
  }
}
