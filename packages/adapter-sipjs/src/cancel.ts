import type { Transaction } from './library.types.ts'

/**
 * Waits, after a CANCEL, for the INVITE's final response: a 487, or a 200 that crossed it and gets ACK and BYE. Resolves
 * by the limit in any case, or when the socket is lost, and tells whether the CANCEL can have reached the peer: it is sent
 * only after a provisional response (RFC 3261 §9.1).
 */
export function cancelled(invite: Transaction, limit: number, lost: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const state = (): string => invite.state
    let left = state() === 'Proceeding'
    const done = () => {
      clearTimeout(timer)
      resolve(left)
    }
    const timer = setTimeout(done, limit)
    void lost.then(done)
    invite.addStateChangeListener(() => {
      if (state() !== 'Terminated') left = true
      if (state() === 'Proceeding') return
      queueMicrotask(done)
    })
  })
}
