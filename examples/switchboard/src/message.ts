/** Raw message text: a proxy hands on what it received, and touches only the lines that routing owns. */
import type { ClientRequest, Request } from './library.ts'

/** The name under which the switchboard stands in Via, Record-Route and Contact. */
export const HOST = 'switchboard.invalid'

/** A message in three parts; folded header lines are joined. */
interface RawMessage {
  start: string
  headers: string[]
  body: string
}

/** Takes a message apart. */
function splitMessage(text: string): RawMessage {
  const end = text.indexOf('\r\n\r\n')
  const [start = '', ...headers] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  return { start, headers, body: text.slice(end + 4) }
}

/** Puts a message together again. */
function joinMessage({ start, headers, body }: RawMessage): string {
  return `${[start, ...headers].join('\r\n')}\r\n\r\n${body}`
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf(':')).trim().toLowerCase()
}

function headerValue(headers: string[], names: string[]): string | undefined {
  const line = headers.find((header) => names.includes(nameOf(header)))
  return line?.slice(line.indexOf(':') + 1).trim()
}

/** A response as the next hop must see it: without the topmost Via, and with `extra` header lines. */
export function withoutTopVia(text: string, extra: string[] = []): string {
  const message = splitMessage(text)
  const index = message.headers.findIndex((line) => ['via', 'v'].includes(nameOf(line)))
  const line = message.headers[index] ?? ''
  const comma = line.indexOf(',')
  message.headers.splice(index, 1, ...(comma < 0 ? [] : [`Via: ${line.slice(comma + 1).trim()}`]))
  return joinMessage({ ...message, headers: [...message.headers, ...extra] })
}

/** What a client request is made of. */
interface RequestParts {
  method: string
  uri: string
  callId: string
  cseq: number
  /** The branch of the INVITE that a CANCEL concerns. */
  branch?: string
  headers: string[]
  body?: string
}

/** A request ready for a client transaction, which adds the Via. */
function clientRequest({ body = '', uri, headers, ...rest }: RequestParts): ClientRequest {
  let via = ''
  return {
    ...rest,
    ruri: uri,
    setViaHeader: (branch) => {
      via = `SIP/2.0/WS ${HOST};branch=${branch}`
    },
    getHeader: (name) => (name === 'via' ? via : headerValue(headers, name === 'from' ? ['from', 'f'] : [name])),
    toString: () => joinMessage({ start: `${rest.method} ${uri} SIP/2.0`, headers: [`Via: ${via}`, ...headers], body }),
  }
}

const HOP_HEADERS = ['route', 'proxy-authorization', 'max-forwards']

/** A received request as the next hop must see it: all headers but those of routing pass untouched. */
export function forwarded(request: Request, uri: string, recordRoute = false): ClientRequest {
  const { headers, body } = splitMessage(request.data)
  const own = [
    ...(recordRoute ? [`Record-Route: <sip:${HOST};transport=ws;lr>`] : []),
    `Max-Forwards: ${hopsLeft(request) - 1}`,
  ]
  return clientRequest({
    method: request.method,
    uri,
    callId: request.callId,
    cseq: request.cseq,
    headers: [...own, ...headers.filter((line) => !HOP_HEADERS.includes(nameOf(line)))],
    body,
  })
}

/** How many more hops a request may take. */
export function hopsLeft(request: Request): number {
  return Number(request.getHeader('max-forwards') ?? 70)
}

/** What a request made by the switchboard itself says about its dialog. */
export interface OwnRequest {
  method: string
  uri: string
  from: string
  to: string
  callId: string
  cseq: number
  branch?: string
  reason?: string | undefined
}

/** A request made by the switchboard itself, without a body. */
export function ownRequest({ from, to, reason, ...rest }: OwnRequest): ClientRequest {
  const headers = [
    'Max-Forwards: 70',
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${rest.callId}`,
    `CSeq: ${rest.cseq} ${rest.method}`,
    ...(reason ? [`Reason: ${reason}`] : []),
    'Content-Length: 0',
  ]
  return clientRequest({ ...rest, headers })
}
