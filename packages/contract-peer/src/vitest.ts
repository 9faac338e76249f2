import { type Arena, type CaseResult, type ContractCase, contractCases, playCase } from '@patchcord/core/testing'
import { describe, expect, inject, it } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `vitest-setup` serves peers to cases in a browser. */
    contractPeer: string
  }
  interface TaskMeta {
    /** What came of a case of the contract; the reporter makes the table of these. */
    contract?: CaseResult & { readonly stack: string }
  }
}

/** Longer than all that a case waits for, so that what it says is heard. */
const limit = 30_000

/** Makes a vitest test of each case, in Node or in the browser. */
export function runContract(arena: Arena, cases: readonly ContractCase[] = contractCases): void {
  describe(`the contract, on ${arena.name}`, () => {
    for (const test of cases) {
      it(
        `${test.id}: ${test.name}`,
        async ({ task }) => {
          const result = await playCase(test, arena)
          task.meta.contract = { ...result, stack: arena.name }
          expect(result.problems).toEqual([])
        },
        limit,
      )
    }
  })
}

/** Where the global set-up `@patchcord/contract-peer/vitest-setup` serves peers to cases in a browser. */
export const controlUrl = (): string => inject('contractPeer')
