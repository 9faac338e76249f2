import type { VoiceSocket } from './socket-assistant.types.ts'

/**
 * Sends a message, and tells whether it was acknowledged within so many milliseconds: `error` is null then. After that
 * time it leaves socket.io's own buffer too, where it had waited for a connection.
 */
export function request(
  socket: VoiceSocket,
  ms: number,
  event: string,
  payload: object,
  answered: (error: unknown) => void,
): void {
  // A typed client names the page's events, and ours are not among them.
  const emitter = socket.timeout(ms) as { emit(event: string, payload: object, ack: (error: unknown) => void): unknown }
  emitter.emit(event, payload, answered)
}
