import { make, setAttribute, setText } from './dom.ts'
import { transferSteps } from './transfer.anatomy.ts'
import type { StepProps } from './transfer.connect.ts'

/** The three steps of a transfer, as a list that says which one is at hand. */
export interface Steps {
  readonly element: HTMLElement
  update(steps: readonly StepProps[]): void
}

/** Makes the steps, hidden until there are any. */
export function createSteps(): Steps {
  const items = transferSteps.map((name) => make('li', { part: `step ${name}` }))
  const element = make('ol', { part: 'steps', role: 'list' }, ...items)
  return {
    element,
    update(steps) {
      element.hidden = steps.length === 0
      items.forEach((item, index) => {
        const step = steps[index]
        setText(item, step?.label ?? '')
        setAttribute(item, 'data-status', step?.status ?? 'todo')
        setAttribute(item, 'aria-current', step?.status === 'current' ? 'step' : null)
      })
    },
  }
}
