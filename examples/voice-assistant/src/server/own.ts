import type { IncomingMessage } from 'node:http'

/** Names of this machine alone. */
const loopback = /^(([\w-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/**
 * Whether a request comes from a page of this server, or from a program on this machine. A page elsewhere whose name
 * was pointed at this machine (DNS rebinding) sends that name as Host, and any other page its own Origin.
 */
export function isOwn(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers
  const page = origin?.toLowerCase().replace(/^https?:\/\//, '')
  return isHere(request) && (page === undefined || page === host.toLowerCase())
}

/** Whether a request is for this machine by a name of its own, whichever page sent it: no name was rebound to it. */
export const isHere = ({ headers }: IncomingMessage): boolean => loopback.test(headers.host ?? '')
