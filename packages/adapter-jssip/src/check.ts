import type { LineConfig } from '@patchcord/core'

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/i
const user = /^[\w\-.!~*'()&=+$,;?/%]+$/
const domain = /^([\w-]+(\.[\w-]+)*\.?|\[[\da-f:.]+\])(:\d+)?$/i

/** Throws a TypeError that names the field where the config is not one that `LineConfig` allows. No secret is shown. */
export function checkConfig(config: LineConfig): void {
  if (config.servers.length === 0) throw new TypeError('servers: at least one is needed')
  for (const server of config.servers) checkServer(server.url)
  if (!domain.test(config.domain)) throw new TypeError(`domain: ${config.domain} is no host name`)
  if (!user.test(config.account.user)) throw new TypeError('account.user: not the user part of a SIP URI')
}

function checkServer(url: string): void {
  const { protocol, hostname } = parse(url)
  if (protocol === 'wss:') return
  if (protocol !== 'ws:') throw new TypeError(`servers: ${url} is no WebSocket URL`)
  if (!loopback.test(hostname)) throw new TypeError(`servers: ${url} is not encrypted; ws: is for loopback alone`)
}

function parse(url: string): URL {
  try {
    return new URL(url)
  } catch {
    throw new TypeError(`servers: ${url} is no URL`)
  }
}
