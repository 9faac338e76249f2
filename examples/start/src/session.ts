import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The browsers' sessions, each a cookie with a value that this server made up and that no script can read. */
export interface Sessions {
  /** The session that a request belongs to. */
  of(request: IncomingMessage): string | undefined
  /** Gives a browser a session with its page, unless it has one. */
  give(request: IncomingMessage, response: ServerResponse): void
}

/** Sessions of the server on this port. Cookies know no port, so its number is in their name. */
export function sessionsOn(port: number): Sessions {
  const own = `patchcord-${port}`
  const of = ({ headers }: IncomingMessage) => {
    const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='))
    return cookies.find(([name]) => name === own)?.[1]
  }
  return {
    of,
    give(request, response) {
      if (!of(request)) response.setHeader('set-cookie', `${own}=${randomUUID()}; HttpOnly; SameSite=Strict; Path=/`)
    },
  }
}
