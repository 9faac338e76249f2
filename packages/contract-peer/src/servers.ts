import { createServer, type Server } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

const host = '127.0.0.1'

const portOf = (server: { address(): unknown }): number => (server.address() as { port: number }).port

const urlOf = (port: number): string => `ws://${host}:${port}/`

/** Whether a connection that was begun is let in; its handshake waits until this is known. */
export type Admit = () => Promise<boolean>

/** A WebSocket server for SIP on this port, or a free one. */
export function listen(port = 0, admit?: Admit): Promise<WebSocketServer> {
  const verify = admit && { verifyClient: (_: object, done: (admitted: boolean) => void) => void admit().then(done) }
  return new Promise((resolve, reject) => {
    const server = new WebSocketServer({ port, host, handleProtocols: () => 'sip', ...verify })
    server.once('error', reject)
    server.once('listening', () => resolve(server))
  })
}

export const addressOf = (server: WebSocketServer): { readonly port: number; readonly url: string } => {
  const port = portOf(server)
  return { port, url: urlOf(port) }
}

function listenSilently(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(() => {}).unref()
    server.listen(0, host, () => resolve(server))
  })
}

/** A server that accepts and stays silent, and the address of one that is down. */
export interface UselessServers {
  readonly silent: string
  readonly gone: string
  close(): void
}

export async function uselessServers(): Promise<UselessServers> {
  const [silent, gone] = await Promise.all([listenSilently(), listenSilently()])
  const urls = { silent: urlOf(portOf(silent)), gone: urlOf(portOf(gone)) }
  await new Promise((resolve) => gone.close(resolve))
  return { ...urls, close: () => void silent.close() }
}

/** By a ping of the WebSocket's own (RFC 6455 §5.5.2), which comes behind every message and which SIP knows nothing of. */
export const pinged = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off('pong', done).off('close', done)
      resolve()
    }
    socket.once('pong', done).once('close', done).ping()
  })
