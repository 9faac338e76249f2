import type { FailureFacts } from '../failure/index.ts'
import { cleanText, nameLimit } from '../text.ts'
import { publicKind } from './public-numbers.ts'

/** What may be dialled. Plain JSON: it is part of the transfer's settings. */
export interface TargetPolicy {
  /** The domains that may be dialled; the first is the one that a bare extension gets. */
  readonly domains: readonly string[]
  /** How many digits an extension may have. Emergency, premium-rate and service numbers are refused all the same. */
  readonly digits: { readonly min: number; readonly max: number }
  /** Further user parts that may be dialled, to the letter: `+4930123456`, `reception`, or an extension `112`. */
  readonly allow: readonly string[]
  /** Departments and their extensions. */
  readonly departments: Readonly<Record<string, string>>
}

const keys: { readonly [Key in keyof TargetPolicy]: 0 } = { domains: 0, digits: 0, allow: 0, departments: 0 }

/** The names of a policy's parts. */
export const policyKeys: readonly string[] = Object.keys(keys)

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

/** The user part of a target, as this project dials it. */
export const userPart = /^[\w.+*#-]{1,64}$/
const shown = (text: string): string => JSON.stringify(text.slice(0, 80))

/** `2001`, `2001@domain`, `sip:2001@domain` or a number, in parts; undefined where it is none of these. */
function split(dialled: string): { user: string; domain: string | undefined } | undefined {
  const match = /^(?:sips?:)?([^@\s:;<>"]+)(?:@([A-Za-z0-9.-]+))?$/i.exec(dialled)
  return match?.[1] && userPart.test(match[1]) ? { user: match[1], domain: match[2]?.toLowerCase() } : undefined
}

/** Why the policy does not allow a user part. */
function forbidden(user: string, { allow, digits: { min, max } }: TargetPolicy): string | undefined {
  if (allow.includes(user)) return undefined
  if (!/^\d+$/.test(user) || user.length < min || user.length > max)
    return `is not allowed; ${min} to ${max} digits are.`
  const kind = publicKind(user)
  return kind && `is ${kind} number. If it is an extension here, name it in policy.allow.`
}

/**
 * What a server's or a page's words may dial (RFC 3261 §19.1). Never throws: the failure names the field.
 *
 * @param dialled an extension as text or number, or a SIP URI within the policy's domains
 * @param field the field's name in the message, for the failure
 */
export function resolveTarget(dialled: string | number, policy: TargetPolicy, field = 'extension'): TargetResult {
  // A page without types may give anything, even what no text can be made of.
  const given = typeof dialled === 'string' || typeof dialled === 'number' ? String(dialled) : ''
  const parts = split(given.replace(/^ +| +$/g, ''))
  if (!parts) return refusal('invalid-request', field, `${field}: ${shown(given)} is no extension.`)
  const domain = parts.domain ?? policy.domains[0]
  if (!domain || !policy.domains.includes(domain))
    return refusal('policy-refused', field, `${field}: the domain ${shown(domain ?? '')} is not allowed.`)
  const why = forbidden(parts.user, policy)
  if (why) return refusal('policy-refused', field, `${field}: ${shown(parts.user)} ${why}`)
  // A `#` must be escaped in a URI (RFC 3261 §25.1); SIP.js takes no raw one.
  return { ok: true, target: { uri: `sip:${parts.user.replace(/#/g, '%23')}@${domain}`, extension: parts.user } }
}

const keyOf = (name: string): string => cleanText(name, nameLimit).text.toLowerCase()

/** The extension of a department, matched without regard to case. */
export function departmentExtension(department: string, policy: TargetPolicy): string | undefined {
  const wanted = keyOf(department)
  return Object.entries(policy.departments).find(([name]) => keyOf(name) === wanted)?.[1]
}
