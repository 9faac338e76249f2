/** The composition: sockets in front, routing behind. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { Dialogs } from './dialogs.ts'
import { Digest } from './digest.ts'
import { type Flow, Flows } from './flows.ts'
import { isRequest, parse } from './library.ts'
import { createLog, type LogEntry } from './log.ts'
import type { Parts } from './parts.ts'
import { serve } from './proxy.ts'
import { Registrar } from './registrar.ts'
import { createTimers } from './timers.ts'
import { Transactions } from './transactions.ts'
import { Vanished } from './vanished.ts'

/** What a switchboard can be told; every option has a default. */
export interface SwitchboardOptions {
  /** The domain of the addresses it serves, and the realm of its challenges. Default `localhost`. */
  domain?: string
  /** Whether callers that are no known user are let in; if not, they get 403. Default true. */
  anonymous?: boolean
  /** Passwords by user. Default 2001, 2005, 2010 and transfer, each with `pw` and its own name. */
  users?: Record<string, string>
  /** Which pages may connect, by their Origin. Default: loopback names on any port. */
  origins?: RegExp
  /** How long a client may be without a socket before its calls are hung up. Default 6 s. */
  graceMs?: number
  /** The longest that a call rings. Default 180 s. */
  ringMs?: number
  /** Gets each line of the log; no line holds a password, a nonce's response or an Authorization header. */
  log?: (entry: LogEntry) => void
}

/** What is open at this moment. The two transactions of an answered INVITE stay for 32 s (RFC 6026). */
export interface SwitchboardStats {
  /** Open sockets. */
  flows: number
  /** Calls being set up or standing. */
  dialogs: number
  /** Registrations that can be rung now. */
  registrations: number
  serverTransactions: number
  clientTransactions: number
}

/** A SIP registrar and proxy for WebSocket clients, for development. */
export interface Switchboard {
  /** Takes over the upgrade request of an HTTP server; 403 for a foreign origin, 400 without subprotocol `sip`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Serves alone, on every path; resolves the real port. Rejects if the port cannot be had. */
  listen(port: number, host?: string): Promise<number>
  /** Ends every socket, timer, transaction and server of its own; may be called again. */
  close(): Promise<void>
  stats(): SwitchboardStats
  /** For tests only: ends all sockets without a word, as a vanished PBX. */
  dropSockets(): void
  /** For tests only: while on, it accepts and reads, and answers nothing, as a frozen PBX. */
  freeze(on: boolean): void
}

const LOOPBACK_ORIGINS = /^https?:\/\/(([\w-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i
const USERS = Object.fromEntries(['2001', '2005', '2010', 'transfer'].map((user) => [user, `pw${user}`]))

/** Starts a switchboard; it is reached once upgrades come to it, or `listen` is called. */
export function createSwitchboard(options: SwitchboardOptions = {}): Switchboard {
  const parts = assemble(options)
  const { flows, log, transactions, timers } = parts
  const servers = new Set<Server>()
  log.info('development switchboard: not for production')
  return {
    handleUpgrade: (request, socket, head) => flows.upgrade(request, socket, head),
    listen: (port, host = '127.0.0.1') => listen(flows, servers, port, host),
    async close() {
      timers.close()
      transactions.close()
      await Promise.all([flows.close(), ...[...servers].map(closeServer)])
      servers.clear()
    },
    stats: () => statsOf(parts),
    dropSockets: () => flows.drop(),
    freeze: (on) => flows.freeze(on),
  }
}

function assemble(options: SwitchboardOptions): Parts {
  const { domain = 'localhost', anonymous = true, graceMs = 6_000, ringMs = 180_000 } = options
  const log = createLog(options.log ?? (() => {}))
  const timers = createTimers(log.guard)
  const events = {
    opened: (flow: Flow) => vanished.probe(flow),
    received: (text: string, flow: Flow) => receive(parts, vanished, text, flow),
    closed(flow: Flow, hosts: string[]) {
      for (const host of hosts) vanished.left(host)
      parts.transactions.abandon(flow)
    },
  }
  const flows = new Flows(options.origins ?? LOOPBACK_ORIGINS, events, timers, log)
  const parts: Parts = {
    settings: { domain, anonymous, graceMs, ringMs },
    flows,
    transactions: new Transactions(log),
    dialogs: new Dialogs(timers),
    registrar: new Registrar(flows),
    digest: new Digest(domain, options.users ?? USERS),
    timers,
    log,
  }
  const vanished = new Vanished(parts)
  return parts
}

function receive(parts: Parts, vanished: Vanished, text: string, flow: Flow): void {
  const message = parse(text)
  if (!message) {
    parts.log.warn('malformed message dropped')
    return
  }
  parts.log.debug(`${message.via.host}: ${text.slice(0, text.indexOf('\r\n'))}`)
  if (isRequest(message)) {
    vanished.heard(message.via.host, flow)
    serve(parts, message, flow)
  } else if (!parts.transactions.receive(message)) parts.log.debug('a response that answers nothing was dropped')
}

function statsOf({ flows, dialogs, registrar, transactions }: Parts): SwitchboardStats {
  const { server, client } = transactions.counts
  return {
    flows: flows.count,
    dialogs: dialogs.live.length,
    registrations: registrar.count,
    serverTransactions: server,
    clientTransactions: client,
  }
}

function listen(flows: Flows, servers: Set<Server>, port: number, host: string): Promise<number> {
  const server = createServer((_, response) => response.writeHead(426).end('SIP over WebSocket only\n'))
  server.on('upgrade', (request, socket, head) => flows.upgrade(request, socket, head))
  servers.add(server)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
