import type { AssistantReport } from '@patchcord/core'
import { guarded } from './guard.ts'
import { text } from './payload.ts'
import type { Limits, Log } from './socket-assistant.types.ts'

/** Subscribes to the page's player: whether the assistant is being heard. Returns the unsubscription. */
export type Speaking = (listener: (speaking: boolean) => void) => () => void

/** Follows the spoken sentence that announces a transfer. */
export interface Announcement {
  /** Any `agent_response`; those without `transfer: true` are none of its business. */
  came(message: unknown): void
  /** A transfer begins: its announcement is welcome. */
  begins(): void
  /** The transfer has ended: an announcement that still comes would say what is not true any more. */
  ends(): void
  close(): void
}

/** What an announcement needs of the link. */
export interface AnnouncementParts {
  readonly hook: Speaking | undefined
  readonly limits: Pick<Limits, 'start' | 'silence'>
  readonly log: Log
  report(report: AssistantReport): void
  /** Keeps the assistant's voice away from the caller. */
  silence(on: boolean): void
}

/**
 * Tells `speaking` when the sentence comes and `spoken` when the player falls silent after it. Where nobody knows what
 * is played, or nothing is (no audio, or none starts within `start` ms), `spoken` follows by itself.
 */
export function createAnnouncement({ hook, limits, log, report, silence }: AnnouncementParts): Announcement {
  let welcome = true
  let playing = false
  let pending: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function spoken() {
    if (pending === undefined) return
    clearTimeout(timer)
    const said = pending
    pending = undefined
    report({ type: 'announcement', phase: 'spoken', text: said })
  }

  function played(speaking: boolean) {
    const fellSilent = playing && !speaking
    playing = speaking
    if (!fellSilent) return
    spoken()
    // Not within hear(): a player that is stopped there says so at once.
    queueMicrotask(() => silence(false))
  }

  /** Until the player falls silent; where nobody tells, until the next sentence or the limit. */
  function hush() {
    const wait = () => {
      timer = setTimeout(heard, limits.silence)
    }
    silence(true)
    if (off) timer = setTimeout(() => (playing ? wait() : heard()), limits.start)
    else wait()
  }

  function heard() {
    clearTimeout(timer)
    silence(false)
  }

  const off = guarded(log, "The page's speaking()", () => hook?.(played))

  return {
    came(message) {
      const { transfer, audio, text: said } = fields(message)
      if (transfer !== true) return welcome ? undefined : heard()
      clearTimeout(timer)
      if (!welcome) return hush()
      pending = text(said) ?? ''
      report({ type: 'announcement', phase: 'speaking', text: pending })
      if (!off || !audio) return spoken()
      timer = setTimeout(() => playing || spoken(), limits.start)
    },
    begins() {
      if (!welcome) heard()
      welcome = true
    },
    ends() {
      welcome = false
    },
    close() {
      clearTimeout(timer)
      guarded(log, "The page's speaking() unsubscription", () => off?.())
    },
  }
}

function fields(message: unknown): { transfer?: unknown; audio?: unknown; text?: unknown } {
  return typeof message === 'object' && message !== null ? message : {}
}
