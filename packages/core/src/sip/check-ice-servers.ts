import type { IceServer, IceServers } from './line-config.ts'
import { SettingError } from './setting-error.ts'

/** `stun:host:port` (RFC 7064), or `turn:host:port?transport=tcp` (RFC 7065). */
const address = /^(stun|turn)s?:(\[[\da-f:.]+\]|[^\s:/?#@[\]]+)(?::(\d{1,5}))?(\?transport=(?:udp|tcp))?$/i

function addressFault(url: unknown, { username, credential }: Partial<IceServer>): string | undefined {
  const [, scheme = '', , port = '1', query] = (typeof url === 'string' && address.exec(url)) || []
  if (!scheme || Number(port) < 1 || Number(port) > 65535)
    return 'an address is no stun:host:port and no turn:host:port?transport=tcp'
  if (scheme.toLowerCase() === 'stun') return query && 'a stun: address takes no transport'
  const known = typeof username === 'string' && username !== '' && typeof credential === 'string'
  return known ? undefined : 'a turn: address needs username and credential'
}

/** Why a browser would refuse an ICE server (W3C WebRTC, RTCIceServer): in words, without the server's own. */
export function iceServerFault(server: unknown): string | undefined {
  const { urls, ...rest }: Partial<IceServer> = Object(server)
  const list: readonly unknown[] = Array.isArray(urls) ? urls : [urls]
  if (!urls || list.length === 0) return 'expected { urls }'
  return list.map((url) => addressFault(url, rest)).find(Boolean)
}

/**
 * Checks ICE servers that are there at start. What a function gives is looked at before each call.
 *
 * @throws SettingError where a browser would refuse one
 */
export function checkIceServers(servers: unknown, setting: string): IceServers {
  if (typeof servers === 'function') return servers as IceServers
  const fault = Array.isArray(servers) ? servers.map(iceServerFault).find(Boolean) : 'it is no list'
  if (!fault) return servers as IceServers
  throw new SettingError(setting, `expected a list such as [{ urls: "stun:stun.example.com" }]: ${fault}.`)
}
