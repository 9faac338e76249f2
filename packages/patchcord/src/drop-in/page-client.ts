import type { VoiceSocket } from '@patchcord/adapter-socketio'

/** The part of the page's socket.io client that the drop-in script touches. */
export interface PageClient extends VoiceSocket {
  emit(event: string, ...args: unknown[]): unknown
  listeners(event: string): ((payload: unknown) => void)[]
}
