/** What an application sees of the switchboard. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { LogEntry } from './log.ts'

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
