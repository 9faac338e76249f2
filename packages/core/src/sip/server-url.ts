import { SettingError, shown } from './setting-error.ts'

/** Whether a browser takes it for an address: it refuses `256.1.1.1`, which no pattern here tells from a name. */
function isUrl(text: string): boolean {
  try {
    return new URL(text).host !== ''
  } catch {
    return false
  }
}

const loopback = /^(localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i

/**
 * Checks a server's WebSocket address: `wss://host[:port][/path]`, or `ws://` on loopback alone.
 *
 * @throws SettingError where it is neither
 */
export function serverUrl(url: string, setting: string): string {
  const text = String(url).trim()
  const match = /^(wss?):\/\/([^/?#\s:@[\]]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?(\/[^\s#]*)?$/i.exec(text)
  const [, scheme = '', host = '', port] = match ?? []
  if (!match || Number(port ?? 443) > 65535 || Number(port ?? 443) < 1 || !isUrl(text))
    throw new SettingError(setting, `expected wss://host:port, got ${shown(text)}.`)
  if (scheme.toLowerCase() === 'ws' && !loopback.test(host))
    throw new SettingError(setting, 'ws:// is not encrypted and only allowed on localhost; use wss://.')
  return text
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
    .replace(/^(?:[a-z]+:\/\/|sips?:(?!\d+$))/i, '')
    .replace(/[/?#].*/, '')
    .replace(/:\d*$/, '')
    .toLowerCase()
  if (
    !/^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/.test(host) ||
    !isUrl(`wss://${host}`)
  )
    throw new SettingError(setting, `${shown(domain)} holds no domain; expected pbx.example.com.`)
  return host
}
