import type { Account, IceServer, LineConfig, LineLimits } from '../../sip/index.ts'
import type { LineSetting } from './case.types.ts'
import type { FarSide } from './far.types.ts'

/** Gives the values one after the other, the last one again and again. */
function oneByOne(values: readonly string[]): () => Promise<string> {
  let asked = 0
  return async () => values[Math.min(asked++, values.length - 1)] ?? ''
}

function secretOf(secret: LineSetting['secret']): Pick<Account, 'secret'> {
  switch (secret?.kind) {
    case 'password':
      return { secret: { kind: 'password', password: oneByOne(secret.values) } }
    case 'token':
      return { secret: { kind: 'token', token: oneByOne(secret.values) } }
    case 'ha1':
      return { secret: { kind: 'ha1', ha1: secret.ha1, realm: secret.realm } }
    case 'failing':
      return { secret: { kind: 'password', password: () => Promise.reject(new Error(secret.words)) } }
    default:
      return {}
  }
}

function iceServersOf(iceServers: LineSetting['iceServers'] = []): LineConfig['iceServers'] {
  if (iceServers === 'failing') return () => Promise.reject(new Error('there are no ICE servers today'))
  if (iceServers === 'never') return () => new Promise(() => {})
  return 'given' in iceServers ? () => Promise.resolve(iceServers.given as readonly IceServer[]) : iceServers
}

/** The secrets that a digest on the wire may fit. */
export const passwordsOf = ({ secret }: LineSetting): readonly string[] =>
  secret?.kind === 'password' ? secret.values : secret?.kind === 'ha1' ? [secret.of] : []

/** The config that a setting means in this arena. */
export function configOf(setting: LineSetting, far: FarSide, limits: LineLimits): LineConfig {
  const { servers = ['live'], query, register = false, dtmf = 'rfc4733', user = 'anna', displayName } = setting
  return {
    // The most wanted stands last, so that the order of the list alone does not do.
    servers: servers
      .map((name, index) => ({
        url: query ? `${far.urls[name].replace(/\/$/, '')}/?${query}` : far.urls[name],
        priority: 10 * (index + 1),
      }))
      .reverse(),
    domain: 'pbx.test',
    account: { user, ...(displayName ? { displayName } : {}), ...secretOf(setting.secret) },
    register,
    dtmf,
    iceServers: iceServersOf(setting.iceServers),
    limits,
    pbx: 'freeswitch',
    profile: 'internal',
  }
}
