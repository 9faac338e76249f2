import { withoutSecrets } from '../text.ts'

/** The part of a browser's WebSocket that a link uses. */
export interface Socket {
  readonly readyState: number
  binaryType: string
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null
  onerror: (() => void) | null
  send(message: string): void
  close(code?: number): void
}

/** Why there is no connection. */
export interface Unreached {
  readonly detail: string
  /** The server said nothing until the limit was over. */
  readonly silent?: true
}

/** An attempt to open a socket. */
export interface Opening {
  /** The socket, or why there is none. Never rejects. */
  readonly opened: Promise<Socket | Unreached>
  /** Gives the attempt up. */
  abort(detail: string): void
}

/** Opens a WebSocket for SIP (RFC 7118 §4) within the limit. */
export function openSocket(url: string, limit: number): Opening {
  let settle: (result: Socket | Unreached) => void = () => {}
  const opened = new Promise<Socket | Unreached>((resolve) => {
    settle = resolve
  })
  const socket = createSocket(url)
  if (typeof socket === 'string') {
    settle({ detail: socket })
    return { opened, abort: () => {} }
  }
  const giveUp = (why: Unreached) => {
    clearTimeout(timer)
    quit(socket)
    settle(why)
  }
  const timer = setTimeout(() => giveUp({ detail: `no connection within ${limit} ms`, silent: true }), limit)
  socket.onopen = () => {
    clearTimeout(timer)
    settle(socket)
  }
  socket.onclose = (event) => giveUp({ detail: closedWith(event) })
  // A close event with the code follows; without a listener some implementations throw.
  socket.onerror = () => {}
  return { opened, abort: (detail) => giveUp({ detail }) }
}

function createSocket(url: string): Socket | string {
  const { WebSocket } = globalThis as unknown as { WebSocket: new (url: string, protocol: string) => Socket }
  try {
    const socket = new WebSocket(url, 'sip')
    socket.binaryType = 'arraybuffer'
    return socket
  } catch (error) {
    // A browser names the address that it refuses.
    return withoutSecrets(String(error))
  }
}

/** Closes a socket that is of no more interest. */
export function quit(socket: Socket): void {
  socket.onopen = null
  socket.onclose = null
  socket.onmessage = null
  socket.close()
}

/** What came, as text: servers may send it as either (RFC 7118 §4). */
export const textOf = (data: unknown): string =>
  typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer)

/** A close event in words; the code says more than the reason, which servers leave empty. */
export const closedWith = (event: { readonly code: number; readonly reason: string }): string =>
  `WebSocket closed with ${event.code}${event.reason ? ` ${event.reason}` : ''}`
