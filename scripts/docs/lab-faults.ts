import { existsSync, readFileSync } from 'node:fs'
import measuredRows from '../../e2e/sip-lab/measured.json' with { type: 'json' }
import { factsOf, keyOf, type Measured, type RowFacts } from '../../e2e/sip-lab/measured.ts'
import { rawRows } from '../../e2e/sip-lab/raw-stacks.ts'
import type { RowResult } from '../../e2e/sip-lab/report.ts'
import { table } from './markdown.ts'

const report = new URL('../../reports/faults.json', import.meta.url)

/** Rows with their times, where they were measured. */
type Row = RowFacts & Partial<Pick<Measured, 'after'>>

/**
 * What was measured, with the facts of the newest run in the place of its own: so a check after the tests finds rows that
 * come to something else by now. Times differ from run to run and stay as they were measured.
 */
function rowsOf(measured: readonly Measured[], results: readonly RowResult[]): Row[] {
  const rows = new Map<string, Row>(measured.map((row) => [keyOf(row), row]))
  for (const result of results) {
    const { after } = rows.get(keyOf(result)) ?? {}
    rows.set(keyOf(result), { ...factsOf(result), ...(after ? { after } : {}) })
  }
  return [...rows.values()]
}

const names: Readonly<Record<string, string>> = { jssip: 'JsSIP', sipjs: 'SIP.js' }

/** `2.1 / 2.3 s`: one time for each stack. */
function times(rows: readonly Row[], at: number): string {
  const after = rows.map((row) => row.after?.[at]?.[0])
  return after.some((time) => time === undefined) ? 'not measured' : `${after.join(' / ')} s`
}

const seenIn = (rows: readonly Row[]): string =>
  (rows[0]?.seen ?? [])
    .map(({ detail, heard }, at) => {
      const sounds = [...new Set(heard)]
      return `\`${detail}\` ${times(rows, at)}${sounds.length > 0 ? `, hears ${sounds.join(', then ')}` : ''}`
    })
    .join('<br>')

const farSide: Readonly<Record<string, string>> = { pbx: 'the PBX', relay: 'the relay', phones: 'the phone' }

function line(rows: readonly Row[], stacks: readonly string[]): string[] {
  const [first] = rows
  if (!first) return []
  const raw = rawRows.find(({ fault, moment }) => fault === first.fault && moment === first.moment)
  const alone = rows.length === stacks.length ? '' : ` (${rows.map(({ stack }) => names[stack]).join(', ')})`
  return [
    `${first.fault}${alone}`,
    first.moment,
    seenIn(rows) || 'no page',
    first.code ? `\`${first.code}\`` : '',
    first.left.map((who) => farSide[who]).join(', ') || 'nothing',
    raw?.jssip ?? '',
    raw?.sipjs ?? '',
  ]
}

const head = [
  'fault',
  'when',
  'the caller sees, after',
  'failure',
  'left on the far side',
  'JsSIP alone',
  'SIP.js alone',
]

/** Stacks to which the same happens share a line. */
const alike = ({ stack: _, after: __, ...facts }: Row & Partial<Measured>): string =>
  JSON.stringify([facts.fault, facts.moment, facts.seen, facts.code, facts.left])

/** The table of faults, of rows that were measured and of those that were just played. */
export function tableOf(measured: readonly Measured[], results: readonly RowResult[]): string {
  const rows = rowsOf(measured, results).toSorted((a, b) => a.stack.localeCompare(b.stack))
  const stacks = [...new Set(rows.map(({ stack }) => stack))]
  return table(
    head,
    [...Map.groupBy(rows, alike).values()].map((group) => line(group, stacks)),
  )
}

export function labFaults(): string {
  const results = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as RowResult[]) : []
  return tableOf(measuredRows as unknown as Measured[], results)
}
