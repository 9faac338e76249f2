import { inviteOf, transactionState } from './library.ts'
import type { Session, Transaction } from './library.types.ts'

/**
 * Waits, after a CANCEL, for the INVITE's final response: a 487, or a 200 that crossed it and gets ACK and BYE. Resolves
 * by the limit in any case, and tells whether the CANCEL can have reached the peer: it is sent only after a provisional
 * response (RFC 3261 §9.1).
 */
export function cancelled(session: Session, limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    let left = false
    const timer = setTimeout(() => resolve(left), limit)
    const finish = (last: Transaction) => {
      const again = inviteOf(session)
      // A challenge was on its way: JsSIP has sent the INVITE again, and cancels that one.
      if (again && again !== last && again.state <= transactionState.calling) return follow(again)
      clearTimeout(timer)
      resolve(left)
    }
    const follow = (invite: Transaction) => {
      left = invite.state === transactionState.proceeding
      invite.on('stateChanged', () => {
        if (invite.state <= transactionState.completed && invite.state !== transactionState.calling) left = true
        if (invite.state > transactionState.calling) queueMicrotask(() => finish(invite))
      })
    }
    const invite = inviteOf(session)
    if (invite) follow(invite)
  })
}
