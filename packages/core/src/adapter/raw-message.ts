/** One header line: its name as it came, and its value, unfolded. */
export interface HeaderLine {
  readonly name: string
  readonly value: string
}

/** A SIP message in parts, whatever stands in them (RFC 3261 §7). */
export interface RawMessage {
  readonly start: string
  readonly lines: readonly HeaderLine[]
  readonly body: string
}

/** The names that have a compact form (RFC 3261 §7.3.3). */
const compact: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  c: 'content-type',
  l: 'content-length',
  r: 'refer-to',
  o: 'event',
  x: 'session-expires',
}

/** A header's name in its long form and lower case. */
export const nameOf = (name: string): string => {
  const lower = name.trim().toLowerCase()
  return compact[lower] ?? lower
}

/** Splits a message. Line feeds may be bare, carriage returns are none, empty lines may stand before it, and the one behind the headers may lack. */
export function splitMessage(text: string): RawMessage {
  const message = text.replace(/^\s+/, '')
  const end = /\r?\n\r?\n/.exec(message)
  const head = end ? message.slice(0, end.index) : message
  const [start = '', ...rest] = head
    .replace(/\r?\n[ \t]+|\r(?!\n)/g, ' ')
    .trimEnd()
    .split(/\r?\n/)
  const lines = rest.map((line) => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }
  })
  const body = end ? message.slice(end.index + end[0].length) : ''
  return { start, lines: lines.filter(({ name }) => /^[\w.!%*+`'~-]+$/.test(name)), body }
}

/** The values of a header, line by line. */
export const valuesOf = ({ lines }: RawMessage, name: string): string[] =>
  lines.filter((line) => nameOf(line.name) === name).map(({ value }) => value)

/** Longer than any address that means something. */
export const longest = 20_000

/** Where a quoted string ends that begins here; -1 where it does not. */
function quoteEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '"') return at
    if (text[at] === '\\') at++
  }
  return -1
}

/** The same for a pair of angle brackets, which holds no other. */
function bracketEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length && text[at] !== '<'; at++) if (text[at] === '>') return at
  return -1
}

/**
 * Splits at commas that are in no quoted string, nor in angle brackets (RFC 3261 §7.3.1). In one pass, since whoever calls
 * may write what a pattern would take minutes for: a quote that never closes is not looked for again.
 */
export function listOf(value: string): string[] {
  const values: string[] = []
  let start = 0
  let closing = true
  for (let at = 0; at <= value.length; at++) {
    const sign = value[at]
    if (sign === ',' || sign === undefined) {
      values.push(value.slice(start, at).trim())
      start = at + 1
    } else if (sign === '<') at = Math.max(at, bracketEnd(value, at))
    else if (sign === '"' && closing) {
      const end = quoteEnd(value, at)
      closing = end >= 0
      at = Math.max(at, end)
    }
  }
  return values.filter(Boolean)
}

export function joinMessage({ start, lines, body }: RawMessage): string {
  return [start, ...lines.map(({ name, value }) => `${name}: ${value}`), '', body].join('\r\n')
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/**
 * A body as long as its Content-Length says, in bytes; what follows belongs to no one (RFC 3261 §18.3). One that is
 * shorter is all there is: each message comes in a frame of its own (RFC 7118 §5).
 */
export function bodyWithin(body: string, length: string | undefined): string {
  if (!length || !/^\d+$/.test(length) || Number(length) >= body.length * 3) return body
  const bytes = bytesOf(body)
  const wanted = Number(length)
  return wanted < bytes.length ? new TextDecoder().decode(bytes.slice(0, wanted).buffer) : body
}

export const lengthOf = (body: string): number => bytesOf(body).length
