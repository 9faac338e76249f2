import { codeOfStatus, type FailureCode, type FailureFacts, q850Of, type Stage } from '../failure/index.ts'
import type { CallEnd } from '../sip/index.ts'

/** A BYE before any sound was proven is a refusal; a call that the peer no longer has was lost. */
const hangUps: Readonly<Record<CallEnd['by'], FailureCode>> = {
  local: 'cancelled',
  remote: 'declined',
  system: 'declined',
  unknown: 'connection-lost',
}

/** The code of an end before it was answered or after; the order of evidence is media and SDP, wire, library. */
function codeOfEnd(end: CallEnd, stage: Stage): FailureCode {
  const talked = stage === 'talking'
  switch (end.cause) {
    case 'sdp':
      return 'codec-mismatch'
    case 'media':
      return talked ? 'connection-lost' : 'ice-failed'
    case 'response':
      return end.response ? codeOfStatus(end.response, stage !== 'dialing') : 'internal'
    case 'transport':
      return 'connection-lost'
    case 'timeout':
      return 'timeout'
    case 'invalid':
      return 'bad-request'
    case 'unreadable':
      return 'unreadable'
    case 'hangup':
      return hangUps[end.by]
    default:
      return 'internal'
  }
}

/** The facts of the failure that a call's end means at a stage. */
export function failureOfEnd(end: CallEnd, stage: Stage): FailureFacts {
  const q850 = q850Of(end.response?.reasons ?? end.reasons ?? [])
  const code = codeOfEnd(end, stage)
  const explained = code === 'codec-mismatch' || code === 'ice-failed'
  return {
    code,
    stage,
    signalled: end.signalled,
    detail: end.detail,
    ...(end.response ? { sipStatus: end.response.status } : {}),
    ...(q850 === undefined ? {} : { q850 }),
    ...(end.candidates && explained ? { candidates: end.candidates } : {}),
  }
}
