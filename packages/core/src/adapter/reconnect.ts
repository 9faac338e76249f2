import type { LineLimits, LineServer } from '../sip/line-config.ts'
import { closedWith, type Opening, openSocket, quit, type Socket, textOf, type Unreached } from './socket.ts'
import { within } from './time.ts'

/** What a link tells its line, synchronously. */
export interface LinkEvents {
  connecting(server: string): void
  /** The socket is open and everything else that a connection needs is there. */
  connected(server: string): void
  data(message: string): void
  /** What is sent in a message's place. */
  outgoing(message: string): string
  /** A message was handed to an open socket, or could not be. */
  sent(message: string, left: boolean): void
  /** An open connection was lost, or a whole round of servers could not be reached. */
  disconnected(server: string, why: Unreached, wasConnected: boolean): void
  /** Whether a call is up without its signalling, and is given up soon. */
  isUrgent(): boolean
}

/** A connection that lived this long was good: its loss is retried quickly again. An unanswered REGISTER takes less. */
const settled = 15_000
const slowest = 30_000

/**
 * How long to wait before the next round: at most 0.5 s after a loss, then about 1, 2, 4 … up to 30 s, each with a
 * random share taken off, so that the clients of a restarted server do not come back at the same moment.
 */
export function backOff(round: number, random: () => number = Math.random): number {
  if (round === 0) return Math.floor(random() * 500)
  return Math.floor(Math.min(slowest, 500 * 2 ** round) * (0.5 + random() / 2))
}

/** While a call is up, which the loss ends after some seconds: a pause of at most a second, by chance. */
export const urgentPause = (random: () => number = Math.random): number => Math.floor(500 + random() * 500)

/** Lower priority values first; among equals, the config's order. */
const inOrder = (servers: readonly LineServer[]): string[] =>
  [...servers].sort((a, b) => a.priority - b.priority).map((server) => server.url)

/**
 * A WebSocket that reconnects: servers by priority, a limit on each attempt, jittered back-off between rounds. The
 * libraries' own transports lack one or the other: JsSIP's has no limit and comes back after exactly 2 s in every client;
 * SIP.js's does not try again after a first failure.
 */
export class Link {
  readonly #servers: readonly string[]
  readonly #limits: LineLimits
  readonly #prepare: () => Promise<unknown>
  readonly #events: LinkEvents
  #opening: Opening | undefined
  #closed = false
  #socket: Socket | undefined
  /** When the connection became of use; 0 while there is none. */
  #since = 0
  #everConnected = false
  #url: string
  /** Rounds since the last good connection; a first round that fails is not retried as quickly as a loss. */
  #rounds = 1
  #timer: number | undefined
  /** A server that fell silent: until there is a connection again, the others come first. */
  #silent = ''

  /** `prepare` gets what a connection needs besides the socket; its failure is a failure to connect. */
  constructor(servers: readonly LineServer[], limits: LineLimits, prepare: () => Promise<unknown>, events: LinkEvents) {
    this.#servers = inOrder(servers)
    this.#url = this.#servers[0] ?? ''
    this.#limits = limits
    this.#prepare = prepare
    this.#events = events
  }

  /** The server that is, or was last, connected to. */
  get url(): string {
    return this.#url
  }

  get isOpen(): boolean {
    return this.#since > 0 && this.#socket?.readyState === 1
  }

  start(): void {
    void this.#round()
  }

  /** Whether the message was handed to an open socket. */
  send(text: string): boolean {
    const left = this.isOpen
    const message = this.#events.outgoing(text)
    if (left) this.#socket?.send(message)
    this.#events.sent(message, left)
    return left
  }

  /** Gives the connection up as lost, although the browser has not noticed. */
  drop(detail: string): void {
    if (!this.#socket) return
    quit(this.#socket)
    this.#silent = this.#url
    this.#lost(detail)
  }

  /** Tries again at once, where it only waits for its back-off. */
  hurry(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    void this.#round()
  }

  /** No report follows and no connection is made. Resolves when the socket is closed, or after the limit. */
  async close(limit: number): Promise<void> {
    this.#closed = true
    this.#opening?.abort('the line was closed')
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = undefined
    if (!socket || socket.readyState === 3) return
    const closed = new Promise<void>((resolve) => {
      socket.onclose = () => resolve()
    })
    socket.onmessage = null
    socket.close(1000)
    await within(closed, limit)
  }

  async #round(): Promise<void> {
    let why: Unreached = { detail: '' }
    const others = this.#servers.filter((server) => server !== this.#silent)
    for (const server of [...others, ...this.#servers.filter((one) => !others.includes(one))]) {
      this.#url = server
      this.#events.connecting(server)
      const unreached = await this.#attempt(server)
      if (!unreached || this.#closed) return
      why = unreached
    }
    this.#events.disconnected(this.#url, why, false)
    this.#retry()
  }

  /** Resolves with what went wrong, if anything did. */
  async #attempt(server: string): Promise<Unreached | undefined> {
    this.#opening = openSocket(server, this.#limits.connect)
    const socket = await this.#opening.opened
    this.#opening = undefined
    if ('detail' in socket) return socket
    this.#socket = socket
    const failed = await this.#prepare().then(
      () => '',
      (error) => `the SIP library could not be started: ${error}`,
    )
    if (this.#closed) return { detail: 'the line was closed' }
    if (failed || socket.readyState !== 1) {
      quit(socket)
      this.#socket = undefined
      return { detail: failed || 'the server closed the connection at once' }
    }
    this.#connected(server, socket)
    return undefined
  }

  #connected(server: string, socket: Socket): void {
    if (!this.#everConnected) this.#rounds = 0
    this.#everConnected = true
    this.#silent = ''
    this.#since = Date.now()
    socket.onmessage = ({ data }) => this.#events.data(textOf(data))
    socket.onclose = (event) => this.#lost(closedWith(event))
    this.#events.connected(server)
  }

  #lost(detail: string): void {
    this.#socket = undefined
    if (Date.now() - this.#since > settled) this.#rounds = 0
    this.#since = 0
    this.#events.disconnected(this.#url, { detail }, true)
    this.#retry()
  }

  #retry(): void {
    if (this.#closed) return
    const pause = backOff(this.#rounds)
    this.#timer = setTimeout(() => this.hurry(), this.#events.isUrgent() ? Math.min(pause, urgentPause()) : pause)
    this.#rounds += 1
  }
}
