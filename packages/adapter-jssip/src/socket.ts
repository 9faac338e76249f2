import type { JsSipSocket } from './library.types.ts'
import type { Link } from './reconnect.ts'

/** A WebSocket for SIP (RFC 7118 §4), open within the limit; or, as a text, why there is none. */
export function openSocket(url: string, limit: number, signal: AbortSignal): Promise<WebSocket | string> {
  return new Promise((resolve) => {
    const socket = createSocket(url)
    if (typeof socket === 'string') return resolve(socket)
    const fail = (detail: string) => {
      quit(socket)
      settle(detail)
    }
    const settle = (result: WebSocket | string) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      resolve(result)
    }
    const abort = () => fail('the line was closed')
    const timer = setTimeout(() => fail(`no connection within ${limit} ms`), limit)
    signal.addEventListener('abort', abort)
    socket.onopen = () => settle(socket)
    socket.onclose = (event) => fail(closedWith(event))
    // A close event with the code follows; without a listener some implementations throw.
    socket.onerror = () => {}
  })
}

function createSocket(url: string): WebSocket | string {
  try {
    const socket = new WebSocket(url, 'sip')
    socket.binaryType = 'arraybuffer'
    return socket
  } catch (error) {
    return String(error)
  }
}

/** Closes a socket that is of no more interest. */
export function quit(socket: WebSocket): void {
  socket.onopen = null
  socket.onclose = null
  socket.onmessage = null
  socket.close()
}

/** A close event in words; the code says more than the reason, which servers leave empty. */
export const closedWith = (event: { readonly code: number; readonly reason: string }): string =>
  `WebSocket closed with ${event.code}${event.reason ? ` ${event.reason}` : ''}`

/** The link as JsSIP's transport sees it: a socket that connects only once the link is open. */
export class LinkSocket implements JsSipSocket {
  readonly #link: Link
  /** JsSIP sets these three before it calls `connect`. */
  onconnect = (): void => {}
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => {}
  ondata: (data: unknown) => void = () => {}

  constructor(link: Link) {
    this.#link = link
  }

  get url(): string {
    return this.#link.url
  }

  get via_transport(): string {
    return this.url.startsWith('wss:') ? 'WSS' : 'WS'
  }

  get sip_uri(): string {
    return `sip:${new URL(this.url).host};transport=ws`
  }

  connect(): void {
    if (this.#link.isOpen) this.onconnect()
  }

  /** The line closes the link itself. */
  disconnect(): void {}

  send(message: string): boolean {
    return this.#link.send(message)
  }
}
