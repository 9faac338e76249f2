export type { Pbx } from './failure.checks.ts'
export { type Candidates, type RemedyContext, sentences } from './failure.texts.ts'
export { type Failure, type FailureCode, type FailureFacts, failure, failureCodes, type Stage } from './failure.ts'
export { codeOfStatus, parseReasons, q850Of, type WireEvidence, type WireReason } from './failure.wire.ts'
