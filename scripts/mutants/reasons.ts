import type { Reason } from './ledger.ts'

/** Mutants that may survive, and why. */
export const reasons: readonly Reason[] = []
