import type { FailureCode } from '../../failure/index.ts'
import type { Facts, Place, SpecOutcome, SpecTerms, Trouble } from './spec.types.ts'

/** What an event makes of the facts; undefined where it cannot happen. */
export type Rule = (facts: Facts) => Facts | undefined

/** Failures after which the same target may answer a moment later. */
const passing: readonly FailureCode[] = ['server-unreachable', 'connection-lost']
/** Failures after which somebody else may answer: all but what this page, its microphone or its account lacks. */
const huntable: readonly FailureCode[] = [
  ...(['busy', 'no-answer', 'declined', 'not-found', 'timeout'] as const),
  ...(['server-error', 'connection-lost', 'ice-failed', 'no-audio'] as const),
]

export const fresh = (terms: SpecTerms): Facts => ({
  terms,
  place: 'idle',
  prepared: false,
  line: 'closed',
  microphone: 'released',
  silenced: false,
  sentence: 'spoken',
  assistant: 'here',
  targets: [],
  target: 0,
  tries: 0,
  call: false,
  answered: false,
  committed: false,
  muted: false,
  joined: false,
  quiet: 'never',
  trouble: 'none',
  failure: null,
  attempts: [],
  endedBy: null,
  outcome: null,
})

/** It changes nothing, and may come all the same. */
export const nothing: Rule = (facts) => facts

export const set =
  (change: Partial<Facts>): Rule =>
  (facts) => ({ ...facts, ...change })

export const to = (place: Place): Rule => set({ place })

/** The rule, where the facts are such. */
export const when =
  (such: (facts: Facts) => boolean, rule: Rule): Rule =>
  (facts) =>
    such(facts) ? rule(facts) : undefined

export const unless = (such: (facts: Facts) => boolean, rule: Rule): Rule => when((facts) => !such(facts), rule)

/** The first of the rules that applies. */
export const either =
  (...rules: readonly Rule[]): Rule =>
  (facts) => {
    for (const rule of rules) {
      const next = rule(facts)
      if (next) return next
    }
    return undefined
  }

const callOver = {
  ...({ call: false, answered: false, muted: false } as const),
  ...({ joined: false, quiet: 'never', trouble: 'none' } as const),
}

/** The sentence belongs to the first INVITE: it is not waited for again. */
const said = ({ call, sentence }: Facts): Facts['sentence'] => (call ? 'spoken' : sentence)

/** The attempts, the running one included. */
const counted = ({ targets, target, attempts, call }: Facts, failure: FailureCode | null): readonly string[] =>
  call ? [...attempts, [targets[target], failure].filter(Boolean).join(' ')] : attempts

/** A line that is kept is opened anew where it was lost. */
const kept = ({ terms, prepared, line }: Facts): Facts['line'] => {
  if (!terms.keepWarm && !prepared) return 'closed'
  return line === 'up' ? 'up' : 'opening'
}

/** Back to idle: what was opened is closed, and the outcome is told. */
function ends(facts: Facts, place: Place, result: SpecOutcome['result']): Facts {
  const { failure, endedBy, attempts } = facts
  const outcome = { result, failure, attempts, ...(endedBy ? { endedBy } : {}) }
  return { ...facts, ...callOver, place, line: kept(facts), microphone: 'released', silenced: false, outcome }
}

/** What the last request left is shown no longer. */
export const shows = (facts: Facts, place: Place): Facts => ({
  ...facts,
  place,
  failure: null,
  targets: [],
  attempts: [],
})

export const refuses =
  (failure: FailureCode): Rule =>
  (facts) => ({ ...shows(facts, 'refused'), failure, outcome: { result: 'refused', failure, attempts: [] } })

/** With line and microphone there, the INVITE goes out. */
const connects = (facts: Facts): Facts =>
  facts.line === 'up' && facts.microphone === 'live'
    ? { ...facts, place: 'dialing', call: true }
    : { ...facts, place: 'connecting' }

