import { guarded } from './guard.ts'
import { request } from './request.ts'
import type { Limits, Log, VoiceSocket } from './socket-assistant.types.ts'

/** Sends outcomes, and repeats each until it is acknowledged. */
export interface Outbox {
  /** The second call with an id does nothing. */
  send(outcome: { readonly transferId: string }): void
  /** Sends what is open again: the server came (back). */
  flush(): void
  /** Forgets what is open. */
  close(): void
}

interface Delivery {
  attempt(): void
  stop(): void
}

const repeats = 3

/** An outbox over the socket of the moment. It never sends on a socket that is not connected, so nothing is buffered. */
export function createOutbox(socket: () => VoiceSocket | undefined, limits: Limits, log: Log): Outbox {
  const seen = new Set<string>()
  const open = new Set<Delivery>()
  return {
    send(outcome) {
      if (seen.has(outcome.transferId)) return
      seen.add(outcome.transferId)
      const delivery = deliver({ ...outcome, id: outcome.transferId }, socket, limits, (lost) => {
        open.delete(delivery)
        if (lost) log('warn', `transfer_outcome ${outcome.transferId} was dropped: ${lost}.`)
      })
      open.add(delivery)
      guarded(log, 'transfer_outcome', delivery.attempt)
    },
    flush() {
      for (const delivery of open) delivery.attempt()
    },
    close() {
      for (const delivery of open) delivery.stop()
      open.clear()
    },
  }
}

function deliver(
  payload: object,
  socket: () => VoiceSocket | undefined,
  limits: Limits,
  done: (lost?: string) => void,
): Delivery {
  let left = 1 + repeats
  let turn = 0
  let over = false
  const limit = setTimeout(() => finish('the server did not acknowledge it in time'), limits.outcome)

  function stop() {
    over = true
    clearTimeout(limit)
  }

  function finish(lost?: string) {
    if (over) return
    stop()
    done(lost)
  }

  function attempt() {
    const to = socket()
    if (over || !to?.connected) return
    if (left === 0) return finish('the server did not acknowledge it')
    left -= 1
    turn += 1
    const mine = turn
    request(to, limits.ack, 'transfer_outcome', payload, (error) => {
      if (!error) finish()
      // A turn that was overtaken by a reconnection has nothing to repeat.
      else if (mine === turn) attempt()
    })
  }

  return { attempt, stop }
}
