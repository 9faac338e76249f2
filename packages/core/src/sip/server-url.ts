import { SettingError } from './setting-error.ts'

const loopback = /^(localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i

/**
 * Checks a server's WebSocket address: `wss://host[:port][/path]`, or `ws://` on loopback alone.
 *
 * @throws SettingError where it is neither
 */
export function serverUrl(url: string, setting: string): string {
  const match = /^(wss?):\/\/([^/?#\s:@[\]]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?(\/[^\s#]*)?$/i.exec(url.trim())
  const [, scheme = '', host = '', port] = match ?? []
  if (!match || Number(port ?? 443) > 65535 || Number(port ?? 443) < 1)
    throw new SettingError(setting, `expected wss://host:port, got ${JSON.stringify(url.slice(0, 100))}.`)
  if (scheme.toLowerCase() === 'ws' && !loopback.test(host))
    throw new SettingError(setting, 'ws:// is not encrypted and only allowed on localhost; use wss://.')
  return url.trim()
}

/**
 * A domain as people write it (`wss://host:7443`, ` host `), returned clean.
 *
 * @throws SettingError where no domain is in it
 */
export function cleanDomain(domain: unknown, setting = 'domain'): string {
  if (typeof domain !== 'string' || domain.trim() === '')
    throw new SettingError(setting, 'expected the PBX’s domain, such as pbx.example.com.')
  const host = domain
    .trim()
    .replace(/^[a-z]+:(\/\/)?/i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d*$/, '')
    .toLowerCase()
  if (!/^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/.test(host))
    throw new SettingError(
      setting,
      `${JSON.stringify(domain.slice(0, 100))} holds no domain; expected pbx.example.com.`,
    )
  return host
}
