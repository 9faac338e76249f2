import type { Failure } from '@patchcord/core'
import { make, setText } from './dom.ts'
import type { DetailsTexts } from './panel.texts.ts'
import { shown as limits, readable } from './readable.ts'

/** A piece of a remedy: prose, or a command. */
export interface RemedyPiece {
  readonly text: string
  readonly code: boolean
}

/** Splits a remedy into prose and what is in back-ticks: settings and commands. Pure. */
export function remedyPieces(remedy: string): readonly RemedyPiece[] {
  return remedy
    .split(/(`[^`]+`)/)
    .filter((text) => text !== '')
    .map((text) => {
      const code = text.startsWith('`')
      return { code, text: code ? text.slice(1, -1) : text }
    })
}

/** What stands under Details: for the administrator, and for a caller who reads it out to one. */
export interface DetailsProps {
  readonly summary: string
  readonly rows: readonly (readonly [label: string, value: string])[]
  readonly remedy: readonly RemedyPiece[]
  readonly warning: string
}

/** A failure's facts as rows. Pure. */
export function detailsOf(failure: Failure, texts: DetailsTexts): DetailsProps {
  const { code, stage, sipStatus, q850, field, detail, remedy, signalled } = failure
  const rows: (readonly [string, string | number | undefined])[] = [
    [texts.code, code],
    [texts.stage, stage],
    [texts.sipStatus, sipStatus],
    [texts.q850, q850],
    [texts.field, field],
    [texts.seen, detail],
  ]
  return {
    summary: texts.details,
    rows: rows.flatMap(([label, value]) =>
      value === undefined || value === '' ? [] : [[label, readable(String(value), limits.detail)] as const],
    ),
    remedy: remedyPieces(remedy),
    warning: signalled ? '' : texts.unsignalled,
  }
}

/** The Details of a failure, closed at first. */
export interface Details {
  readonly element: HTMLDetailsElement
  update(props: DetailsProps | null): void
}

/** Makes the Details. They are built anew only when what they say changes, so that a selection survives. */
export function createDetails(): Details {
  const summary = make('summary', { part: 'summary' })
  const body = make('div', { part: 'details-body' })
  const element = make('details', { part: 'details' }, summary, body)
  let shown = ''
  element.hidden = true
  return {
    element,
    update(props) {
      const key = JSON.stringify(props)
      if (key === shown) return
      shown = key
      element.hidden = !props
      element.open = false
      body.replaceChildren()
      if (!props) return
      setText(summary, props.summary)
      body.append(...contents(props))
    },
  }
}

function contents({ rows, remedy, warning }: DetailsProps): readonly Node[] {
  const list = make('dl', { part: 'facts' })
  for (const [label, value] of rows) list.append(make('div', {}, make('dt', {}, label), make('dd', {}, value)))
  const prose = make('p', { part: 'remedy', dir: 'auto', lang: 'en' })
  prose.append(...remedy.map(({ text, code }) => (code ? make('code', { dir: 'ltr' }, text) : text)))
  return warning ? [list, prose, make('p', { part: 'warning' }, warning)] : [list, prose]
}
