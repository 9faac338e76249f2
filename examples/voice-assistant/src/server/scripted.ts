import type { Socket } from 'socket.io'

/** Sends back what `script {event, payload}` names, so that a test can play any message of the server, wrong ones too. */
export function allowScripts(socket: Socket): void {
  socket.on('script', (script: unknown) => {
    if (typeof script !== 'object' || script === null || !('event' in script)) return
    // socket.io throws on its own events' names.
    if (typeof script.event !== 'string' || ['connect', 'connect_error', 'disconnect'].includes(script.event)) return
    socket.emit(script.event, 'payload' in script ? script.payload : undefined)
  })
}
