import { failureOfEnd } from '../call/index.ts'
import { type FailureFacts, failure, q850Of, type RemedyContext, type Stage } from '../failure/index.ts'
import type { CallEnd } from '../sip/index.ts'
import { type Caller, type CallSlot, type DeskContext, type DeskEvent, type Offer, slots } from './desk.types.ts'

/** How many missed calls are remembered. */
const longest = 10

/** A place for one more call, if there is any. */
export const freeSlot = ({ call, offers }: DeskContext): CallSlot | undefined =>
  slots.find((slot) => slot !== call && offers.every((offer) => offer.slot !== slot))

/** Every call that lives, the shown one last. */
export const liveCalls = ({ call, caller, offers }: DeskContext): readonly Offer[] =>
  call && caller ? [...offers, { slot: call, caller }] : offers

const crashOf = /^xstate\.error\.actor\.(call\.\d)$/

/** The call that a report is about, while it lives. */
export function callOf(context: DeskContext, event: DeskEvent): Offer | undefined {
  const crashed = crashOf.exec(event.type)?.[1]
  const id = 'output' in event ? event.output.id : 'id' in event ? event.id : undefined
  return liveCalls(context).find(({ slot, caller }) => (crashed ? slot === crashed : caller.callId === id))
}

/** What a remedy may name: the extension that is signed in, too. */
export function remedyIn({ settings, extension }: DeskContext): RemedyContext {
  const { anonymous: _, account: _user, ...rest } = settings.remedy
  return extension ? { ...rest, account: extension, extension } : rest
}

/** Q.850 causes of a BYE that nobody sends by hanging up: the PBX or its network gave the call up. */
const broken: ReadonlyMap<number, 'codec-mismatch' | 'server-error'> = new Map([
  [27, 'server-error'],
  [38, 'server-error'],
  [41, 'server-error'],
  [88, 'codec-mismatch'],
  [102, 'server-error'],
])

/** RFC 3326 §3.1 and Q.850's “non-selected user clearing”: somebody else took the call. */
const isTakenElsewhere = ({ reasons = [] }: CallEnd): boolean =>
  q850Of(reasons) === 26 || reasons.some(({ protocol, cause }) => protocol.toUpperCase() === 'SIP' && cause === 200)

function hungUpCode(end: CallEnd, stage: Stage): FailureFacts['code'] | undefined {
  const cause = q850Of(end.reasons ?? []) ?? 0
  const code = broken.get(cause)
  if (stage === 'talking') return code
  if (end.by === 'unknown') return 'connection-lost'
  if (isTakenElsewhere(end)) return 'elsewhere'
  if (stage === 'joining' && code) return code
  return cause === 18 || cause === 19 || cause === 102 ? 'no-answer' : 'cancelled'
}

/** What of an end the agent is told; nothing of what this side did, or of a caller who hung up after the talk. */
function failureOfCall(end: CallEnd, stage: Stage): FailureFacts | undefined {
  if (end.cause !== 'hangup') {
    const facts = failureOfEnd(end, stage)
    return end.cause === 'timeout' && stage === 'ringing' ? { ...facts, code: 'no-answer' } : facts
  }
  const code = end.by === 'local' ? undefined : hungUpCode(end, stage)
  return code && { ...failureOfEnd(end, stage), code }
}

const crashed = (stage: Stage): FailureFacts => ({ code: 'internal', stage, detail: 'the call crashed' })

/** What a caller without a number is called (RFC 3323 §4.1). */
const unknown: readonly string[] = ['', 'anonymous']

/** The same caller, calling once more: one bridge may send two INVITEs for one call. */
function isSame(one: Caller, other: Caller): boolean {
  if (one.conversationId && other.conversationId) return one.conversationId === other.conversationId
  return one.user === other.user && !unknown.includes(one.user)
}

/** What the desk remembers of a call that ended, before it is forgotten. */
export function afterEnd(context: DeskContext, event: DeskEvent, stage: Stage): Partial<DeskContext> {
  const over = callOf(context, event)
  const facts = 'output' in event ? failureOfCall(event.output.end, stage) : crashed(stage)
  if (!over || !facts) return {}
  const others = liveCalls(context).filter(({ slot }) => slot !== over.slot)
  // The caller is still here, by another call.
  if (others.some(({ caller }) => isSame(caller, over.caller))) return {}
  const lost = failure(facts, remedyIn(context))
  if (stage === 'talking' || facts.code === 'elsewhere') return { lost }
  return { lost, missed: [...context.missed, { caller: over.caller, why: facts.code }].slice(-longest) }
}
