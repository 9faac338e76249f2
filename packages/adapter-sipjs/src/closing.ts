import { handshake } from '@patchcord/core/adapter'
import type { UserAgent } from 'sip.js'
import { hasOpenInvite, isUnsettled } from './library.ts'

/** How long an INVITE may stay open after its CANCEL: 64 × T1 (RFC 3261 §9.1). */
const longest = 32_000

/** What is waited for, when a line is closed. */
export interface Lingering {
  readonly over: Promise<void>
  /** To be called after each message, and at the loss of the socket: SIP.js does not tell when something is settled. */
  check(): void
}

/**
 * Waits until what was sent is answered, at the most for the limit; but an open INVITE is waited for until it ends, so
 * that a late 200 gets its ACK and BYE.
 */
export function linger(ua: UserAgent, limit: number, isConnected: () => boolean): Lingering {
  let late = false
  let done = () => {}
  const over = new Promise<void>((resolve) => {
    done = () => {
      clearTimeout(soon)
      clearTimeout(last)
      resolve()
    }
  })
  const check = () => {
    if (!isConnected() || !(hasOpenInvite(ua) || (!late && isUnsettled(ua)))) done()
  }
  const soon = setTimeout(() => {
    late = true
    check()
  }, limit - handshake)
  const last = setTimeout(() => done(), longest)
  queueMicrotask(check)
  return { over, check }
}
