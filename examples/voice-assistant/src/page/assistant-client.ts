import { io, type Socket } from 'socket.io-client'
import type { FromPage, Spoken, ToPage } from '../messages.ts'
import type { Chat } from './chat.ts'
import type { Player } from './player.ts'
import type { SignIn } from './sign-in.ts'

/** The page's socket on the assistant's namespace. */
export type AssistantSocket = Socket<ToPage, FromPage>

/** Whether the server can be reached, and whether it knows the page. */
export type Presence = 'connecting' | 'online' | 'signed-in' | 'offline'

/** What the server's messages are shown with. */
export interface ClientParts {
  readonly chat: Chat
  readonly player: Player
  readonly signIn: SignIn
  presence(presence: Presence): void
}

/** The socket on the server that served the page, before it connects. */
export function createSocket(): AssistantSocket {
  return io('/voice', { autoConnect: false })
}

/** Shows what the assistant sends. The transfer's own messages are Patchcord's. */
export function listen(socket: AssistantSocket, { chat, player, signIn, presence }: ClientParts): void {
  function say(spoken: Spoken) {
    chat.setStatus('')
    chat.add('assistant', spoken.text)
    player.play(spoken.audio)
  }

  socket.on('connected', () => {
    presence('online')
    signIn.begin()
  })
  socket.on('authenticated', ({ success }) => {
    if (!success) return
    signIn.done()
    presence('signed-in')
  })
  socket.on('welcome_greeting', say)
  socket.on('agent_response', say)
  socket.on('status', ({ message }) => chat.setStatus(message))
  socket.on('recording_started', ({ message }) => chat.setStatus(message))
  socket.on('transcription', ({ success, text }) => {
    if (success) chat.add('caller', text)
  })
  socket.on('error', ({ message }) => {
    chat.setStatus('')
    if (!signIn.failed(message)) chat.add('notice', message)
  })
  // After the server's own disconnection (too many wrong PINs) the socket does not come back by itself.
  socket.on('disconnect', () => presence(socket.active ? 'connecting' : 'offline'))
  socket.on('connect_error', () => presence(socket.active ? 'connecting' : 'offline'))
}
