import type { FailureFacts } from '../failure/index.ts'
import { cleanText, nameLimit } from '../text.ts'

/** What may be dialled. Plain JSON: it is part of the transfer's settings. */
export interface TargetPolicy {
  /** The domains that may be dialled; the first is the one that a bare extension gets. */
  readonly domains: readonly string[]
  /** How many digits an extension may have. */
  readonly digits: { readonly min: number; readonly max: number }
  /** Further user parts that may be dialled, to the letter: `+4930123456`, `reception`. */
  readonly allow: readonly string[]
  /** Departments and their extensions. */
  readonly departments: Readonly<Record<string, string>>
}

/** Something that the policy allows to dial. */
export interface Target {
  /** `sip:2001@pbx.example` */
  readonly uri: string
  /** `2001` */
  readonly extension: string
}

/** A target, or why it may not be dialled. */
export type TargetResult =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly failure: FailureFacts }

const refusal = (code: 'policy-refused' | 'invalid-request', field: string, detail: string): TargetResult => ({
  ok: false,
  failure: { code, stage: 'request', field, detail },
})

const clean = /^[\w.+*#-]{1,64}$/
const shown = (text: string): string => JSON.stringify(text.slice(0, 80))

/** `2001`, `2001@domain`, `sip:2001@domain` or a number, in parts; undefined where it is none of these. */
function split(dialled: string): { user: string; domain: string | undefined } | undefined {
  const match = /^(?:sips?:)?([^@\s:;<>"]+)(?:@([A-Za-z0-9.-]+))?$/i.exec(dialled)
  return match?.[1] && clean.test(match[1]) ? { user: match[1], domain: match[2]?.toLowerCase() } : undefined
}

/**
 * What a server's or a page's words may dial (RFC 3261 §19.1). Never throws: the failure names the field.
 *
 * @param dialled an extension as text or number, or a SIP URI within the policy's domains
 * @param field the field's name in the message, for the failure
 */
export function resolveTarget(dialled: string | number, policy: TargetPolicy, field = 'extension'): TargetResult {
  const parts = split(String(dialled).replace(/^ +| +$/g, ''))
  if (!parts) return refusal('invalid-request', field, `${field}: ${shown(String(dialled))} is no extension.`)
  const domain = parts.domain ?? policy.domains[0]
  if (!domain || !policy.domains.includes(domain))
    return refusal('policy-refused', field, `${field}: the domain ${shown(domain ?? '')} is not allowed.`)
  const { min, max } = policy.digits
  const digits = /^\d+$/.test(parts.user) && parts.user.length >= min && parts.user.length <= max
  if (!digits && !policy.allow.includes(parts.user))
    return refusal(
      'policy-refused',
      field,
      `${field}: ${shown(parts.user)} is not allowed; ${min} to ${max} digits are.`,
    )
  return { ok: true, target: { uri: `sip:${parts.user}@${domain}`, extension: parts.user } }
}

const keyOf = (name: string): string => cleanText(name, nameLimit).text.toLowerCase()

/** The extension of a department, matched without regard to case. */
export function departmentExtension(department: string, policy: TargetPolicy): string | undefined {
  const wanted = keyOf(department)
  return Object.entries(policy.departments).find(([name]) => keyOf(name) === wanted)?.[1]
}
