import type { NamedTest } from '../faults/fault.ts'
import type { Demand } from './demands.ts'

/** One test, as a report of vitest or Playwright tells of it. */
export interface Ran {
  readonly file: string
  readonly name: string
  readonly passed: boolean
  /** What came of a case of the contract, and on which stack in which place. */
  readonly contract?: { readonly id: string; readonly result: string; readonly stack: string }
}

/** The stacks whose cases must have been played, and where; a browser may lack what a case needs. */
const arenas = [
  { stack: /^JsSIP .*, Node$/, mayLack: false },
  { stack: /^SIP\.js .*, Node$/, mayLack: false },
  { stack: /^JsSIP .*, Chromium$/, mayLack: true },
  { stack: /^SIP\.js .*, Chromium$/, mayLack: true },
] as const

function problemsOfCase(id: string, ran: readonly Ran[]): string[] {
  return arenas.flatMap(({ stack, mayLack }) => {
    const found = ran.flatMap(({ contract }) => (contract?.id === id && stack.test(contract.stack) ? contract : []))
    const bad = found.filter(({ result }) => result !== 'passed' && !(mayLack && result === 'lacking'))
    const problems = bad.map(({ result, stack: name }) => `${id}: ${result} on ${name}`)
    return found.length === 0 ? [`${id}: not played on ${stack.source}`] : problems
  })
}

function problemsOfTest({ file, name }: NamedTest, ran: readonly Ran[]): string[] {
  const found = ran.filter((test) => test.file.endsWith(file) && test.name.startsWith(name))
  const bad = found.length === 0 || found.some(({ passed }) => !passed)
  return bad ? [`“${name}” in ${file}: ${found.length === 0 ? 'not run' : 'failed'}`] : []
}

/** What of the demands nobody held in a run of the tests. */
export const unheld = (demands: readonly Demand[], ran: readonly Ran[]): string[] => [
  ...new Set(
    demands.flatMap(({ cases, tests = [] }) => [
      ...cases.flatMap((id) => problemsOfCase(id, ran)),
      ...tests.flatMap((test) => problemsOfTest(test, ran)),
    ]),
  ),
]
