import { iceServerFault } from '../sip/check-ice-servers.ts'
import type { IceServer, LineConfig } from '../sip/line-config.ts'
import { within } from './time.ts'

/** A STUN or TURN server as a connection's configuration takes it. */
export interface IceServerOfCall {
  urls: string | string[]
  username?: string
  credential?: string
}

const kindOf = (value: unknown): string => (value === null ? 'null' : typeof value)

const ofCall = ({ urls, username, credential }: IceServer): IceServerOfCall => ({
  urls: typeof urls === 'string' ? urls : [...urls],
  ...(username === undefined ? {} : { username }),
  ...(credential === undefined ? {} : { credential }),
})

/** Those of a function's list that a browser takes. */
function usable(given: unknown, warn: (detail: string) => void): IceServer[] {
  if (!Array.isArray(given)) {
    warn(`ice_servers: the function gave ${kindOf(given)} and no list such as [{ urls }]; the call goes without.`)
    return []
  }
  return given.filter((server) => {
    const fault = iceServerFault(server)
    if (fault) warn(`ice_servers: one that the function gave is left out: ${fault}.`)
    return !fault
  })
}

/**
 * The ICE servers of the next call. A function that fails, takes too long or gives something else counts as none, and
 * that is warned of: the call goes on. What it gave is not shown: it may hold a credential.
 */
export async function iceServersOf(
  { iceServers, limits }: LineConfig,
  warn: (detail: string) => void,
): Promise<IceServerOfCall[]> {
  if (typeof iceServers !== 'function') return iceServers.map(ofCall)
  const asked = Promise.resolve().then(iceServers)
  const given = await within(
    asked.then((servers: unknown) => ({ servers })),
    limits.gathering,
  )
  if (given) return usable(given.servers, warn).map(ofCall)
  warn(`ice_servers: the function failed, or gave nothing within ${limits.gathering} ms; the call goes without.`)
  return []
}
