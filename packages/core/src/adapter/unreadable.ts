import { uriIn } from './addresses.ts'
import { joinMessage, type RawMessage, splitMessage, valuesOf } from './raw-message.ts'

/** A message that could not be read, as far as it can be dealt with all the same. */
export interface Unreadable {
  /** The header at fault, as it is written. */
  readonly header: string
  readonly callId: string
  /** The INVITE of a call is answered by it. */
  readonly endsCall: boolean
  /** What must be sent, so that the peer does not wait. */
  readonly replies: readonly string[]
}

const first = (raw: RawMessage, name: string): string => valuesOf(raw, name)[0] ?? ''

function written(start: string, lines: readonly (readonly [name: string, value: string])[]): string {
  const headers = lines.filter(([, value]) => value).map(([name, value]) => ({ name, value }))
  return joinMessage({ start, lines: [...headers, { name: 'Content-Length', value: '0' }], body: '' })
}

let counter = 0
const branch = 'z9hG4bK-unread-'

/** Whether it answers a BYE of this module's own, which repeats what could not be read. */
export const answersOwn = (text: string): boolean => /^\s*SIP\/2\.0\s/.test(text) && text.includes(branch)

/** The request that follows a final response to our INVITE: an ACK, or the BYE behind it (RFC 3261 §13.2.2.4, §15.1.1). */
function following(raw: RawMessage, method: 'ACK' | 'BYE', isAccepted: boolean): string {
  const sequence = Number.parseInt(first(raw, 'cseq'), 10)
  const uri = uriIn(first(raw, 'contact')) || uriIn(first(raw, 'to')) || 'sip:unknown.invalid'
  const [own = ''] = /^[^;,]+/.exec(first(raw, 'via')) ?? []
  // The ACK of a refusal belongs to the INVITE's own transaction (RFC 3261 §17.1.1.3).
  const via = isAccepted ? `${own.trim()};branch=${branch}${++counter}` : first(raw, 'via')
  return written(`${method} ${uri.replace(/\s/g, '%20')} SIP/2.0`, [
    ['Via', via],
    ...valuesOf(raw, 'record-route')
      .reverse()
      .map((route) => ['Route', route] as const),
    ['Max-Forwards', '70'],
    ['From', first(raw, 'from')],
    ['To', first(raw, 'to')],
    ['Call-ID', first(raw, 'call-id')],
    ['CSeq', `${method === 'BYE' ? sequence + 1 : sequence} ${method}`],
  ])
}

/** RFC 3261 §21.4.1: the reason phrase names what is at fault. */
function badRequest(raw: RawMessage, header: string): string {
  const to = first(raw, 'to')
  return written(`SIP/2.0 400 Unreadable ${header}`, [
    ...valuesOf(raw, 'via').map((via) => ['Via', via] as const),
    ['From', first(raw, 'from')],
    ['To', /;\s*tag=/i.test(to) ? to : `${to};tag=unread`],
    ['Call-ID', first(raw, 'call-id')],
    ['CSeq', first(raw, 'cseq')],
  ])
}

/** What the library is told instead: its INVITE was given up (RFC 3261 §21.4.25). */
export function endOf(invite: string): string {
  const raw = splitMessage(invite)
  return written('SIP/2.0 487 Request Terminated', [
    ['Via', first(raw, 'via')],
    ['From', first(raw, 'from')],
    ['To', `${first(raw, 'to')};tag=unread`],
    ['Call-ID', first(raw, 'call-id')],
    ['CSeq', first(raw, 'cseq')],
  ])
}

/**
 * What becomes of a message that could not be read: a request is refused; an answer to an INVITE is acknowledged, and hung
 * up where it accepted the call, so that nobody sits in a call without an end.
 */
export function dealtWith(header: string, raw: RawMessage): Unreadable {
  const status = Number(/^SIP\/2\.0\s+(\d{3})/i.exec(raw.start)?.[1] ?? 0)
  const [, method = ''] = first(raw, 'cseq').split(/\s+/)
  const isAnswer = status >= 200 && method === 'INVITE'
  const isRequest = !status && /\sSIP\/2\.0$/i.test(raw.start) && !raw.start.startsWith('ACK ')
  const accepted = status < 300
  const ends = accepted ? (['ACK', 'BYE'] as const) : (['ACK'] as const)
  return {
    header: header.slice(0, 40),
    callId: first(raw, 'call-id'),
    endsCall: isAnswer,
    replies: isAnswer
      ? ends.map((end) => following(raw, end, accepted))
      : isRequest && first(raw, 'via')
        ? [badRequest(raw, header)]
        : [],
  }
}
