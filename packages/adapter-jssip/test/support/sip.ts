/** A SIP message, parsed as far as these tests look. */
export interface SipMessage {
  /** The method of a request, or of the request that a response answers. */
  readonly method: string
  /** 0 for a request. */
  readonly status: number
  readonly start: string
  readonly body: string
  readonly text: string
  header(name: string): string
  headers(name: string): string[]
}

export function parse(text: string): SipMessage {
  const [head = '', ...body] = text.split('\r\n\r\n')
  const [start = '', ...lines] = head.split('\r\n')
  const headers = (name: string) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim())
  const header = (name: string) => headers(name)[0] ?? ''
  const status = start.startsWith('SIP/2.0') ? Number(start.split(' ')[1]) : 0
  const method = status ? (header('CSeq').split(' ')[1] ?? '') : (start.split(' ')[0] ?? '')
  return { method, status, start, body: body.join('\r\n\r\n'), text, header, headers }
}

export interface Parts {
  readonly tag?: string
  readonly body?: string
  readonly headers?: readonly string[]
  readonly contact?: string | null
}

const withBody = (lines: readonly string[], body: string): string =>
  [...lines, ...(body ? ['Content-Type: application/sdp'] : []), `Content-Length: ${body.length}`, '', body].join(
    '\r\n',
  )

const contactOf = ({ contact = '<sip:pbx@192.0.2.1;transport=udp>' }: Parts): string[] =>
  contact === null ? [] : [`Contact: ${contact}`]

/** A response to a request that the client sent. */
export function response(request: SipMessage, status: number, parts: Parts = {}): string {
  const { tag = 'far', body = '', headers = [] } = parts
  const to = request.header('To')
  const lines = [
    `SIP/2.0 ${status} Status ${status}`,
    ...request.headers('Via').map((via) => `Via: ${via}`),
    `From: ${request.header('From')}`,
    `To: ${status > 100 && !to.includes(';tag=') ? `${to};tag=${tag}` : to}`,
    `Call-ID: ${request.header('Call-ID')}`,
    `CSeq: ${request.header('CSeq')}`,
    ...(status > 100 ? contactOf(parts) : []),
    ...headers,
  ]
  return withBody(lines, body)
}

let branch = 0

/** A request of the far side within the dialog that the client's INVITE made. */
export function within(invite: SipMessage, method: string, parts: Parts & { cseq?: number } = {}): string {
  const { tag = 'far', body = '', headers = [], cseq = 100 + branch } = parts
  const uri = /<([^>]+)>/.exec(invite.header('Contact'))?.[1] ?? ''
  const lines = [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WSS pbx.test;branch=z9hG4bK${++branch}`,
    'Max-Forwards: 70',
    `From: ${invite.header('To')};tag=${tag}`,
    `To: ${invite.header('From')}`,
    `Call-ID: ${invite.header('Call-ID')}`,
    `CSeq: ${cseq} ${method}`,
    ...contactOf(parts),
    ...headers,
  ]
  return withBody(lines, body)
}

/** An INVITE as FreeSWITCH sends it to a browser: the Contact says no transport. */
export function invitation(contact: string, parts: Parts = {}): string {
  const { body = '', headers = [] } = parts
  const lines = [
    `INVITE ${contact} SIP/2.0`,
    `Via: SIP/2.0/WSS 192.0.2.1;branch=z9hG4bK${++branch};rport`,
    'Max-Forwards: 69',
    'From: "Anna Caller" <sip:1001@pbx.test>;tag=far',
    `To: <${contact}>`,
    `Call-ID: call-${branch}`,
    'CSeq: 4711 INVITE',
    'Contact: <sip:mod_sofia@192.0.2.1:5060>',
    ...headers,
  ]
  return withBody(lines, body)
}

/** A request that follows an INVITE of the far side: ACK, CANCEL or BYE. */
export function following(invite: SipMessage, method: string, to: string, headers: readonly string[] = []): string {
  const via = method === 'CANCEL' ? invite.header('Via') : `SIP/2.0/WSS 192.0.2.1;branch=z9hG4bK${++branch}`
  const cseq = method === 'BYE' ? 4712 : 4711
  const lines = [
    `${method} ${invite.start.split(' ')[1]} SIP/2.0`,
    `Via: ${via}`,
    'Max-Forwards: 69',
    `From: ${invite.header('From')}`,
    `To: ${to}`,
    `Call-ID: ${invite.header('Call-ID')}`,
    `CSeq: ${cseq} ${method}`,
    ...headers,
  ]
  return withBody(lines, '')
}
