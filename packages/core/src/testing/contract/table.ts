import type { CaseResult } from './case.types.ts'

/** What came of a case on one stack. */
export interface StackResult extends CaseResult {
  readonly stack: string
}

const marks = { passed: '✓', failed: '✗', lacking: '–' } as const

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

/** Lines of cells, each column as wide as its widest cell. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function totals(results: readonly StackResult[], stacks: readonly string[]): string[][] {
  const count = (stack: string, result: CaseResult['result']) =>
    String(results.filter((one) => one.stack === stack && one.result === result).length)
  const row = (result: CaseResult['result']) => [
    `${marks[result]} ${result}`,
    ...stacks.map((stack) => count(stack, result)),
  ]
  return [row('passed'), row('failed'), row('lacking')]
}

function reasonsOf(results: readonly StackResult[]): string[] {
  const lacking = results.filter(({ result }) => result === 'lacking')
  return unique(lacking.map(({ stack, reason }) => `– ${stack}: ${reason}`)).map((line) => {
    const cases = lacking.filter(({ stack, reason }) => line === `– ${stack}: ${reason}`).length
    return `${line} (${cases} cases)`
  })
}

const problemsOf = (results: readonly StackResult[]): string[] =>
  results.flatMap(({ stack, id, problems }) => problems.map((problem) => `✗ ${stack}, ${id}: ${problem}`))

/** The cases by stack: one line for each case, then the totals, the reasons of what is lacking, and what is wrong. */
export function tableOf(results: readonly StackResult[]): string {
  const stacks = unique(results.map(({ stack }) => stack))
  const found = new Map(results.map((result) => [`${result.stack} ${result.id}`, marks[result.result]]))
  const cases = unique(results.map(({ id }) => id))
  const rows = cases.map((id) => [id, ...stacks.map((stack) => found.get(`${stack} ${id}`) ?? ' ')])
  const table = aligned([['case', ...stacks], ...rows, ...totals(results, stacks)])
  return [table, ...reasonsOf(results), ...problemsOf(results)].join('\n')
}
