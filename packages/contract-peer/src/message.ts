/** What the peer reads: JsSIP's parser, and what the cases look at. SIP.js's own is many times slower. */
import { parseMessage } from 'jssip/lib/Parser.js'

/** A SIP message that came in. */
export interface SipMessage {
  /** The method of a request, or of the request that a response answers. */
  readonly method: string
  /** 0 for a request. */
  readonly status: number
  readonly start: string
  readonly body: string
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly text: string
}

function parsed(text: string): ReturnType<typeof parseMessage> {
  try {
    return parseMessage(text, undefined)
  } catch {
    // An escape that is none.
    return undefined
  }
}

/** Reads a message; undefined where it is none. */
export function read(text: string): SipMessage | undefined {
  const message = parsed(text)
  if (!message) return undefined
  const start = text.slice(0, text.indexOf('\r\n'))
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, values]) => [name.toLowerCase(), values.map(({ raw }) => raw.trim())]),
  )
  return { method: message.method, status: message.status_code ?? 0, start, body: message.body ?? '', headers, text }
}

/** The same of a message that the peer itself wrote: without the parser, which is slow. */
export function written(text: string): SipMessage {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const [start = '', ...lines] = head.split('\r\n')
  const headers: Record<string, string[]> = {}
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase()
    headers[name] = [...(headers[name] ?? []), line.slice(name.length + 1).trim()]
  }
  const status = start.startsWith('SIP/2.0') ? Number(start.split(' ')[1]) : 0
  const method = status ? headers['cseq']?.[0]?.split(' ')[1] : start.split(' ')[0]
  return { method: method ?? '', status, start, body, headers, text }
}

/** A message with parts of it written otherwise. */
export function rewritten(text: string, rewrite: readonly (readonly [found: string, instead: string])[] = []): string {
  return rewrite.reduce((before, [found, instead]) => {
    const pattern = new RegExp(found, 'm')
    if (!pattern.test(before)) throw new Error(`nothing to rewrite for ${found}: ${before}`)
    return before.replace(pattern, instead)
  }, text)
}

/** The first value of a header. */
export const header = (message: SipMessage, name: string): string => message.headers[name]?.[0] ?? ''

/** How a case names a message: `INVITE`, or `200 INVITE` for a response to one. */
export const stepOf = ({ status, method }: SipMessage): string => (status ? `${status} ${method}` : method)
