import type { FailureFacts } from '../failure/index.ts'
import { cleanText, nameLimit } from '../text.ts'

/** A field that decides the call, or why it cannot be read: that refuses a transfer only where the field is needed. */
export type Decisive<Value extends string | boolean> = Value | undefined | FailureFacts

/** What a `transfer_initiated` says of a transfer. Whatever else is in it, in any shape, is nobody's business. */
export interface TransferInitiated {
  readonly success: boolean
  readonly extension: Decisive<string>
  /** Decides where there is no extension. One visible line of at most {@link nameLimit} characters. */
  readonly department: Decisive<string>
  readonly fusionpbx_domain: Decisive<string>
  readonly call_started: Decisive<boolean>
  readonly direct_transfer: Decisive<boolean>
  readonly reason: string | undefined
  readonly message: string | undefined
  /** The server's bridge rings the caller's own phone, too. */
  readonly ringsCaller: boolean
}

/** A value, or the facts of the failure to read one. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: FailureFacts }

/** The most characters of a topic. */
export const topicLimit = 4000

/** Hears what was cleaned, cut or ignored: the field's name, never what it held. */
export type Warn = (warning: string) => void

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return (
    { object: 'an object', string: 'text', boolean: 'true or false' }[typeof value as string] ?? `a ${typeof value}`
  )
}

const wrong = (field: string, expected: string, value: unknown): FailureFacts => ({
  code: 'invalid-request',
  stage: 'request',
  field,
  detail: `${field}: expected ${expected}, received ${kindOf(value)}.`,
})

/** Text that informs: one clean line. Anything else is as good as absent. */
export function informing(field: string, value: unknown, limit: number, warn: Warn): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') {
    warn(`${field}: expected text, received ${kindOf(value)}; ignored.`)
    return undefined
  }
  const { text, lost } = cleanText(value, limit)
  if (lost === 'cut') warn(`${field}: cut to ${limit} characters.`)
  if (lost === 'cleaned') warn(`${field}: line breaks or unseen characters were taken out.`)
  return text || undefined
}

/** `2001`, ` 2001 ` or `ext. 2001`, as text or number, as a person or a language model writes it. */
function extensionOf(value: unknown): Decisive<string> {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value)
  if (typeof value !== 'string') return wrong('extension', 'digits, as text or as a whole number', value)
  const text = value.trim()
  return /^ext(?:ension)?\.?[:\s]\s*(\d+)$/i.exec(text)?.[1] ?? (text || undefined)
}

function flagOf(field: string, value: unknown): Decisive<boolean> {
  if (value === undefined || value === null) return undefined
  return typeof value === 'boolean' ? value : wrong(field, 'true or false', value)
}

function domainOf(value: unknown): Decisive<string> {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value.trim() || undefined : wrong('fusionpbx_domain', 'text', value)
}

/** The first users' bridge names its call to the caller's phone in `call_details`, an object or text. */
const ringsCaller = (details: unknown): boolean =>
  typeof details === 'object' && details !== null
    ? Boolean(Reflect.get(details, 'user_call_sid'))
    : typeof details === 'string' && /user_call_sid["']?\s*[:=]\s*["']?\w/.test(details)

/**
 * Reads a `transfer_initiated`: strict with what decides the call, lenient with what informs. A failure names the field
 * and what it should have been.
 */
export function parseTransferInitiated(raw: unknown, warn: Warn = () => {}): Parsed<TransferInitiated> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { ok: false, failure: wrong('transfer_initiated', 'an object', raw) }
  const sent: Readonly<Record<string, unknown>> = { ...raw }
  if (typeof sent.success !== 'boolean') return { ok: false, failure: wrong('success', 'true or false', sent.success) }
  const { department } = sent
  const named = informing('department', department, nameLimit, warn)
  const value = {
    success: sent.success,
    extension: extensionOf(sent.extension),
    department: department == null || typeof department === 'string' ? named : wrong('department', 'text', department),
    fusionpbx_domain: domainOf(sent.fusionpbx_domain),
    call_started: flagOf('call_started', sent.call_started),
    direct_transfer: flagOf('direct_transfer', sent.direct_transfer),
    reason: informing('reason', sent.reason, topicLimit, warn),
    message: informing('message', sent.message, topicLimit, warn),
    ringsCaller: ringsCaller(sent.call_details),
  }
  return { ok: true, value }
}
