import type { IncomingMessage, Server } from 'node:http'
import { createSwitchboard, type Switchboard } from '@patchcord/example-switchboard'
import { createAssistant, isHere, isOwn, isSignedIn } from '@patchcord/example-voice-assistant'
import { type Namespace, Server as SocketServer } from 'socket.io'
import { OptionError, type StartOptions } from './options.ts'
import { type Pages, readPages } from './pages.ts'
import { type Sessions, sessionsOn } from './session.ts'
import { createWeb, pathOf } from './web.ts'

/** Everything that `npm start` runs. */
export interface Running {
  readonly switchboard: Switchboard | undefined
  /** The assistant's namespace, with every page on it. */
  readonly voice: Namespace
  /** Ends every server; resolves when nothing is open. */
  close(): Promise<void>
}

/**
 * The embedded switchboard's domain and its path on the pages' own port. A PBX has no path: a page that knows only its
 * domain and port connects to `/`.
 */
const embedded = { domain: 'localhost', path: '/sip' }

/** `/config.json`: with which stack and which PBX the pages call, as whom, and what they may dial. No secret. */
export function pageConfig({ port, stack, pbx, account, ring }: StartOptions): unknown {
  const domain = pbx?.domain ?? embedded.domain
  const kind = pbx?.kind ? { pbx: pbx.kind } : {}
  return {
    stack,
    config: { ...kind, domain, servers: [pbx?.url ?? `ws://localhost:${port}${embedded.path}`] },
    account: { user: account.user, authenticated: account.password !== undefined },
    policy: { domains: [domain], digits: { min: 2, max: 6 }, departments: { support: '2001', sales: '2005' } },
    sendTopic: true,
    manual: { phone: '+49 30 23125 100', sipAddress: `sip:2001@${domain}` },
    demo: pbx === undefined,
    ...(ring ? { limits: { ring } } : {}),
  }
}

/** Why a port cannot be had, and what to do. */
function portError(port: number, { code, message }: NodeJS.ErrnoException): OptionError {
  const other = port < 65535 ? port + 1 : port - 1
  const wrong =
    code === 'EADDRINUSE'
      ? `Port ${port} is taken, perhaps by another "npm start".`
      : code === 'EACCES'
        ? `Port ${port} is not for everybody: this account may not open it.`
        : `Port ${port} cannot be opened: ${message}.`
  return new OptionError(`${wrong} Choose another one: npm start -- --port ${other}`, { usage: false })
}

function listen(web: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    web.once('error', (error: NodeJS.ErrnoException) => reject(portError(port, error)))
    web.listen(port, 'localhost', resolve)
  })
}

/** Socket.io takes its own path; the switchboard has others; whatever else wants to upgrade is refused and closed. */
function route(web: Server, switchboard: Switchboard | undefined): void {
  web.on('upgrade', (request, socket, head) => {
    const path = pathOf(request.url ?? '/')
    if (path === '/socket.io/') return
    const isSip = path === embedded.path || path === '/'
    // It judges origins itself: a page of another development server, on a port of its own, may call too.
    if (isSip && switchboard && isHere(request)) return switchboard.handleUpgrade(request, socket, head)
    // Node no longer listens for a broken connection here.
    socket.on('error', () => socket.destroy())
    socket.once('finish', () => socket.destroy())
    socket.end(`HTTP/1.1 ${isOwn(request) ? '404 Not Found' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`)
  })
}

/** How many pages may be on socket.io at once, signed in or not. */
const maxPages = 200

/** Socket.io for this server's own pages. */
function openSockets(): SocketServer {
  const io: SocketServer = new SocketServer({
    destroyUpgrade: false,
    maxHttpBufferSize: 2_000_000,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, isOwn(request) && io.engine.clientsCount < maxPages),
  })
  return io
}

/** Whether a page of this browser session has signed in and is still connected. */
function isKnown(voice: Namespace, sessions: Sessions, request: IncomingMessage): boolean {
  const session = sessions.of(request)
  const own = [...voice.sockets.values()].filter((socket) => sessions.of(socket.request) === session)
  return session !== undefined && own.some(isSignedIn)
}

function openSwitchboard({ pbx, anonymous }: StartOptions, log: (line: string) => void): Switchboard | undefined {
  if (pbx) return undefined
  return createSwitchboard({
    domain: embedded.domain,
    anonymous,
    log: ({ level, message }) => level !== 'debug' && log(message),
  })
}

/**
 * Starts both pages, the assistant's server and, without a PBX, the switchboard. The port comes first: only where it is
 * free are the pages asked for.
 *
 * @param pages - what builds or reads the pages; by default what `buildPages` left in its own folder
 * @throws OptionError where the port cannot be had
 */
export async function start(
  options: StartOptions,
  log: (line: string) => void,
  pages: () => Promise<Pages> = readPages,
): Promise<Running> {
  const { port, account } = options
  const io = openSockets()
  const voice = io.of('/voice')
  const built = Promise.withResolvers<Pages>()
  const sessions = sessionsOn(port)
  const web = createWeb({
    pages: built.promise,
    config: pageConfig(options),
    password: account.password,
    sessions,
    signedIn: (request) => isKnown(voice, sessions, request),
  })
  await listen(web, port)
  web.on('error', (error) => log(`server error: ${error.message}`))
  io.attach(web)
  const switchboard = openSwitchboard(options, log)
  const assistant = createAssistant({ io, log })
  route(web, switchboard)
  const close = async () => {
    assistant.close()
    await switchboard?.close()
    await io.close()
    web.closeAllConnections()
  }
  try {
    built.resolve(await pages())
  } catch (error) {
    await close()
    throw error
  }
  return { switchboard, voice, close }
}
