import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type StackResult, tableOf } from '@patchcord/core/testing'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** How the table is written down. */
export interface ContractReporterOptions {
  /** A JSON file; stacks that do not run this time keep what stands in it. */
  readonly outputFile?: string
}

/** A vitest reporter: prints the cases by stack, and writes the table as JSON. */
export default class ContractReporter implements Reporter {
  readonly #file: string
  readonly #results: StackResult[] = []

  constructor({ outputFile = 'reports/contract.json' }: ContractReporterOptions = {}) {
    this.#file = outputFile
  }

  onTestCaseResult(test: TestCase): void {
    const { contract } = test.meta()
    if (contract) this.#results.push(contract)
  }

  onTestRunEnd(_modules: readonly TestModule[]): void {
    if (this.#results.length === 0) return
    const played = new Set(this.#results.map(({ stack }) => stack))
    const kept = this.#before().filter(({ stack }) => !played.has(stack))
    const results = [...kept, ...this.#results]
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(this.#file, `${JSON.stringify(results, undefined, 2)}\n`)
    console.log(`\n${tableOf(results)}`)
  }

  #before(): StackResult[] {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8'))
    } catch {
      return []
    }
  }
}
