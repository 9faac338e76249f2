import { type FusionPbxConfig, type Log, SettingError } from '@patchcord/core'

/** What is wrong with a page, by the name of what mends it. */
export interface Fault {
  readonly setting: string
  readonly detail: string
}

const known = ['domain', 'wss_port', 'wssPort', 'transport', 'ice_servers', 'iceServers', 'servers']

/** The fault that an error names; other errors are bugs and go on. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof SettingError)) throw error
  return { setting: error.setting, detail: error.message.replace(/^\[patchcord\] [^:]*: /, '') }
}

/** Browsers give a microphone to secure pages alone. */
export const insecurity = (): Fault | undefined =>
  window.isSecureContext
    ? undefined
    : { setting: 'https', detail: `this page came from ${location.origin}. Serve it over https://, or on localhost.` }

/** Warns of what is no error and yet seldom meant. */
export function warnOf(config: FusionPbxConfig, log: Log): void {
  for (const key of Object.keys(config))
    if (!known.includes(key))
      log({ level: 'warn', message: `config.${key} is not known and does nothing. Known: ${known.join(', ')}.` })
  const port = /:(\d+)\D*$/.exec(String(config.domain))?.[1]
  if (port && config.wss_port === undefined && config.wssPort === undefined && !config.servers)
    log({ level: 'warn', message: `config.domain names a port, which is not read there: write wss_port: ${port}.` })
}
