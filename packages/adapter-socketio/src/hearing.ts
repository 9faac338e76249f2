import type { Hearing } from '@patchcord/core'
import { guarded } from './guard.ts'
import type { Log } from './socket-assistant.types.ts'

/** Hands the machine's `hear` to the page, once for each change. */
export interface HearingSwitch {
  set(hearing: Hearing): void
  /** Opens both again, where anything was closed. */
  restore(): void
}

/** The first `set` always reaches the page: nobody knows what held before. So does one after the page's code threw. */
export function createHearingSwitch(hear: ((hearing: Hearing) => void) | undefined, log: Log): HearingSwitch {
  let last: Hearing | undefined
  let closed = false

  function set(hearing: Hearing) {
    if (last?.input === hearing.input && last.output === hearing.output) return
    closed = !(hearing.input && hearing.output)
    last = guarded(log, "The page's hear()", () => {
      hear?.({ input: hearing.input, output: hearing.output })
      return hearing
    })
  }

  return {
    set,
    restore() {
      if (closed) set({ input: true, output: true })
    },
  }
}
