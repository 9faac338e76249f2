import type { VoiceSocket } from './socket-assistant.types.ts'

/** What `timeout()` gives: the client itself, with the flags of the next message. */
interface Emitter {
  emit(event: string, payload: object, ack: (error: unknown) => void): unknown
  flags?: { fromQueue?: boolean }
}

/**
 * Sends a message, and tells whether it was acknowledged within so many milliseconds: `error` is null then. After that
 * time it leaves socket.io's own buffer too, where it had waited for a connection.
 *
 * It never enters the client's queue. With the option `retries` (since socket.io-client 4.6), that queue sends one message
 * at a time and waits for its acknowledgement, again and again: ours would hold up the page's own for a minute, and the
 * page's ours. The flag says that a message comes out of the queue already (`Socket#emit`, checked against 4.8.4).
 */
export function request(
  socket: VoiceSocket,
  ms: number,
  event: string,
  payload: object,
  answered: (error: unknown) => void,
): void {
  // A typed client names the page's events, and ours are not among them.
  const emitter = socket.timeout(ms) as Emitter
  if (emitter.flags) emitter.flags.fromQueue = true
  emitter.emit(event, payload, answered)
}
