import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type StackResult, tableOf } from '@patchcord/core/testing'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** How the table is written down. */
export interface ContractReporterOptions {
  /** A JSON file: what came of each case on each stack. */
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
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(this.#file, `${JSON.stringify(this.#results, undefined, 2)}\n`)
    console.log(`\n${tableOf(this.#results)}`)
  }
}
