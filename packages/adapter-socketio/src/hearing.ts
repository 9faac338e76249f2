import type { Hearing } from '@patchcord/core'
import { guarded } from './guard.ts'
import type { Log } from './socket-assistant.types.ts'

/** Hands the machine's `hear` to the page, once for each change. */
export interface HearingSwitch {
  set(hearing: Hearing): void
  /** Keeps the assistant's voice away, whatever the machine allows. */
  silence(on: boolean): void
  /** Opens both again, where anything was closed. */
  restore(): void
}

/** The first `set` always reaches the page: nobody knows what held before. So does one after the page's code threw. */
export function createHearingSwitch(hear: ((hearing: Hearing) => void) | undefined, log: Log): HearingSwitch {
  let wanted: Hearing = { input: true, output: true }
  let silenced = false
  let last: Hearing | undefined
  let closed = false

  function tell() {
    const hearing = { input: wanted.input, output: wanted.output && !silenced }
    if (last?.input === hearing.input && last.output === hearing.output) return
    closed = !(hearing.input && hearing.output)
    last = guarded(log, "The page's hear()", () => {
      hear?.(hearing)
      return hearing
    })
  }

  function set(hearing: Hearing) {
    wanted = hearing
    tell()
  }

  return {
    set,
    silence(on) {
      if (on === silenced) return
      silenced = on
      tell()
    },
    restore() {
      silenced = false
      if (closed) set({ input: true, output: true })
    },
  }
}
