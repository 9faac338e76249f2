/** Timers that are ended together, and whose callbacks cannot bring the process down. */
export interface Timers {
  /** Runs `action` once after `ms`; the returned function calls it off. */
  after(ms: number, action: () => void): () => void
  /** Runs `action` every `ms` until the timers are closed. */
  every(ms: number, action: () => void): void
  /** Calls everything off; nothing started later runs. */
  close(): void
}

/** A set of timers; `guard` wraps each callback. */
export function createTimers(guard: (action: () => void) => () => void): Timers {
  const running = new Set<NodeJS.Timeout>()
  let closed = false
  const start = (timer: NodeJS.Timeout) => {
    running.add(timer)
    if (closed) stop(timer)
  }
  const stop = (timer: NodeJS.Timeout) => {
    clearTimeout(timer)
    running.delete(timer)
  }
  return {
    after(ms, action) {
      const timer = setTimeout(() => {
        running.delete(timer)
        guard(action)()
      }, ms)
      start(timer)
      return () => stop(timer)
    },
    every: (ms, action) => start(setInterval(guard(action), ms)),
    close() {
      closed = true
      for (const timer of running) stop(timer)
    },
  }
}
