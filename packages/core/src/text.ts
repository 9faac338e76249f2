/** The most characters (UTF-16 code units) of a name that is shown: a department, a display name. */
export const nameLimit = 100

/** Text that came from outside, made fit to be shown, logged and sent in a header. */
export interface CleanText {
  readonly text: string
  /** What it lost: its end, or line breaks and characters that nobody sees. */
  readonly lost?: 'cut' | 'cleaned'
}

const breaks = /[\p{Cc}\s]+/gu
/** Bidi controls, zero-width characters, fillers: \p{DI} is Unicode's Default_Ignorable_Code_Point. */
const unseen = /[\p{DI}\u2800]+/gu
/** What emoji and some scripts need between their characters: joiners and variation selectors. */
const joiner = /^(?:\u200c|\u200d|\ufe0e|\ufe0f)\u200d?$/
const pile = /(\p{M}{4})\p{M}+/gu
const half = /\p{Cs}/gu

/**
 * One line of visible text: line breaks and control characters become spaces; bidi controls and zero-width characters
 * go, but for those that hold an emoji or a word together; so do piles of accents, and half characters.
 *
 * @param limit the most characters (UTF-16 code units) that are kept; a cut text ends with “…”
 */
export function cleanText(given: string, limit: number): CleanText {
  // Nobody reads the tail of a megabyte, and what is taken out is rarely nine tenths.
  const raw = given.slice(0, limit * 10)
  const text = raw
    .replace(breaks, ' ')
    .trim()
    .replace(unseen, (run, at: number) => (at > 0 && joiner.test(run) ? run : ''))
    .replace(pile, '$1')
    .replace(half, '\ufffd')
    .trim()
  const short = text.length <= limit && raw.length === given.length
  if (!short && text) return { text: `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`, lost: 'cut' }
  return text === given.trim() ? { text } : { text, lost: 'cleaned' }
}

const address = /\b((?:wss?|https?|turns?|stuns?):(?:\/\/)?)(?:[^\s/?#@'"<>]*@)?([^\s?#'"<>]*)(?:[?#][^\s'"<>]*)?/gi

/** A text whose addresses are shown as scheme, host and path: a query may hold a token, a user part a password. */
export const withoutSecrets = (text: string): string => text.replace(address, '$1$2')

/** The most characters of what was seen, for the log and the Details. */
export const detailLimit = 300
