const handset =
  'M3 14c0-1.5.4-2.6 1.3-3.4C6.2 9 9 8.2 12 8.2s5.8.8 7.7 2.4c.9.8 1.3 1.9 1.3 3.4 0 .8-.6 1.4-1.4 1.4h-2.4c-.7 0-1.3-.5-1.4-1.2l-.2-1.6c-1.1-.4-2.3-.6-3.6-.6s-2.5.2-3.6.6l-.2 1.6c-.1.7-.7 1.2-1.4 1.2H4.4C3.6 15.4 3 14.8 3 14Z'
const microphone = 'M12 3.5a3 3 0 0 1 3 3V11a3 3 0 0 1-6 0V6.5a3 3 0 0 1 3-3Z'
const stand = 'M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3'

/** What an icon is drawn with: strokes, or one filled shape, maybe turned. */
interface Drawing {
  readonly strokes?: readonly string[]
  readonly fill?: string
  readonly turn?: number
  /** How wide the strokes are; 2 where it is left out. */
  readonly width?: number
}

const drawings = {
  phone: { fill: handset, turn: -135 },
  'hang-up': { fill: handset },
  microphone: { strokes: [microphone, stand] },
  'microphone-off': { strokes: [microphone, stand, 'M4 4l16 16'] },
  keypad: {
    strokes: ['M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01'],
    width: 3,
  },
  assistant: {
    fill: 'M11 3l1.9 5.1L18 10l-5.1 1.9L11 17l-1.9-5.1L4 10l5.1-1.9L11 3Zm7.5 11 .9 2.1 2.1.9-2.1.9-.9 2.1-.9-2.1-2.1-.9 2.1-.9.9-2.1Z',
  },
  again: {
    strokes: ['M4.5 12a7.5 7.5 0 0 1 12.9-5.2L20 9.5M20 4.5v5h-5M19.5 12a7.5 7.5 0 0 1-12.9 5.2L4 14.5M4 19.5v-5h5'],
  },
  fold: { strokes: ['M6 9.5l6 6 6-6'] },
  unfold: { strokes: ['M6 14.5l6-6 6 6'] },
  close: { strokes: ['M6 6l12 12M18 6L6 18'] },
  play: { strokes: ['M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11'] },
  resume: { strokes: ['M8 5.5v13l10-6.5-10-6.5Z'] },
  pause: { strokes: ['M9 6v12M15 6v12'] },
  check: { strokes: ['M5 12.5l4.5 4.5L19 7.5'] },
  warning: { strokes: ['M12 4.5 21 19.5H3L12 4.5ZM12 10.5v4M12 17.2h.01'] },
  voice: { strokes: ['M4 10.5v3M8 7.5v9M12 4.5v15M16 8.5v7M20 10.5v3'] },
  wait: { strokes: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 8v4.2l2.8 1.8'] },
  person: { strokes: ['M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20a7.5 7.5 0 0 1 15 0'] },
  leave: {
    strokes: ['M10 4.5H6.5a1.5 1.5 0 0 0-1.5 1.5v12a1.5 1.5 0 0 0 1.5 1.5H10M14.5 8.5 18 12l-3.5 3.5M18 12H9.5'],
  },
} satisfies Record<string, Drawing>

/** The icons that the elements can draw. */
export type IconName = keyof typeof drawings

const svg = (tag: string, attributes: Readonly<Record<string, string>>): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

function drawn({ strokes = [], fill, turn, width = 2 }: Drawing): readonly SVGElement[] {
  const turned: Record<string, string> = turn ? { transform: `rotate(${turn} 12 12)` } : {}
  if (fill) return [svg('path', { d: fill, fill: 'currentColor', ...turned })]
  const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': String(width), 'stroke-linecap': 'round' }
  return strokes.map((d) => svg('path', { d, ...line, 'stroke-linejoin': 'round' }))
}

/** An icon that no screen reader sees: the words beside it say the same. */
export function icon(name: IconName): SVGElement {
  const element = svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false', 'data-icon': name })
  element.append(...drawn(drawings[name]))
  return element
}

/** Shows an icon in a holder; leaves it alone where it is the same already. */
export function setIcon(holder: Element, name: IconName): void {
  const shown = holder.querySelector(':scope > svg')
  if (shown?.getAttribute('data-icon') === name) return
  if (shown) shown.replaceWith(icon(name))
  else holder.prepend(icon(name))
}
