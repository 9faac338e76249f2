import type { CallerProps } from './desk.connect.ts'
import { make, setAttribute, setText } from './dom.ts'

/** Who calls and what about. It is spoken when it appears, after the alert that somebody calls. */
export interface CallerCard {
  readonly element: HTMLElement
  update(props: CallerProps | null, label: string): void
}

/** Makes an empty card. What a call tells is untrusted: it enters as text, each piece isolated. */
export function createCallerCard(): CallerCard {
  const element = make('div', { part: 'caller', 'aria-live': 'polite', 'aria-atomic': 'true', 'data-vacant': '' })
  let shown = 'null'
  return {
    element,
    update(props, label) {
      const key = JSON.stringify(props)
      if (key === shown) return
      shown = key
      element.toggleAttribute('data-vacant', !props)
      setAttribute(element, 'role', props ? 'group' : null)
      setAttribute(element, 'aria-label', props ? label : null)
      element.replaceChildren(...(props ? contents(props) : []))
    },
  }
}

function contents({ name, initial, facts }: CallerProps): readonly Node[] {
  const avatar = make('span', { part: 'avatar', 'aria-hidden': 'true' })
  setText(avatar, initial)
  const list = make('dl', { part: 'facts' })
  for (const [label, value] of facts)
    list.append(make('div', {}, make('dt', {}, label), make('dd', {}, make('bdi', {}, value))))
  const who = make('p', { part: 'caller-name' }, make('bdi', {}, name))
  return [make('div', { part: 'caller-head' }, avatar, who), list]
}
