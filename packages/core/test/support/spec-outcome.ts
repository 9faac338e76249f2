import type { Outcome } from '@patchcord/core'
import type { SpecOutcome } from '@patchcord/core/testing'

const short = (target: string): string => target.replace(/^sip:|@.*$/g, '')

/** An outcome as the specification tells it. */
export const outcomeOf = ({ result, failure, endedBy, attempts }: Outcome): SpecOutcome => ({
  result,
  failure: failure?.code ?? null,
  attempts: attempts.map((attempt) => [short(attempt.target), attempt.failure?.code].filter(Boolean).join(' ')),
  ...(endedBy ? { endedBy } : {}),
})
