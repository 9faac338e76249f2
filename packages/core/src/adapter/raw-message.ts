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

/** Splits a message. Line ends may be bare, empty lines may stand before it, and the one behind the headers may lack. */
export function splitMessage(text: string): RawMessage {
  const message = text.replace(/^\s+/, '')
  const end = /\r?\n\r?\n/.exec(message)
  const head = end ? message.slice(0, end.index) : message
  const [start = '', ...rest] = head
    .replace(/\r?\n[ \t]+/g, ' ')
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

/** Longer than any header that means something: what is made to be slow to read is cut. */
export const longest = 20_000

/** Splits a line that holds several values (RFC 3261 §7.3.1). */
export const listOf = (value: string): string[] =>
  (value.slice(0, longest).match(/(?:"(?:\\.|[^"\\])*"|<[^<>]*>|[^,"<]|["<])+/g) ?? [])
    .map((one) => one.trim())
    .filter(Boolean)

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
