import { checkAccountTexts } from '../sip/check-account.ts'
import { checkIceServers } from '../sip/check-ice-servers.ts'
import type { LineConfig } from '../sip/line-config.ts'
import { serverUrl } from '../sip/server-url.ts'
import { SettingError, shown } from '../sip/setting-error.ts'

const user = /^[\w\-.!~*'()&=+$,;?/%]+$/
const domain = /^([\w-]+(\.[\w-]+)*\.?|\[[\da-f:.]+\])(:\d+)?$/i

/**
 * Checks a config that may have been made without a preset. No secret is shown.
 *
 * @throws SettingError that names the field
 */
export function checkConfig(config: LineConfig): void {
  if (config.servers.length === 0) throw new SettingError('servers', 'expected at least one wss:// address.')
  for (const { url } of config.servers) serverUrl(url, 'servers')
  if (!domain.test(config.domain)) throw new SettingError('domain', `${shown(config.domain)} is no host name.`)
  if (!user.test(config.account.user)) throw new SettingError('account.user', 'not the user part of a SIP URI.')
  checkAccountTexts(config.account)
  checkIceServers(config.iceServers, 'iceServers')
}
