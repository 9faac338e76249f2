import { parametersIn, readableAddress, readableAddresses, readableUri, uriIn } from './addresses.ts'
import { lasting, readableLine } from './lines.ts'
import { readablePhrase } from './phrase.ts'
import {
  bodyWithin,
  type HeaderLine,
  joinMessage,
  lengthOf,
  listOf,
  nameOf,
  type RawMessage,
  splitMessage,
  valuesOf,
} from './raw-message.ts'

/** What came of reading a message before the library does. */
export type Reading =
  /** It means the same, and both libraries read it. */
  | { readonly ok: true; readonly message: string }
  /** What decides could not be read: by the header's name, or `start line`. */
  | { readonly ok: false; readonly header: string; readonly raw: RawMessage }

/** A response's status and the method that it answers, or a request's method. */
interface Kind {
  readonly status: number
  readonly method: string
}

function kindOf(raw: RawMessage): Kind {
  const status = Number(/^SIP\/2\.0\s+(\d{3})/i.exec(raw.start)?.[1] ?? 0)
  const [cseq = ''] = valuesOf(raw, 'cseq')
  return { status, method: status ? (cseq.split(/\s+/)[1] ?? '') : (raw.start.split(' ')[0] ?? '') }
}

/** Undefined where it is neither a request nor a response. */
function readableStart(start: string): string | undefined {
  const response = /^SIP\/2\.0\s+([1-6]\d\d)(?:\s+(.*))?$/i.exec(start)
  if (response) return `SIP/2.0 ${response[1]} ${readablePhrase(response[2] ?? '')}`
  const request = /^([\w.!%*+`'~-]+)\s+(\S.*)\sSIP\/2\.0$/i.exec(start)
  const uri = request?.[2] && readableUri(request[2].trimEnd())
  return uri && `${request[1]} ${uri} SIP/2.0`
}

const asLines = (name: string, values: readonly string[]): HeaderLine[] => values.map((value) => ({ name, value }))

/** A registration for no time at all is none (RFC 3261 §10.2.4); SIP.js would renew it in an endless loop. */
const lasts = (contact: string): boolean => !/;\s*expires=0+(?!\d)/i.test(parametersIn(contact))

/** Its time as a number that a timer can wait for; what is none is as good as absent. */
function timed(contact: string): string {
  const parameters = parametersIn(contact)
  const bounded = parameters.replace(/;expires=("[^"]*"|[^;"]*)/gi, (_, time: string) =>
    /^\d+$/.test(time) ? `;expires=${lasting(time)}` : '',
  )
  return contact.slice(0, contact.length - parameters.length) + bounded
}

/**
 * The Contacts that count. A registrar lists those of other phones, too, of which none may keep ours from being read. In
 * a call there is one; where none can be read, whoever is named in To or From stands in: it is the same WebSocket.
 */
function contactsOf(raw: RawMessage, { status, method }: Kind): readonly string[] {
  const readable = readableAddresses(valuesOf(raw, 'contact'))
  if (method === 'REGISTER') return readable.filter(lasts).map(timed)
  if (status >= 300 || status === 100) return readable
  const [first] = readable
  if (first) return [first]
  if (!/^(INVITE|UPDATE|SUBSCRIBE|REFER)$/.test(method)) return []
  const [named = ''] = valuesOf(raw, status ? 'to' : 'from')
  return [`<${readableUri(uriIn(named)) ?? ''}>`].filter((contact) => contact !== '<>')
}

/** SIP's own words in the body, where a multipart one holds them among others (RFC 5621). */
function descriptionIn(raw: RawMessage): RawMessage {
  const [type = ''] = valuesOf(raw, 'content-type')
  const boundary = /^multipart\/[^;]+;.*?boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!boundary) return raw
  for (const part of raw.body.split(`--${boundary}`)) {
    const [head = '', ...rest] = part.trimStart().split(/\r?\n\r?\n/)
    if (!/^content-type:\s*application\/sdp\b/im.test(head)) continue
    const lines = raw.lines.filter(({ name }) => nameOf(name) !== 'content-type')
    return {
      ...raw,
      lines: [...lines, { name: 'Content-Type', value: 'application/sdp' }],
      body: rest.join('\r\n\r\n'),
    }
  }
  return raw
}

/** The lines that are read one by one; the name of the header that could not be, instead. */
function readableLines(raw: RawMessage, kind: Kind): HeaderLine[] | string {
  const lines: HeaderLine[] = []
  for (const { name, value } of raw.lines) {
    const header = nameOf(name)
    if (header === 'contact' || header === 'content-length') continue
    const read = header === 'record-route' ? routesIn(value) : readableLine(header, value, kind.status > 0)
    if (read === undefined) return name
    lines.push(...asLines(name, read))
  }
  return lines
}

/** A route that is left out would lead elsewhere. */
function routesIn(value: string): string[] | undefined {
  const routes = listOf(value).map(readableAddress)
  return routes.every((route) => route !== undefined) ? routes : undefined
}

/** A body of no type is a description if it reads like one, or nothing: SIP.js throws, and acknowledges no 200 with it. */
function typed(lines: readonly HeaderLine[], body: string): { type: HeaderLine[]; body: string } {
  if (lines.some(({ name }) => nameOf(name) === 'content-type')) return { type: [], body }
  return /^\s*v=0\s/.test(body) ? { type: asLines('Content-Type', ['application/sdp']), body } : { type: [], body: '' }
}

const needed = ['via', 'from', 'to', 'call-id', 'cseq'] as const

/**
 * Reads a message before the library does, which drops a whole message for a single header that its grammar refuses,
 * without a word. What cannot be read is written anew with the same meaning, or left out where it decides nothing.
 */
export function readMessage(text: string): Reading {
  const split = splitMessage(text)
  const [length] = valuesOf(split, 'content-length')
  const raw = descriptionIn({ ...split, body: bodyWithin(split.body, length) })
  const unreadable = (header: string): Reading => ({ ok: false, header, raw })
  const start = readableStart(raw.start)
  if (!start) return unreadable('start line')
  const missing = needed.find((name) => valuesOf(raw, name).length === 0)
  if (missing) return unreadable(missing)
  const kind = kindOf(raw)
  const lines = readableLines(raw, kind)
  if (typeof lines === 'string') return unreadable(lines)
  if (kind.method === 'NOTIFY' && !kind.status && valuesOf(raw, 'event').length === 0) return unreadable('event')
  const { type, body } = typed(lines, raw.body)
  const size = { name: 'Content-Length', value: String(lengthOf(body)) }
  const contacts = asLines('Contact', contactsOf(raw, kind))
  return { ok: true, message: joinMessage({ start, lines: [...lines, ...contacts, ...type, size], body }) }
}
