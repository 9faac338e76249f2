import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import sirv from 'sirv'
import { built, pages } from './pages.ts'

/** What the pages ask the server for, beside their files. */
export interface PageSettings {
  /** `/config.json`, without a secret. */
  readonly config: unknown
  /** The account's password, given to this server's own pages alone. */
  readonly password: string | undefined
}

const json = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** The path of a request, whatever was sent: `new URL` throws on some of it. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''

/** A page of another origin gets nothing: its request says so, or says nothing. */
function givePassword(request: IncomingMessage, response: ServerResponse, password: string | undefined): void {
  const own = request.method === 'POST' && request.headers['sec-fetch-site'] === 'same-origin'
  const status = own ? (password === undefined ? 404 : 200) : 403
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
  response.end(status === 200 ? password : undefined)
}

/** An HTTP server for both pages and their settings, not listening yet. */
export function createWeb({ config, password }: PageSettings): Server {
  const assistant = sirv(built(pages.assistant), { etag: true })
  const callCenter = sirv(built(pages.callCenter), { etag: true })
  return createServer((request, response) => {
    const { url = '/' } = request
    const path = pathOf(url)
    const missing = () => void response.writeHead(404).end('Not found')
    if (path === '/config.json') return json(response, config)
    if (path === '/account-password') return givePassword(request, response, password)
    if (path === '/call-center')
      return response.writeHead(308, { location: `/call-center/${url.slice(path.length)}` }).end()
    if (!path.startsWith('/call-center/')) return assistant(request, response, missing)
    request.url = url.slice('/call-center'.length)
    return callCenter(request, response, missing)
  })
}
