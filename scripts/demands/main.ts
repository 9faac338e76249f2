import { readFileSync } from 'node:fs'
import process from 'node:process'
import { demands } from './demands.ts'
import { type Ran, unheld } from './ran.ts'

interface Vitest {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly meta?: Pick<Ran, 'contract'>
    }[]
  }[]
}

interface Suite {
  readonly file: string
  readonly specs?: readonly { readonly title: string; readonly ok: boolean }[]
  readonly suites?: readonly Suite[]
}

const report = <Report>(name: string): Report =>
  JSON.parse(readFileSync(new URL(`../../reports/${name}.json`, import.meta.url), 'utf8')) as Report

const ofVitest = (name: string): Ran[] =>
  report<Vitest>(name).testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ title, status, meta }) => ({ file, name: title, passed: status === 'passed', ...meta })),
  )

const ofSuite = ({ file, specs = [], suites = [] }: Suite): Ran[] => [
  ...specs.map(({ title, ok }) => ({ file, name: title, passed: ok })),
  ...suites.flatMap(ofSuite),
]

const ofPlaywright = (name: string): Ran[] =>
  report<{ readonly suites: readonly Suite[] }>(name).suites.flatMap(ofSuite)

const problems = unheld(demands, [...ofVitest('node'), ...ofVitest('browser'), ...ofPlaywright('e2e')])
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)
