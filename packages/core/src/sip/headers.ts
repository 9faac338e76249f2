import { cleanText } from '../text.ts'
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
  ['userToUser', 'User-to-User'],
  ['department', 'X-Transfer-Department'],
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

/** Written for people: cut where the room is short. An identifier that is cut would name something else. */
const readable: ReadonlySet<keyof ContextHeaders> = new Set(['department', 'topic'])

/** The headers of an INVITE, and what had to be left out or cut, by the names of the fields. */
export interface MadeHeaders {
  readonly headers: readonly SipHeader[]
  readonly warnings: readonly string[]
}

/** What a header can carry of a field: a text as much as there is room for, an identifier whole or not at all. */
function fitting(field: keyof ContextHeaders, name: string, given: string, room: number): string {
  const left = room - bytes(`${name}: \r\n`)
  if (readable.has(field)) return shorten(cleanText(given, headerBudget).text, left)
  return hasControl(given) || bytes(given) > left ? '' : given
}

/**
 * The headers for an INVITE, within {@link headerBudget}. None of them decides the call, so none refuses it: a text is
 * cleaned and cut, an identifier that holds a control character or does not fit is left out, with a warning.
 */
export function contextHeaders(context: ContextHeaders): MadeHeaders {
  const headers: SipHeader[] = []
  const warnings: string[] = []
  let room = headerBudget
  for (const [field, name] of names) {
    const given = context[field]
    if (!given) continue
    const value = fitting(field, name, given, room)
    if (value !== given) warnings.push(`${field}: ${value ? 'cut or cleaned for' : 'left out of'} the INVITE.`)
    if (!value) continue
    room -= bytes(`${name}: ${value}\r\n`)
    headers.push({ name, value })
  }
  return { headers, warnings }
}

/** What a desk reads from an incoming call's headers; names are matched without regard to case. */
export function readContextHeaders(headers: readonly SipHeader[]): Partial<ContextHeaders> {
  const read = names.flatMap(([field, name]) => {
    const value = headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value
    return value ? [[field, value.slice(0, headerBudget)]] : []
  })
  return Object.fromEntries(read)
}
