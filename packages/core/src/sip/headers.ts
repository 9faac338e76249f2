import type { FailureFacts } from '../failure/index.ts'
import type { SipHeader } from './sip.port.ts'

/** What the agent's side is told on the INVITE. Identifiers by default; anything else ends in PBX logs. */
export interface ContextHeaders {
  readonly transferId: string
  readonly conversationId?: string | undefined
  readonly department?: string | undefined
  /** Only where the settings say so. */
  readonly topic?: string | undefined
  /** The value of `User-to-User` (RFC 7433), encoded by the application. */
  readonly userToUser?: string | undefined
}

/** The room for all headers together, in bytes of UTF-8. */
export const headerBudget = 512

const names: readonly (readonly [keyof ContextHeaders, string])[] = [
  ['transferId', 'X-Transfer-Id'],
  ['conversationId', 'X-Conversation-Id'],
  ['department', 'X-Transfer-Department'],
  ['userToUser', 'User-to-User'],
  ['topic', 'X-Transfer-Topic'],
]

const bytes = (text: string): number => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, '.').length

/** Cuts the text at a whole character so that it takes at most `room` bytes. */
function shorten(text: string, room: number): string {
  const characters = [...text]
  while (characters.length > 0 && bytes(characters.join('')) > room) characters.pop()
  return characters.join('')
}

/** Whether a text could break out of a header's line (RFC 3261 §25.1): control characters, or half a character. */
export const hasControl = (text: string): boolean => /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)

const refuse = (field: string, detail: string): { ok: false; failure: FailureFacts } => ({
  ok: false,
  failure: { code: 'invalid-request', stage: 'request', field, detail },
})

/**
 * The headers for an INVITE, within {@link headerBudget}. Control characters are refused with the field's name; a topic
 * that is too long is cut or left out, an identifier that does not fit is refused.
 */
export function contextHeaders(
  context: ContextHeaders,
): { readonly ok: true; readonly headers: SipHeader[] } | { readonly ok: false; readonly failure: FailureFacts } {
  const headers: SipHeader[] = []
  let room = headerBudget
  for (const [field, name] of names) {
    const given = context[field]
    if (!given) continue
    if (hasControl(given)) return refuse(field, `${field} holds a control character.`)
    const value = field === 'topic' ? shorten(given, room - bytes(`${name}: \r\n`)) : given
    if (!value) continue
    room -= bytes(`${name}: ${value}\r\n`)
    if (room < 0) return refuse(field, `${field} does not fit: the headers may take ${headerBudget} bytes in all.`)
    headers.push({ name, value })
  }
  return { ok: true, headers }
}

/** What a desk reads from an incoming call's headers; names are matched without regard to case. */
export function readContextHeaders(headers: readonly SipHeader[]): Partial<ContextHeaders> {
  const read = names.flatMap(([field, name]) => {
    const value = headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value
    return value ? [[field, value.slice(0, headerBudget)]] : []
  })
  return Object.fromEntries(read)
}
