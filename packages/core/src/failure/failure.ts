import { cleanText, detailLimit, withoutSecrets } from '../text.ts'
import { remedyOf } from './failure.remedy.ts'
import { type Candidates, type RemedyContext, sentences } from './failure.texts.ts'

/** Every reason why an attempt or a transfer can fail. The union is closed; sub-codes may come beside it later. */
export const failureCodes = [
  'policy-refused',
  'invalid-request',
  'not-offered',
  'mic-denied',
  'mic-missing',
  'mic-busy',
  'server-unreachable',
  'auth-failed',
  'forbidden',
  'not-found',
  'unavailable',
  'busy',
  'declined',
  'no-answer',
  'redirected',
  'codec-mismatch',
  'bad-request',
  'session-timer',
  'ice-failed',
  'no-audio',
  'connection-lost',
  'server-error',
  'timeout',
  'cancelled',
  'caller-left',
  'internal',
  'elsewhere',
  'unreadable',
  'not-loaded',
  'auth-unsupported',
] as const

export type FailureCode = (typeof failureCodes)[number]

/** Where in the transfer's life it failed. */
export type Stage = 'request' | 'line' | 'microphone' | 'dialing' | 'ringing' | 'joining' | 'talking'

/** Why an attempt or a transfer failed: plain JSON, without a secret. */
export interface Failure {
  readonly code: FailureCode
  readonly stage: Stage
  /** The final SIP status from the wire (RFC 3261 §21); absent where nothing was received. */
  readonly sipStatus?: number
  /** The Q.850 cause of a `Reason` header (RFC 3326). */
  readonly q850?: number
  /** Whether the same attempt could succeed a moment later. */
  readonly retryable: boolean
  /** False: our CANCEL or BYE cannot have reached the PBX, so the far leg may still be up. */
  readonly signalled: boolean
  /** One plain sentence for the caller. Translate by `code`. */
  readonly sentence: string
  /** What the administrator can do, with the command that checks it where there is one. */
  readonly remedy: string
  /** The name of the field at fault, for a request that was refused. */
  readonly field?: string
  /** What was wrong with the addresses that the browser offered, where that may be the reason. */
  readonly candidates?: Candidates
  /** What was seen, for the log and the Details: a library's cause, a close code. Never a secret. */
  readonly detail?: string
}

/** What the maker of a failure knows; the texts are added by {@link failure}. */
export interface FailureFacts {
  readonly code: FailureCode
  readonly stage: Stage
  readonly sipStatus?: number
  readonly q850?: number
  readonly signalled?: boolean
  readonly field?: string
  readonly candidates?: Candidates
  readonly detail?: string
}

const retryable: ReadonlySet<FailureCode> = new Set([
  'server-unreachable',
  'connection-lost',
  'server-error',
  'timeout',
  'ice-failed',
  'no-audio',
])

/** What was seen, as it may be shown: libraries pass on what the wire said, and the addresses that were dialed. */
function readable(given: FailureFacts): FailureFacts {
  if (given.detail === undefined) return given
  return { ...given, detail: cleanText(withoutSecrets(given.detail), detailLimit).text }
}

/** Completes the facts with the caller's sentence, the administrator's remedy and whether a retry makes sense. */
export function failure(given: FailureFacts, context: RemedyContext): Failure {
  const facts = readable(given)
  return {
    signalled: true,
    ...facts,
    retryable: retryable.has(facts.code),
    sentence: sentences[facts.code],
    remedy: remedyOf(facts.code, { ...context, ...facts }),
  }
}