/** Another attempt; what was lost meanwhile is opened anew. */
const tries = (facts: Facts): Facts =>
  connects({
    ...facts,
    failure: null,
    line: facts.line === 'up' ? 'up' : 'opening',
    ...(['unplugged', 'released'].includes(facts.microphone)
      ? ({ microphone: 'asked', silenced: false } as const)
      : {}),
  })

export const has =
  (change: Partial<Facts>): Rule =>
  (facts) =>
    connects({ ...facts, ...change })

/** A request is accepted: what the last one left is forgotten, but for a line that is kept and the last outcome. */
const accepts = (facts: Facts, targets: readonly string[], sentence: Facts['sentence']): Facts => ({
  ...fresh(facts.terms),
  assistant: facts.assistant,
  outcome: facts.outcome,
  prepared: facts.prepared,
  line: facts.line === 'up' ? 'up' : 'opening',
  microphone: 'asked',
  place: 'connecting',
  targets,
  sentence,
})

export const serverAsks: Rule = (facts) => accepts(facts, facts.terms.targets.slice(0, 1), 'expected')
export const pageAsks: Rule = (facts) => accepts(facts, facts.terms.targets, 'spoken')
export const callerRetries: Rule = (facts) => accepts(facts, facts.targets, 'spoken')

/** After a failed attempt whose call is over: the same target again, the next one, or back to the assistant. */
function decides(facts: Facts): Facts {
  const { failure, target, targets, terms } = facts
  if (failure && passing.includes(failure) && facts.tries < terms.retries) return { ...facts, place: 'waiting' }
  if (failure && huntable.includes(failure) && target + 1 < targets.length)
    return tries({ ...facts, target: target + 1, tries: 0 })
  return ends(facts, 'returned', 'returned')
}

export const triesAgain: Rule = (facts) => tries({ ...facts, tries: facts.tries + 1 })

/** The attempt failed, and no call is up. */
export const fails =
  (failure: FailureCode, change: Partial<Facts> = {}): Rule =>
  (facts) =>
    decides({ ...facts, ...change, failure, attempts: counted(facts, failure), sentence: said(facts), ...callOver })

/** The attempt failed, and its call is still to be hung up. */
export const givesUp =
  (failure: FailureCode, change: Partial<Facts> = {}): Rule =>
  (facts) => ({
    ...facts,
    ...change,
    place: 'draining',
    failure,
    attempts: counted(facts, failure),
    sentence: 'spoken',
    trouble: 'none',
  })

export const drained: Rule = (facts) => decides({ ...facts, ...callOver })

export const released: Rule = (facts) =>
  facts.committed
    ? ends(facts, 'handed over', 'handed-over')
    : ends({ ...facts, failure: null }, 'abandoned', 'abandoned')

/** The caller ends it: at once where no call is up, else when that is hung up. No failure is told of it. */
export const stops: Rule = (facts) => {
  const attempts = facts.place === 'draining' ? facts.attempts : counted(facts, null)
  const stopped: Facts = { ...facts, endedBy: 'caller', attempts, trouble: 'none' }
  return facts.call ? { ...stopped, place: 'hanging up' } : released(stopped)
}

export const agentEnds: Rule = (facts) =>
  ends({ ...facts, endedBy: 'agent', attempts: counted(facts, null) }, 'handed over', 'handed-over')

export const losesAgent =
  (failure: FailureCode): Rule =>
  (facts) =>
    ends({ ...facts, endedBy: 'loss', failure, attempts: counted(facts, failure) }, 'lost', 'handed-over')

export const becomes = (from: Trouble, trouble: Trouble, change: Partial<Facts> = {}): Rule =>
  when((facts) => facts.trouble === from, set({ trouble, ...change }))

/** Trouble comes one at a time: how several are shown together is the walk's matter. */
export const troubles = (trouble: Trouble, change: Partial<Facts> = {}): Rule => becomes('none', trouble, change)

export const clears = (trouble: Trouble, change: Partial<Facts> = {}): Rule => becomes(trouble, 'none', change)
