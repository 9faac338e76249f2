import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Probe } from '../support/probe.ts'
import type { Calls } from './lab.ts'
import type { Sight } from './scene.ts'

export const resultsFile = fileURLToPath(new URL('../../reports/faults.json', import.meta.url))

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

export const readResults = async (): Promise<RowResult[]> =>
  JSON.parse(await readFile(resultsFile, 'utf8').catch(() => '[]')) as RowResult[]

/** Adds a row to `reports/faults.json`. */
export async function record(result: RowResult): Promise<void> {
  await mkdir(dirname(resultsFile), { recursive: true })
  await writeFile(resultsFile, `${JSON.stringify([...(await readResults()), result], undefined, 2)}\n`)
}
