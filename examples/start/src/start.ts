import type { Server } from 'node:http'
import { createSwitchboard, type Switchboard } from '@patchcord/example-switchboard'
import { createAssistant } from '@patchcord/example-voice-assistant'
import { type Namespace, Server as SocketServer } from 'socket.io'
import { OptionError, type StartOptions } from './options.ts'
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
  return {
    stack,
    config: { domain, servers: [pbx?.url ?? `ws://localhost:${port}${embedded.path}`] },
    account: { user: account.user, authenticated: account.password !== undefined },
    policy: { domains: [domain], digits: { min: 2, max: 6 }, departments: { support: '2001', sales: '2005' } },
    sendTopic: true,
    manual: { phone: '+49 30 23125 100', sipAddress: `sip:2001@${domain}` },
    demo: pbx === undefined,
    ...(ring ? { limits: { ring } } : {}),
  }
}

function listen(web: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    web.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        taken ? new OptionError(`Port ${port} is taken. Choose another one: npm start -- --port ${port + 1}`) : error,
      )
    })
    web.listen(port, 'localhost', resolve)
  })
}

/** Socket.io takes its own path; the switchboard has others; nothing else may upgrade. */
function route(web: Server, switchboard: Switchboard | undefined): void {
  web.on('upgrade', (request, socket, head) => {
    const path = pathOf(request.url ?? '/')
    if (path.startsWith('/socket.io')) return
    const isSip = path === embedded.path || path === '/'
    if (isSip && switchboard) switchboard.handleUpgrade(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
  })
}

/**
 * Starts both pages, the assistant's server and, without a PBX, the switchboard.
 *
 * @throws OptionError where the port is taken
 */
export async function start(options: StartOptions, log: (line: string) => void): Promise<Running> {
  const { port, pbx, account, anonymous } = options
  const switchboard = pbx
    ? undefined
    : createSwitchboard({
        domain: embedded.domain,
        anonymous,
        log: ({ level, message }) => level !== 'debug' && log(message),
      })
  const web = createWeb({ config: pageConfig(options), password: account.password })
  await listen(web, port)
  const io = new SocketServer(web, { destroyUpgrade: false, maxHttpBufferSize: 4_000_000 })
  const assistant = createAssistant({ io, log })
  route(web, switchboard)
  return {
    switchboard,
    voice: io.of('/voice'),
    async close() {
      assistant.close()
      await switchboard?.close()
      await io.close()
      web.closeAllConnections()
    },
  }
}
