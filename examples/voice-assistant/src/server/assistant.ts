import { Server as HttpServer } from 'node:http'
import { Server as HttpsServer } from 'node:https'
import { Server, type ServerOptions } from 'socket.io'
import { isOwn } from './own.ts'
import { createSession } from './session.ts'

/** What the assistant is told at its start. */
export interface AssistantOptions {
  /** A socket.io server to join, or an HTTP server to put one on. */
  readonly io: Server | HttpServer | HttpsServer
  /** The PIN that signs a page in. The demo's by default; the page knows that one and shows it. */
  readonly pin?: string
  /** Goes into every `transfer_initiated`. Pages honour a domain only within their own policy. */
  readonly transfer?: TransferOptions
  /** Milliseconds between `transfer_status` and the spoken announcement, and before a `Welcome back`. */
  readonly pause?: number
  /** One line for each thing that happened. Never a PIN, and never what the caller wrote. */
  readonly log?: (line: string) => void
}

/** The PBX as the first users' server names it in its messages. */
export interface TransferOptions {
  readonly fusionpbx_domain?: string
  readonly wss_port?: number
}

/** A running assistant. */
export interface Assistant {
  /** Disconnects every page. A server that was handed in stays open. */
  close(): void
}

/** No page of another site may connect. */
const ownPages: Partial<ServerOptions> = { allowRequest: (request, decide) => decide(null, isOwn(request)) }

/** The demo's PIN. No secret: the page signs in with it by itself. */
export const demoPin = '1234'

/** Starts the assistant on namespace `/voice`. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { io, pin = demoPin, transfer = {}, pause = 600, log = () => {} } = options
  const own = io instanceof HttpServer || io instanceof HttpsServer ? new Server(io, ownPages) : undefined
  const voice = (own ?? (io as Server)).of('/voice')
  let closed = false

  voice.on('connection', (socket) => {
    if (closed) return socket.disconnect()
    createSession({ socket, pin, transfer, pause, log })
  })

  return {
    close() {
      closed = true
      voice.disconnectSockets()
      own?.engine.close()
    },
  }
}
