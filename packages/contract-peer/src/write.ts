/**
 * What the peer writes, as text: a case may ask for what no library would write, such as a 180 without a To tag.
 */
import type { WebSocket } from 'ws'
import type { Form } from './form.ts'
import { header, type SipMessage } from './message.ts'

/** What a message carries beyond what SIP demands. */
export interface WrittenParts {
  readonly body?: string
  readonly contentType?: string
  readonly headers?: readonly string[]
  readonly tag?: string | null
  readonly contact?: 'ours' | 'none'
  readonly expires?: number | 'none'
  /** An ACK to a refusal belongs to the INVITE's own transaction (RFC 3261 §17.1.1.3). */
  readonly refused?: boolean
}

let count = 0
const branch = (): string => `z9hG4bK-far-${++count}`

interface Message {
  readonly method: string
  /** 0 for a request. */
  readonly status: number
  readonly lines: readonly string[]
}

function finished({ method, status, lines }: Message, parts: WrittenParts, form: Form): string {
  const { body = '', contentType = 'application/sdp', headers = [] } = parts
  const type = body ? [`Content-Type: ${contentType}`, ...form.ofBody] : []
  return [
    ...lines,
    ...form.headersOf({ method, status }),
    ...headers.filter((line) => !form.isLast(line)),
    ...type,
    `Content-Length: ${body.length}`,
    ...headers.filter((line) => form.isLast(line)),
    ...(status ? [] : form.lastOf(method)),
    '',
    body,
  ].join('\r\n')
}

const tagged = (value: string, tag: string | null): string =>
  tag === null || /;\s*tag=/i.test(value) ? value : `${value};tag=${tag}`

function contactLines({ contact, expires }: WrittenParts, form: Form, request?: SipMessage): string[] {
  if (contact === 'none') return []
  if (contact === 'ours' && request) {
    const [asked = ''] = request.headers['contact'] ?? []
    const bare = asked.replace(/;expires=\d+/, '')
    return [`Contact: ${expires === undefined ? asked : expires === 'none' ? bare : `${bare};expires=${expires}`}`]
  }
  return [`Contact: <${form.contactOf(request)}>`]
}

/** A response to a request of the stack. */
export function responseTo(request: SipMessage, status: number, parts: WrittenParts, form: Form): string {
  const { tag = 'far' } = parts
  const lines = [
    `SIP/2.0 ${status} ${form.phraseOf(status)}`,
    ...(request.headers['via'] ?? []).map((via) => `Via: ${via}`),
    `From: ${header(request, 'from')}`,
    `To: ${status === 100 ? header(request, 'to') : tagged(header(request, 'to'), tag)}`,
    `Call-ID: ${header(request, 'call-id')}`,
    `CSeq: ${header(request, 'cseq')}`,
    ...(status === 100 ? [] : contactLines(parts, form, request)),
  ]
  return finished({ method: request.method, status, lines }, parts, form)
}

/** A request to a Contact, outside any call: a call itself, for one. */
export function requestTo(contact: string, method: string, callId: string, parts: WrittenParts, form: Form): string {
  const lines = [
    `${method} ${contact} SIP/2.0`,
    `Via: SIP/2.0/WSS 192.0.2.1;branch=${branch()};rport`,
    'Max-Forwards: 69',
    'From: "Anna Caller" <sip:1001@pbx.test>;tag=far',
    `To: <${contact}>`,
    `Call-ID: ${callId}`,
    `CSeq: 4711 ${method}`,
    `Contact: <${form.contactOf()}>`,
  ]
  return finished({ method, status: 0, lines }, parts, form)
}

/** A dialog as the peer knows it. */
export interface Dialog {
  readonly invite: SipMessage
  /** The connection that it began on. */
  readonly socket: WebSocket
  /** Whether the stack made the call. */
  readonly theirs: boolean
  /** The To of what the stack answered, where the peer made the call. */
  to: string
  cseq: number
  /** The number of the far side's own last INVITE, which its ACK and CANCEL repeat (RFC 3261 §13.2.2.4). */
  invited: number
}

const uriOf = (value: string): string => /<([^>]+)>/.exec(value)?.[1] ?? value

/** A request of the peer within a dialog; an ACK or CANCEL belongs to its own INVITE. */
export function requestIn(dialog: Dialog, method: string, parts: WrittenParts, form: Form): string {
  const { invite, theirs } = dialog
  const ofInvite = method === 'ACK' || method === 'CANCEL'
  const sameTransaction = method === 'CANCEL' || parts.refused
  if (!ofInvite) dialog.cseq += 1
  if (method === 'INVITE') dialog.invited = dialog.cseq
  const tag = parts.tag === undefined ? 'far' : parts.tag
  const from = theirs ? tagged(header(invite, 'to'), tag) : header(invite, 'from')
  const to = theirs ? header(invite, 'from') : method === 'CANCEL' ? header(invite, 'to') : dialog.to
  const uri = theirs ? uriOf(header(invite, 'contact')) : (invite.start.split(' ')[1] ?? '')
  const lines = [
    `${method} ${uri} SIP/2.0`,
    `Via: ${sameTransaction ? header(invite, 'via') : `SIP/2.0/WSS 192.0.2.1;branch=${branch()}`}`,
    'Max-Forwards: 69',
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${header(invite, 'call-id')}`,
    `CSeq: ${ofInvite ? dialog.invited : dialog.cseq} ${method}`,
    ...(ofInvite ? [] : contactLines(parts, form)),
  ]
  return finished({ method, status: 0, lines }, parts, form)
}
