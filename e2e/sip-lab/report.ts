import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Probe } from '../support/probe.ts'
import type { Calls } from './lab.ts'
import type { Sight } from './scene.ts'

export const reports = fileURLToPath(new URL('../../reports', import.meta.url))

/** What a lane's rows come to, until all of them are gathered. */
export const partOf = (lane: string): string => `${reports}/faults-${lane}.json`

/** What one row came to. */
export interface RowResult {
  readonly stack: string
  readonly fault: string
  readonly moment: string
  /** What the caller saw, and how many seconds after the fault. */
  readonly sights: readonly Sight[]
  /** The failure that the outcome names. */
  readonly code: string | null
  /** What the page holds open at the end; null: there is no page any more. */
  readonly ours: ReturnType<Probe['open']> | null
  /** What the PBX, the relay and the phones have of calls at the end, and after how many seconds. */
  readonly farSide: Calls
  readonly freed: number
}

const resultsIn = async (file: string): Promise<RowResult[]> =>
  JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as RowResult[]

const write = (file: string, results: readonly RowResult[]): Promise<void> =>
  writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`)

/** Adds a row to what this lane has played. */
export async function record(result: RowResult): Promise<void> {
  const part = partOf(process.env['PATCHCORD_LANE'] ?? '')
  await write(part, [...(await resultsIn(part)), result])
}

/** Makes `reports/faults.json` of what the lanes have played. */
export async function gatherResults(lanes: readonly string[]): Promise<void> {
  await write(`${reports}/faults.json`, (await Promise.all(lanes.map((lane) => resultsIn(partOf(lane))))).flat())
}
