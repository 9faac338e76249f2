import type { FailureCode } from './failure.ts'

/** One value of a `Reason` header (RFC 3326): a protocol, its cause and its text. */
export interface WireReason {
  readonly protocol: string
  readonly cause?: number
  readonly text?: string
}

/** What the wire said at the end of an attempt, or of a registration. */
export interface WireEvidence {
  readonly status: number
  readonly reasons: readonly WireReason[]
  /** `first`: this answered credentials that no server has accepted yet. */
  readonly credentials: 'none' | 'first' | 'accepted'
  /** What a challenge asks for that is not known here. */
  readonly unsupported?: readonly string[]
}

/** Parses a `Reason` header's value; several values may be joined by commas. Unreadable parts are left out. */
export function parseReasons(header: string | undefined): WireReason[] {
  const values = header?.match(/(?:"[^"]*"|[^",])+/g) ?? []
  return values.flatMap((value) => {
    const protocol = /^\s*([\w.-]+)/.exec(value)?.[1]
    if (!protocol) return []
    const cause = /;\s*cause\s*=\s*(\d{1,4})/i.exec(value.replace(/"[^"]*"/g, '""'))?.[1]
    const text = /;\s*text\s*=\s*"([^"]*)"/i.exec(value)?.[1]
    return [{ protocol, ...(cause ? { cause: Number(cause) } : {}), ...(text === undefined ? {} : { text }) }]
  })
}

/** The Q.850 cause among the reasons, where there is one. */
export const q850Of = (reasons: readonly WireReason[]): number | undefined =>
  reasons.find((reason) => reason.protocol.toUpperCase() === 'Q.850')?.cause

const sipCauseOf = (reasons: readonly WireReason[]): number | undefined =>
  reasons.find((reason) => reason.protocol.toUpperCase() === 'SIP')?.cause

const byStatus: ReadonlyMap<number, FailureCode> = new Map([
  [401, 'auth-failed'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [407, 'auth-failed'],
  [408, 'no-answer'],
  [410, 'unavailable'],
  [415, 'codec-mismatch'],
  [421, 'session-timer'],
  [422, 'session-timer'],
  [430, 'unavailable'],
  [480, 'unavailable'],
  [484, 'not-found'],
  [485, 'not-found'],
  [486, 'busy'],
  [487, 'no-answer'],
  [488, 'codec-mismatch'],
  [600, 'busy'],
  [603, 'declined'],
  [604, 'not-found'],
  [606, 'codec-mismatch'],
  [607, 'declined'],
  [608, 'declined'],
])

/** The statuses that have a code of their own, and those codes; the others go by their class. */
export const namedStatuses: Iterable<readonly [status: number, code: FailureCode]> = byStatus

const byQ850: ReadonlyMap<number, FailureCode> = new Map([
  [1, 'not-found'],
  [17, 'busy'],
  [18, 'no-answer'],
  [19, 'no-answer'],
  [20, 'unavailable'],
  [21, 'declined'],
  [27, 'unavailable'],
  [38, 'server-error'],
  [41, 'server-error'],
  [88, 'codec-mismatch'],
])

/** Statuses that say too little by themselves; only these are refined by a `Reason`. */
const ambiguous: ReadonlySet<number> = new Set([480, 487, 500, 503])

/** Asterisk answers 403 with this cause where the agent declined. Its own refusals carry no cause. */
const rejected = 21

function refined({ status, reasons }: WireEvidence, rang: boolean): FailureCode | undefined {
  const cause = q850Of(reasons)
  if (status === 403 && cause === rejected) return 'declined'
  if (!ambiguous.has(status)) return undefined
  const code = cause === undefined ? undefined : byQ850.get(cause)
  // PBXs also write 18 and 19 for a phone that takes no calls. Nobody can have left it unanswered if it never rang.
  if (code === 'no-answer' && !rang) return 'unavailable'
  return code ?? (sipCauseOf(reasons) === 806 ? 'unavailable' : undefined)
}

/**
 * The failure code of a final response of 300 to 699 (RFC 3261 §21). A `Reason` refines an ambiguous status and never
 * overrules a clear one. A 403 to an account's first credentials means that they are wrong.
 *
 * @param rang whether anything rang before it
 */
export function codeOfStatus(evidence: WireEvidence, rang: boolean): FailureCode {
  const { status, credentials } = evidence
  if (evidence.unsupported?.length) return 'auth-unsupported'
  const specific = refined(evidence, rang)
  if (!specific && status === 403 && credentials === 'first') return 'auth-failed'
  const code = specific ?? byStatus.get(status)
  if (code) return code
  if (status < 400) return 'redirected'
  if (status < 500) return 'bad-request'
  return status < 600 ? 'server-error' : 'declined'
}
