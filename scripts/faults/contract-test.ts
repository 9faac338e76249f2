import { lineCases } from '../../packages/core/src/testing/contract/index.ts'
import type { NamedTest } from './fault.ts'

const ofLines = new Set(lineCases.map(({ id }) => id))

/** The test that plays a case of the contract on a stack, in Node. */
export const contractTest = (stack: 'jssip' | 'sipjs', id: string): NamedTest => ({
  file: `packages/adapter-${stack}/test/${stack}.${ofLines.has(id) ? 'lines' : 'calls'}.contract.test.ts`,
  name: `${id}:`,
})
