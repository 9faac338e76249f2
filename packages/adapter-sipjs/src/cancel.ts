import type { Transaction } from './library.types.ts'

/**
 * Waits, after a CANCEL, for the INVITE's final response: a 487, or a 200 that crossed it and gets ACK and BYE. Resolves
 * by the limit in any case, and tells whether the CANCEL can have reached the peer: it is sent only after a provisional
 * response (RFC 3261 §9.1).
 */
export function cancelled(invite: Transaction, limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    const state = (): string => invite.state
    let left = state() === 'Proceeding'
    const timer = setTimeout(() => resolve(left), limit)
    invite.addStateChangeListener(() => {
      if (state() !== 'Terminated') left = true
      if (state() === 'Proceeding') return
      clearTimeout(timer)
      queueMicrotask(() => resolve(left))
    })
  })
}
