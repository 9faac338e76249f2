/** Sockets. What is known of a client is known of its socket, its flow: whatever a message says of itself, anybody can write. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Core } from 'sip.js'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Log } from './log.ts'
import type { Timers } from './timers.ts'

/** One client's socket of the moment. */
export interface Flow extends Core.Transport {
  /** False once the socket has closed. */
  readonly open: boolean
}

/** What the owner of the sockets is told. */
export interface FlowEvents {
  received(text: string, flow: Flow): void
  closed(flow: Flow): void
}

const HEARTBEAT_MS = 15_000
const MAX_MESSAGE_BYTES = 65_536
/** More sockets than any demonstration needs, and more unread answers than any client leaves lying. */
const MAX_SOCKETS = 200
const MAX_UNSENT_BYTES = 1_000_000
const KEEP_ALIVE = '\r\n\r\n'

interface Socket {
  flow: Flow
  alive: boolean
}

/** All sockets. Lets in pages of the given origins and programs that send no origin. */
export class Flows {
  readonly #sockets = new Map<WebSocket, Socket>()
  readonly #server: WebSocketServer
  readonly #events: FlowEvents
  readonly #log: Log
  #frozen = false

  constructor(origins: RegExp, events: FlowEvents, timers: Timers, log: Log) {
    this.#events = events
    this.#log = log
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: MAX_MESSAGE_BYTES,
      handleProtocols: () => 'sip',
      verifyClient: ({ origin, req }, decide) => {
        if (origin && origin.search(origins) < 0) decide(false, 403, 'Origin not allowed')
        else if (this.#sockets.size >= MAX_SOCKETS) decide(false, 503, 'Too many sockets')
        else decide(offersSip(req), 400, 'Subprotocol sip required')
      },
    })
    timers.every(HEARTBEAT_MS, () => this.#heartbeat())
  }

  /** Takes over an upgrade request, or refuses it: a foreign origin with 403, no `sip` subprotocol with 400. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#join(ws))
  }

  /** How many sockets are open. */
  get count(): number {
    return this.#sockets.size
  }

  /** Ends every socket without a word. */
  drop(): void {
    for (const socket of this.#sockets.keys()) socket.terminate()
  }

  /** While on, sockets are accepted and read, and nothing is sent. */
  freeze(on: boolean): void {
    this.#frozen = on
    for (const state of this.#sockets.values()) state.alive = true
  }

  /** Ends every socket and takes no new one; resolves when all are gone. */
  close(): Promise<void> {
    this.drop()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #join(socket: WebSocket): void {
    const state: Socket = { flow: flowOn(socket, () => this.#frozen), alive: true }
    this.#sockets.set(socket, state)
    const guarded = (action: () => void) => this.#log.guard(action)()
    socket.on('pong', () => {
      state.alive = true
    })
    socket.on('error', (error) => this.#log.warn(`socket error: ${error.message}`))
    socket.on('message', (data) => guarded(() => this.#receive(String(data), state.flow)))
    socket.on('close', () => guarded(() => this.#leave(socket, state.flow)))
  }

  #receive(text: string, flow: Flow): void {
    if (this.#frozen) return
    if (text.trim() !== '') this.#events.received(text, flow)
    else if (text === KEEP_ALIVE) flow.send('\r\n').catch(() => {})
  }

  #leave(socket: WebSocket, flow: Flow): void {
    this.#sockets.delete(socket)
    this.#events.closed(flow)
  }

  #heartbeat(): void {
    for (const [socket, state] of this.#frozen ? [] : this.#sockets) {
      if (state.alive) socket.ping()
      else socket.terminate()
      state.alive = false
    }
  }
}

function offersSip(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'] ?? ''
  return offered.split(',').some((name) => name.trim() === 'sip')
}

/** Ends the socket of a client that reads nothing. */
function cutOff(socket: WebSocket): Error {
  socket.terminate()
  return new Error('the client reads nothing')
}

function flowOn(socket: WebSocket, isFrozen: () => boolean): Flow {
  return {
    protocol: 'WS',
    get open() {
      return socket.readyState === socket.OPEN
    },
    send: (text) =>
      new Promise((resolve, reject) => {
        if (isFrozen()) resolve()
        else if (socket.readyState !== socket.OPEN) reject(new Error('socket closed'))
        else if (socket.bufferedAmount > MAX_UNSENT_BYTES) reject(cutOff(socket))
        else socket.send(text, (error) => (error ? reject(error) : resolve()))
      }),
  }
}
