import { io, type Socket } from 'socket.io-client'

/** A page's socket that never connects. What it sends stands in `sendBuffer`. */
export const openClient = (): Socket => io('http://localhost:9/voice', { autoConnect: false, forceNew: true })

/** The events that would leave, in order. */
export const sentBy = (client: Socket): string[] => client.sendBuffer.map(({ data }) => data[0])

/** The server says something. */
export const arrives = (client: Socket, event: string, payload: unknown): void =>
  Reflect.get(client, 'emitEvent').call(client, [event, payload])
