import { guarded } from '../listeners.ts'

/** Makes an error visible as an uncaught one, without disturbing whoever runs now. */
export function complain(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}

/**
 * Reports to one listener of the application, in order, never before the running code has returned, and nothing after
 * `last` or `close`. Until there is a listener, reports wait. What a listener throws is the application's error: it
 * becomes an uncaught one and never reaches the SIP library, which would hang up.
 */
export class Reporter<T> {
  #listener: ((report: T) => void) | undefined
  #waiting: T[] = []
  #closed = false
  #silent = false

  listen(listener: (report: T) => void): void {
    if (this.#listener) return
    this.#listener = guarded(listener)
    for (const report of this.#waiting.splice(0)) this.#deliver(report)
  }

  report(report: T): void {
    if (this.#closed) return
    if (this.#listener) this.#deliver(report)
    else this.#waiting.push(report)
  }

  last(report: T): void {
    this.report(report)
    this.#closed = true
  }

  /** What was reported in this very step is not told any more, either. */
  close(): void {
    this.#closed = true
    this.#silent = true
  }

  #deliver(report: T): void {
    const listener = this.#listener
    if (!listener) return
    queueMicrotask(() => {
      if (!this.#silent) listener(report)
    })
  }
}
