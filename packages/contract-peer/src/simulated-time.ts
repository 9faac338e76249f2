import { install } from '@sinonjs/fake-timers'

/** A case's time: it passes with the machine's, and minutes of it at once when asked. */
export interface SimulatedTime {
  pass(ms: number): Promise<void>
  end(): void
}

/** The machine's own time. */
const later = setTimeout

/** What a socket needs to be read and written. */
const breath = (): Promise<void> => new Promise((resolve) => void later(resolve, 1))

/**
 * In slices, between which sockets are read and written: what waits for a limit must not miss what comes in. Within a
 * minute or two a connection may be made, in less than its limit; more than that is for timers alone.
 */
async function inSlices(ms: number, tick: (slice: number) => Promise<unknown>): Promise<void> {
  const long = ms > 100_000
  const slice = long ? ms / 150 : Math.min(Math.max(100, ms / 100), 200)
  for (let left = ms; left > 0; left -= slice) {
    await tick(Math.min(slice, left))
    if (!long) await breath()
  }
}

/** Puts simulated time into the place of the timers of this process or page. */
export function simulateTime(): SimulatedTime {
  const clock = install({
    now: Date.now(),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    shouldAdvanceTime: true,
    advanceTimeDelta: 4,
  })
  return {
    pass: (ms) => inSlices(ms, (slice) => clock.tickAsync(slice)),
    end: () => clock.uninstall(),
  }
}
