/** The composition: sockets in front, routing behind. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Dialogs } from './dialogs.ts'
import { Digest } from './digest.ts'
import { type Flow, Flows } from './flows.ts'
import { isRequest, parse } from './library.ts'
import { createLog } from './log.ts'
import type { Parts } from './parts.ts'
import { serve } from './proxy.ts'
import { Registrar } from './registrar.ts'
import type { Switchboard, SwitchboardOptions, SwitchboardStats } from './switchboard.types.ts'
import { createTimers } from './timers.ts'
import { Transactions } from './transactions.ts'
import { Vanished } from './vanished.ts'

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
    received: (text: string, flow: Flow) => receive(parts, text, flow),
    closed(flow: Flow) {
      parts.vanished.left(flow)
      parts.transactions.abandon(flow)
    },
  }
  const flows = new Flows(options.origins ?? LOOPBACK_ORIGINS, events, timers, log)
  const parts: Parts = {
    settings: { domain, anonymous, graceMs, ringMs },
    flows,
    transactions: new Transactions(log),
    dialogs: new Dialogs(timers),
    registrar: new Registrar(),
    digest: new Digest(domain, options.users ?? USERS),
    vanished: new Vanished(() => parts),
    timers,
    log,
  }
  return parts
}

function receive(parts: Parts, text: string, flow: Flow): void {
  const message = parse(text)
  if (!message) {
    parts.log.warn('malformed message dropped')
    return
  }
  parts.log.debug(`${message.via.host}: ${text.slice(0, text.indexOf('\r\n'))}`)
  if (isRequest(message)) serve(parts, message, flow)
  else if (!parts.transactions.receive(message, flow)) parts.log.debug('a response that answers nothing was dropped')
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
  server.maxConnections = 500
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
