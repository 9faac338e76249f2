import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isOwn } from '@patchcord/example-voice-assistant'
import { sendFile } from './files.ts'
import type { Pages } from './pages.ts'
import type { Sessions } from './session.ts'

/** What the server serves. */
export interface WebOptions {
  /** Both pages; what asks for one earlier waits for it. */
  readonly pages: Promise<Pages>
  /** `/config.json`, without a secret. */
  readonly config: unknown
  /** The account's password, given to this server's own pages alone. */
  readonly password: string | undefined
  readonly sessions: Sessions
  /** Whether the caller of the page that sent this has signed in. */
  signedIn(request: IncomingMessage): boolean
}

const json = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** The path of a request, whatever was sent: `new URL` throws on some of it. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''

/** A browser says where a POST comes from: whatever does not is no page of this server. */
const isFromPage = ({ method, headers }: IncomingMessage): boolean =>
  method === 'POST' && headers.origin !== undefined && (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'

function givePassword(request: IncomingMessage, response: ServerResponse, { password, signedIn }: WebOptions): void {
  const own = isFromPage(request) && signedIn(request)
  const status = own ? (password === undefined ? 404 : 200) : 403
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
  response.end(status === 200 ? password : undefined)
}

async function sendPage(request: IncomingMessage, response: ServerResponse, options: WebOptions): Promise<void> {
  const { url = '/' } = request
  const path = pathOf(url)
  const { assistant, callCenter } = await options.pages
  if (path === '/call-center')
    return void response.writeHead(308, { location: `/call-center/${url.slice(path.length)}` }).end()
  if (path.startsWith('/call-center/'))
    return sendFile(callCenter, path.slice('/call-center'.length), request, response)
  if (path === '/') options.sessions.give(request, response)
  sendFile(assistant, path, request, response)
}

/** How many connections there may be at once, sockets included: more than any demonstration needs. */
const maxConnections = 500

/** An HTTP server for both pages and their settings, not listening yet. */
export function createWeb(options: WebOptions): Server {
  const server = createServer((request, response) => {
    const path = pathOf(request.url ?? '/')
    response.on('error', () => response.destroy())
    if (!isOwn(request)) return void response.writeHead(403).end('This server is for pages of its own, on localhost.')
    if (path === '/config.json') return json(response, options.config)
    if (path === '/account-password') return givePassword(request, response, options)
    sendPage(request, response, options).catch(() => response.destroy())
  })
  server.maxConnections = maxConnections
  return server
}
