import { basename } from 'node:path'
import { contractCases } from '../../packages/core/src/testing/contract/index.ts'
import { table } from '../docs/markdown.ts'
import type { NamedTest } from '../faults/fault.ts'
import { type Demand, demands } from './demands.ts'

const names = new Map(contractCases.map(({ id, name }) => [id, name]))

const caseOf = (id: string): string => `\`${id}\``
const testOf = ({ file, name }: NamedTest): string => `“${name}” in [${basename(file)}](../${file})`

const holders = ({ cases, tests = [] }: Demand): string => [...cases.map(caseOf), ...tests.map(testOf)].join(', ')

/** Every demand, and what holds it. */
export const demandsTable = (): string =>
  table(
    ['', 'FreeSWITCH', 'held by', 'in the lab'],
    demands.map((demand, index) => [
      `${index + 1}`,
      demand.says,
      holders(demand),
      (demand.lab ?? []).map(testOf).join(', '),
    ]),
  )

/** Every case that a demand names, with what it says. */
export const demandCases = (): string => {
  const named = new Set(demands.flatMap(({ cases }) => cases))
  return table(
    ['case', 'says'],
    [...named].sort().map((id) => [caseOf(id), names.get(id) ?? '']),
  )
}
