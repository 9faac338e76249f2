/** How many characters of what came over the wire are shown. */
export const shown = { name: 60, fact: 200, detail: 300 } as const

/** What joins letters of some scripts and emoji: needed, and no characters of their own. */
const joiners = /\u200c|\u200d|\ufe0f/g
/** Controls, direction marks, fillers that look like nothing, and halves of characters. */
const invisible = /(?!\u200c|\u200d|\ufe0f|\s)[\p{C}\p{DI}]|\u2800/gu
const marks = /(\p{M}{3})\p{M}+/gu

/**
 * What came over the wire, as it may be shown: on one line, without what is invisible or turns the text around, and
 * cut. Empty where nothing visible is left.
 */
export function readable(text: string, limit: number): string {
  const line = text
    .slice(0, limit * 8)
    .replace(invisible, '')
    .replace(marks, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
  if (line.replace(joiners, '').trim() === '') return ''
  const characters = [...line]
  return characters.length > limit ? `${characters.slice(0, limit).join('').trimEnd()}…` : line
}
