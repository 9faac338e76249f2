import { handshake } from '@patchcord/core/adapter'
import { openInvites, unsettled } from './library.ts'
import type { Ua } from './library.types.ts'

/** How long an INVITE may stay open after its CANCEL: 64 × T1 (RFC 3261 §9.1). */
const longest = 32_000

/**
 * Waits until what was sent is answered, at the most for the limit; but an open INVITE is waited for until it ends, so
 * that a late 200 gets its ACK and BYE.
 */
export function linger(ua: Ua, limit: number, isConnected: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let late = false
    const check = () => {
      const invites = openInvites(ua).length > 0
      if (isConnected() && (invites || (!late && unsettled(ua)))) return
      done()
    }
    const done = () => {
      clearTimeout(soon)
      clearTimeout(last)
      resolve()
    }
    const soon = setTimeout(() => {
      late = true
      check()
    }, limit - handshake)
    const last = setTimeout(done, longest)
    // JsSIP says so from inside its own bookkeeping; what follows in the same step may start another transaction.
    ua.on('transactionDestroyed', () => queueMicrotask(check))
    ua.on('newTransaction', ({ transaction }) => transaction.on('stateChanged', () => queueMicrotask(check)))
    for (const invite of openInvites(ua)) invite.on('stateChanged', () => queueMicrotask(check))
    queueMicrotask(check)
  })
}
