import type { RowResult } from './report.ts'
import type { Sound } from './scene.ts'

/** What a caller saw and heard in one state of a row. */
export interface Seen {
  readonly detail: string
  readonly heard: readonly Sound[]
}

/** What a row comes to every time, without its times. */
export interface RowFacts {
  readonly stack: string
  readonly fault: string
  readonly moment: string
  readonly seen: readonly Seen[]
  readonly code: string | null
  /** Who on the far side still has a call. */
  readonly left: readonly string[]
}

/** A row that was played several times. */
export interface Measured extends RowFacts {
  readonly runs: number
  /** When each state was seen, in seconds: in the middle run, and in the slowest. */
  readonly after: readonly (readonly [middle: number, slowest: number])[]
}

export const factsOf = ({ stack, fault, moment, sights, code, farSide }: RowResult): RowFacts => ({
  stack,
  fault,
  moment,
  seen: sights.map(({ detail, heard }) => ({ detail, heard })),
  code,
  left: Object.entries(farSide).flatMap(([who, calls]) => (calls > 0 ? [who] : [])),
})

export const keyOf = ({ stack, fault, moment }: Pick<RowFacts, 'stack' | 'fault' | 'moment'>): string =>
  [stack, fault, moment].join()

function middleAndSlowest(times: readonly number[]): readonly [number, number] {
  const sorted = times.toSorted((a, b) => a - b)
  return [sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN, sorted.at(-1) ?? Number.NaN]
}

/** What rows came to that were played several times each. */
export function measure(results: readonly RowResult[]): Measured[] {
  const rows = [...Map.groupBy(results, keyOf).values()]
  return rows.flatMap((runs) => {
    const [first] = runs
    if (!first) return []
    const after = first.sights.map((_, at) => middleAndSlowest(runs.flatMap(({ sights }) => sights[at]?.after ?? [])))
    return [{ ...factsOf(first), runs: runs.length, after }]
  })
}
