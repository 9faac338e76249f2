import type { Pbx } from '../failure/index.ts'
import { checkAccount } from './check-account.ts'
import { checkIceServers } from './check-ice-servers.ts'
import { checkKeys } from './check-keys.ts'
import { checkLimits } from './check-limits.ts'
import { type Account, type IceServers, type LineConfig, type LineLimits, lineLimits } from './line-config.ts'
import { cleanDomain, serverUrl } from './server-url.ts'
import { SettingError, shown } from './setting-error.ts'

/** A PBX as a page names it, in either spelling: the first users' `window.FUSIONPBX_CONFIG`. */
export interface PbxConfig {
  /** Which kind of PBX it is; `fusionpbx` where absent. */
  readonly pbx?: Exclude<Pbx, 'other'>
  readonly domain: string
  /** The port for WSS; the preset's own where absent. */
  readonly wss_port?: number | string
  readonly wssPort?: number | string
  /** `wss`, or `ws` on loopback. */
  readonly transport?: string
  readonly ice_servers?: IceServers
  readonly iceServers?: IceServers
  /** Whole addresses, by priority, instead of `wss://domain:wss_port` with the preset's own path. */
  readonly servers?: readonly string[]
}

/** What a page may set beside a preset's config. */
export interface LineOptions {
  /** Who calls; `anonymous`, without a secret, where absent. */
  readonly account?: Account
  readonly register?: boolean
  readonly limits?: Partial<LineLimits>
  /** FreeSWITCH's profile with the WebSocket binding, for the remedies; `internal` where absent. */
  readonly profile?: string
}

const anonymous: Account = { user: 'anonymous' }

/** Where a kind of PBX takes WebSockets, where nobody has changed that. */
interface Place {
  readonly port: number
  readonly path: string
}

function checkPort(config: PbxConfig, usual: number): number {
  const given = config.wss_port ?? config.wssPort ?? usual
  const port = Number(given)
  if (!/^\s*\d+\s*$/.test(String(given)) || port < 1 || port > 65535)
    throw new SettingError(
      config.wss_port == null ? 'wssPort' : 'wss_port',
      `expected a port from 1 to 65535, got ${shown(given)}.`,
    )
  return port
}

function checkTransport(config: PbxConfig): string {
  const transport = String(config.transport ?? 'wss')
    .trim()
    .toLowerCase()
  if (transport !== 'wss' && transport !== 'ws')
    throw new SettingError('transport', `expected "wss", got ${shown(config.transport)}.`)
  return transport
}

function addresses(config: PbxConfig, domain: string, usual: Place): string[] {
  const port = checkPort(config, usual.port)
  const transport = checkTransport(config)
  if (!config.servers) return [serverUrl(`${transport}://${domain}:${port}${usual.path}`, 'transport')]
  if (!Array.isArray(config.servers) || config.servers.length === 0)
    throw new SettingError('servers', 'expected at least one wss:// address.')
  return config.servers.map((url, index) => serverUrl(url, `servers[${index}]`))
}

type Preset = (config: PbxConfig, options?: LineOptions) => LineConfig

/** WSS, RFC 4733 digits, no session timers, no registration; throws a SettingError that names a wrong setting. */
const presetOf =
  (pbx: Pbx, usual: Place): Preset =>
  (config, options = {}) => {
    if (typeof config !== 'object' || config === null)
      throw new SettingError(
        'config',
        'expected { domain, wss_port, transport }, such as window.FUSIONPBX_CONFIG, set before this line.',
      )
    checkKeys(options, ['account', 'register', 'limits', 'profile'])
    const domain = cleanDomain(config.domain)
    return {
      domain,
      servers: addresses(config, domain, usual).map((url, priority) => ({ url, priority })),
      account: checkAccount(options.account ?? anonymous),
      register: options.register ?? false,
      dtmf: 'rfc4733',
      iceServers: checkIceServers(
        config.ice_servers ?? config.iceServers ?? [],
        config.ice_servers == null ? 'iceServers' : 'ice_servers',
      ),
      limits: checkLimits(options.limits ?? {}, lineLimits),
      pbx,
      profile: options.profile ?? 'internal',
    }
  }

/** FusionPBX: WSS on port 7443. */
export const fusionpbx = presetOf('fusionpbx', { port: 7443, path: '' })

/** Any other FreeSWITCH: WSS on port 7443. */
export const freeswitch = presetOf('freeswitch', { port: 7443, path: '' })

/** Kamailio, whose WebSocket port is whatever its `listen` says: 443 where absent. */
export const kamailio = presetOf('kamailio', { port: 443, path: '' })

/** Asterisk with PJSIP: WSS on port 8089, at `/ws`. */
export const asterisk = presetOf('asterisk', { port: 8089, path: '/ws' })

const presets = { fusionpbx, freeswitch, kamailio, asterisk } as const

/** The preset that the page names in `config.pbx`; FusionPBX's where it names none. */
export function preset(config: PbxConfig, options?: LineOptions): LineConfig {
  const name = config?.pbx ?? 'fusionpbx'
  if (!Object.hasOwn(presets, name))
    throw new SettingError('pbx', `expected one of ${Object.keys(presets).join(', ')}, got ${shown(name)}.`)
  return presets[name](config, options)
}
