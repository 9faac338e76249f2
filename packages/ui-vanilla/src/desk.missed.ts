import type { MissedProps } from './desk.connect.ts'
import { make, setAttribute, setText } from './dom.ts'

/** The calls that nobody here talked to. The alert has said so of each, so the list is not spoken. */
export interface MissedList {
  readonly element: HTMLElement
  update(props: MissedProps | null): void
}

/** Makes an empty list; `clear` empties it. */
export function createMissedList(clear: () => void): MissedList {
  const title = make('p', { part: 'missed-title' })
  const button = make('button', { part: 'missed-clear', type: 'button' })
  const list = make('ol', { part: 'missed-list' })
  const element = make(
    'div',
    { part: 'missed', role: 'group' },
    make('div', { part: 'missed-head' }, title, button),
    list,
  )
  let shown = ''
  element.hidden = true
  button.addEventListener('click', clear)
  return {
    element,
    update(props) {
      const key = JSON.stringify(props)
      if (key === shown) return
      shown = key
      element.hidden = !props
      setAttribute(element, 'aria-label', props?.title ?? null)
      setText(title, props?.title ?? '')
      setText(button, props?.clear ?? '')
      list.replaceChildren(...(props?.calls ?? []).map((call) => entry(call, props?.locale ?? '')))
    },
  }
}

function entry({ at, name, number }: MissedProps['calls'][number], locale: string): HTMLElement {
  const came = new Date(at)
  const time = make('time', { datetime: came.toISOString() }, came.toLocaleTimeString(locale, { timeStyle: 'short' }))
  const who = make('span', {}, make('bdi', { part: 'missed-name' }, name))
  if (number) who.append(' ', make('bdi', { part: 'missed-number' }, number))
  return make('li', {}, time, who)
}
