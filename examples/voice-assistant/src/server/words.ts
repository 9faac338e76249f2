/** Words that decide something, and that are recognised with a typing mistake in them. */
const vocabulary = [
  'transfer',
  'connect',
  'extension',
  'agent',
  'human',
  'person',
  'someone',
  'somebody',
  'representative',
  'operator',
  'support',
  'sales',
  'through',
  'please',
  'speak',
] as const

/** The sentence in plain lower-case words, each with a typing mistake mended where it is next to a known one. */
export function plainWords(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}'\s]/gu, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .map(mended)
    .join(' ')
}

function mended(word: string): string {
  if (word.length < 5) return word
  return vocabulary.find((known) => isNear(word, known)) ?? word
}

/** One mistake in a short word, two in a long one. The first letter is seldom the wrong one, and tells words apart. */
function isNear(word: string, known: string): boolean {
  const allowed = known.length >= 9 ? 2 : 1
  if (word === known) return true
  if (word[0] !== known[0] || Math.abs(word.length - known.length) > allowed) return false
  return mistakes(word, known) <= allowed
}

/** Letters added, left out, wrong, or swapped with their neighbour (optimal string alignment). */
function mistakes(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, change, swap))
    }
  }
  return at(a.length, b.length)
}
