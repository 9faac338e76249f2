import type { VoiceSocket } from '@patchcord/adapter-socketio'
import type { Socket } from 'socket.io-client'
import { expectTypeOf, test } from 'vitest'

interface Listened {
  connected(message: { session_id: string }): void
}

interface Emitted {
  authenticate(message: { pin: string }): void
  user_text(message: { text: string }): void
  start_recording(): void
}

test('an untyped and a typed socket.io client are voice sockets', () => {
  expectTypeOf<Socket>().toExtend<VoiceSocket>()
  expectTypeOf<Socket<Listened, Emitted>>().toExtend<VoiceSocket>()
})
