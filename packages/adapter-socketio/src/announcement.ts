import type { AssistantReport } from '@patchcord/core'
import { guarded } from './guard.ts'
import { text } from './payload.ts'
import type { Log } from './socket-assistant.types.ts'

/** Subscribes to the page's player: whether the assistant is being heard. Returns the unsubscription. */
export type Speaking = (listener: (speaking: boolean) => void) => () => void

/** Follows the spoken sentence that announces a transfer. */
export interface Announcement {
  /** Any `agent_response`; those without `transfer: true` are none of its business. */
  came(message: unknown): void
  close(): void
}

/**
 * Tells `speaking` when the sentence comes and `spoken` when the player falls silent after it. Where nobody knows what
 * is played, or nothing is (no audio, or none starts within `start` ms), `spoken` follows by itself.
 */
export function createAnnouncement(
  hook: Speaking | undefined,
  start: number,
  report: (report: AssistantReport) => void,
  log: Log,
): Announcement {
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
    if (fellSilent) spoken()
  }

  const off = guarded(log, "The page's speaking()", () => hook?.(played))

  return {
    came(message) {
      const { transfer, audio, text: said } = fields(message)
      if (transfer !== true) return
      clearTimeout(timer)
      pending = text(said) ?? ''
      report({ type: 'announcement', phase: 'speaking', text: pending })
      if (!off || !audio) return spoken()
      timer = setTimeout(() => playing || spoken(), start)
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
