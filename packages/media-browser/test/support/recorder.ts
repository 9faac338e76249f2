import { expect } from 'vitest'

/** A listener that keeps what it was told. */
export interface Recorder<Report> {
  readonly reports: Report[]
  readonly on: (report: Report) => void
  /** Waits until a report of this type came, and returns it. */
  until<Type extends TypeOf<Report>>(type: Type): Promise<Extract<Report, { type: Type }>>
}

type TypeOf<Report> = Report extends { type: infer Type } ? Type : never

export function recorder<Report extends { readonly type: string }>(): Recorder<Report> {
  const reports: Report[] = []
  return {
    reports,
    on: (report) => reports.push(report),
    until: async (type) => {
      const found = () => reports.findLast((report) => report.type === type)
      await expect.poll(found, { timeout: 10_000, interval: 10 }).toBeDefined()
      return found() as never
    },
  }
}

/** Waits until a fact is true. */
export const fact = (holds: () => boolean) => expect.poll(holds, { timeout: 10_000, interval: 10 }).toBe(true)
