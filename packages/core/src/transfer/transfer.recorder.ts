import type { Mark } from './transfer.types.ts'

/** Keeps the moments of the running transfer; the only reader of a clock. */
export interface Recorder {
  start(): void
  mark(name: string): void
  timeline(): readonly Mark[]
}

/** @param now milliseconds of a monotonic clock */
export function recorder(now: () => number): Recorder {
  let began = 0
  let marks: Mark[] = []
  return {
    start() {
      began = now()
      marks = []
      this.mark('requested')
    },
    mark(name) {
      if (marks.length < 100) marks.push({ at: Math.round(now() - began), name })
    },
    timeline: () => [...marks],
  }
}
