/** A mutant, by what it changes and not by where: lines move. */
export interface Mutation {
  readonly file: string
  readonly mutator: string
  /** The code that was replaced, as {@link shortened} writes it. */
  readonly code: string
  readonly becomes: string
}

/** A mutant and what the tests made of it. */
export interface Judged extends Mutation {
  readonly line: number
  /** `invalid`: with it nothing could be run. */
  readonly verdict: 'killed' | 'timeout' | 'survived' | 'invalid'
}

/** Why a mutant may survive. */
export interface Reason extends Mutation {
  readonly why: string
  /** How many mutants of the file are this one; 1 where absent. */
  readonly times?: number
}

export interface Score {
  readonly killed: number
  readonly timeout: number
  readonly survived: number
  readonly invalid: number
}

/** Code on one line, and cut where it is long. */
export function shortened(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim()
  return line.length > 90 ? `${line.slice(0, 89)}…` : line
}

const keyOf = ({ file, mutator, code, becomes }: Mutation): string => JSON.stringify([file, mutator, code, becomes])

export function scoreOf(judged: readonly Judged[]): Score {
  const count = (verdict: Judged['verdict']) => judged.filter((mutant) => mutant.verdict === verdict).length
  return { killed: count('killed'), timeout: count('timeout'), survived: count('survived'), invalid: count('invalid') }
}

/** The share of mutants that a test notices, in per cent; what could not be run counts neither way. */
export function percentOf({ killed, timeout, survived }: Score): number {
  const all = killed + timeout + survived
  return all === 0 ? 100 : (100 * (killed + timeout)) / all
}

/** Survivors that no reason names, and reasons that name no survivor of the files that were mutated. */
export function unexplained(judged: readonly Judged[], reasons: readonly Reason[]) {
  const left = new Map(reasons.map((reason) => [keyOf(reason), reason.times ?? 1]))
  const survivors: Judged[] = []
  for (const mutant of judged) {
    if (mutant.verdict !== 'survived') continue
    const times = left.get(keyOf(mutant)) ?? 0
    if (times > 0) left.set(keyOf(mutant), times - 1)
    else survivors.push(mutant)
  }
  const files = new Set(judged.map(({ file }) => file))
  const idle = reasons.filter((reason) => files.has(reason.file) && (left.get(keyOf(reason)) ?? 0) > 0)
  return { survivors, idle }
}

/** Tells mutants apart that no reason, or one for fewer of them, names: of these any may be the one to be found. */
export function openTo(judged: readonly Judged[], reasons: readonly Reason[]): (mutant: Mutation) => boolean {
  const open = new Set(unexplained(judged, reasons).survivors.map(keyOf))
  return (mutant) => open.has(keyOf(mutant))
}
