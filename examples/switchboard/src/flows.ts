/** Sockets. A client is known by its top Via host, which outlives a reconnect; its socket of the moment is its flow. */
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
  opened(flow: Flow): void
  received(text: string, flow: Flow): void
  /** `hosts`: the clients that now have no socket. */
  closed(flow: Flow, hosts: string[]): void
}

const HEARTBEAT_MS = 15_000
const MAX_MESSAGE_BYTES = 65_536
const KEEP_ALIVE = '\r\n\r\n'

interface Socket {
  flow: Flow
  alive: boolean
}

/** All sockets, and which client is where. Lets in pages of the given origins and programs that send no origin. */
export class Flows {
  readonly #byHost = new Map<string, Flow>()
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

  /** The flow of the client with this Via host, or undefined while it has none. */
  of(host: string): Flow | undefined {
    return this.#byHost.get(host.toLowerCase())
  }

  /** From here on `flow` belongs to the client with this Via host; true when the client had none. */
  bind(host: string, flow: Flow): boolean {
    const isNew = this.of(host) === undefined
    this.#byHost.set(host.toLowerCase(), flow)
    return isNew
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
    guarded(() => this.#events.opened(state.flow))
  }

  #receive(text: string, flow: Flow): void {
    if (this.#frozen) return
    if (text.trim() !== '') this.#events.received(text, flow)
    else if (text === KEEP_ALIVE) flow.send('\r\n').catch(() => {})
  }

  #leave(socket: WebSocket, flow: Flow): void {
    this.#sockets.delete(socket)
    const hosts = [...this.#byHost].filter(([, owner]) => owner === flow).map(([host]) => host)
    for (const host of hosts) this.#byHost.delete(host)
    this.#events.closed(flow, hosts)
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
        else socket.send(text, (error) => (error ? reject(error) : resolve()))
      }),
  }
}
