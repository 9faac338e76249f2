import { type CallEnd, type FinalResponse, parseReasons, type WireReason } from '@patchcord/core'
import { phraseOf, redirectsOf } from '@patchcord/core/adapter'
import type { Message, SessionEnd } from './library.types.ts'

/** What the call itself knows about its end. */
export interface EndFacts {
  readonly answered: boolean
  /** Whether a CANCEL or BYE of ours, if JsSIP sent one, went out on an open socket. */
  readonly signalled: boolean
  readonly credentials: FinalResponse['credentials']
  /** Why JsSIP ended the call by itself; its event says 'Canceled' to everything before the answer. */
  readonly ending: string
}

const ownCauses: Readonly<Record<string, CallEnd['cause']>> = {
  'Bad Media Description': 'sdp',
  'Missing SDP': 'sdp',
  'RTP Timeout': 'media',
  'Connection Error': 'transport',
  'Request Timeout': 'timeout',
  'No ACK': 'timeout',
  'No Answer': 'timeout',
  Expires: 'timeout',
}

/** The `Reason` headers (RFC 3326), of which there may be several. */
const reasonsOf = (message: Message): WireReason[] => message.getHeaders('Reason').flatMap(parseReasons)

/** A final response, as the port has it. */
export const finalResponse = (message: Message, credentials: FinalResponse['credentials']): FinalResponse => ({
  status: message.status_code ?? 0,
  reasonPhrase: phraseOf(message.reason_phrase),
  reasons: reasonsOf(message),
  credentials,
  ...redirectsOf(message.status_code ?? 0, message.getHeaders('contact')),
})

/**
 * The facts of an end that JsSIP reports. Order of evidence: unusable SDP first, since JsSIP reports it with the 200
 * that carried it; then what the wire said; last JsSIP's own cause.
 */
export function endOf(event: SessionEnd, facts: EndFacts): CallEnd {
  const message = typeof event.message === 'object' ? (event.message ?? undefined) : undefined
  const native = event.cause === 'Canceled' && event.originator === 'local' ? facts.ending : event.cause
  const base = { answered: facts.answered, detail: describe(native, event.message) }
  const own = native === 'WebRTC Error' ? (event.originator === 'system' ? 'sdp' : 'media') : ownCauses[native]
  if (own === 'sdp' || own === 'media') return { ...base, cause: own, by: 'system', signalled: facts.signalled }
  if (message && (message.status_code ?? 0) >= 300) {
    const response = finalResponse(message, facts.credentials)
    return { ...base, cause: 'response', by: 'remote', response, signalled: true }
  }
  if (message && message.status_code === undefined) {
    return { ...base, cause: 'hangup', by: 'remote', reasons: reasonsOf(message), signalled: true }
  }
  // The peer answered a request within the call with 481 or 408: for it, the call is over (RFC 3261 §12.2.1.2).
  if (native === 'Dialog Error') return { ...base, cause: 'hangup', by: 'unknown', signalled: true }
  const unheard = native === 'Request Timeout' && !facts.answered
  return { ...base, cause: own ?? 'internal', by: 'system', signalled: facts.signalled && !unheard }
}

function describe(cause: string, message: SessionEnd['message']): string {
  if (typeof message === 'string') return `${cause}: ${message}`
  return message?.status_code ? `${cause} (${message.status_code} ${phraseOf(message.reason_phrase)})` : cause
}
