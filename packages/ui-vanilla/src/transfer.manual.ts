import { make, setText } from './dom.ts'
import { icon } from './icons.ts'
import { format } from './texts.ts'

/** How the caller reaches a human without the page. */
export interface Manual {
  /** A telephone number, as people write it. */
  readonly phone?: string | undefined
  /** A SIP address, with or without `sip:`. */
  readonly sipAddress?: string | undefined
}

/** One way, as a link. */
export interface ManualOption {
  readonly name: 'phone' | 'sip'
  readonly href: string
  readonly label: string
}

interface ManualTexts {
  readonly locale: string
  readonly manualPhone: string
  readonly manualSip: string
}

/** The manual options as links that can be nothing but `tel:`, `sip:` or `sips:`. Pure. */
export function manualOptions(manual: Manual, texts: ManualTexts): readonly ManualOption[] {
  const phone = manual.phone?.trim()
  const sip = manual.sipAddress?.trim()
  const options: ManualOption[] = []
  if (phone) {
    const label = format(texts.manualPhone, { phone }, texts.locale)
    options.push({ name: 'phone', href: `tel:${phone.replace(/[^0-9+*#,;]/g, '')}`, label })
  }
  if (sip) {
    const address = sip.replace(/^sips?:/i, '')
    const href = /^sips?:/i.test(sip) ? sip : `sip:${sip}`
    options.push({ name: 'sip', href, label: format(texts.manualSip, { address }, texts.locale) })
  }
  return options
}

/** The manual options, as a labelled list of links. */
export interface ManualList {
  readonly element: HTMLElement
  update(options: readonly ManualOption[], intro: string): void
}

/** Makes the list, hidden until there is an option. */
export function createManual(): ManualList {
  const intro = make('p', { part: 'manual-intro', id: 'manual-intro' })
  const list = make('ul', { part: 'manual-options', role: 'list', 'aria-labelledby': intro.id })
  const element = make('div', { part: 'manual' }, intro, list)
  let shown = ''
  element.hidden = true
  return {
    element,
    update(options, text) {
      setText(intro, text)
      const key = JSON.stringify(options)
      if (key === shown) return
      shown = key
      element.hidden = options.length === 0
      list.replaceChildren(...options.map(linkOf))
    },
  }
}

function linkOf({ name, href, label }: ManualOption): HTMLElement {
  const link = make('a', { part: `manual-link ${name}`, href }, icon('phone'), make('bdi', {}, label))
  return make('li', {}, link)
}
