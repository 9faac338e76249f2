import { type LineConfig, SettingError, type TargetPolicy } from '../sip/index.ts'
import type { TransferLimits, TransferSettings } from './transfer.types.ts'

/** What a page may set; everything has a default. */
export interface TransferOptions {
  /** Default: two to six digits on the line's domain. */
  readonly policy?: Partial<TargetPolicy>
  readonly direct?: TransferSettings['direct']
  readonly inputCut?: TransferSettings['inputCut']
  readonly afterHandover?: TransferSettings['afterHandover']
  readonly keepWarm?: boolean
  readonly retries?: number
  readonly sendTopic?: boolean
  readonly limits?: Partial<TransferLimits>
}

export const transferLimits: TransferLimits = {
  line: 12_000,
  microphone: 60_000,
  ring: 25_000,
  join: 6000,
  announcement: 3000,
  speech: 15_000,
  backoff: 1000,
  drain: 1800,
  cleanup: 1800,
  warm: 300_000,
}

function oneOf<Value extends string>(setting: string, value: Value, allowed: readonly Value[]): Value {
  if (allowed.includes(value)) return value
  throw new SettingError(setting, `expected ${allowed.map((name) => `"${name}"`).join(' or ')}.`)
}

function checkLimits(limits: Partial<TransferLimits>): TransferLimits {
  for (const [name, value] of Object.entries(limits)) {
    if (!(name in transferLimits))
      throw new SettingError(`limits.${name}`, `known limits are ${Object.keys(transferLimits).join(', ')}.`)
    if (!Number.isFinite(value) || value <= 0)
      throw new SettingError(`limits.${name}`, 'expected milliseconds above 0.')
  }
  return { ...transferLimits, ...limits }
}

function checkPolicy(policy: Partial<TargetPolicy>, domain: string): TargetPolicy {
  const { domains = [domain], digits = { min: 2, max: 6 }, allow = [], departments = {} } = policy
  if (!Array.isArray(domains) || domains.length === 0)
    throw new SettingError('policy.domains', 'expected at least one domain.')
  const whole =
    Number.isInteger(digits.min) && Number.isInteger(digits.max) && digits.min >= 1 && digits.max >= digits.min
  if (!whole) throw new SettingError('policy.digits', 'expected { min, max } with 1 ≤ min ≤ max.')
  if (!Array.isArray(allow)) throw new SettingError('policy.allow', 'expected a list of user parts.')
  for (const [name, extension] of Object.entries(departments))
    if (typeof extension !== 'string')
      throw new SettingError(`policy.departments.${name}`, 'expected an extension as text.')
  return { domains: domains.map((name) => name.toLowerCase()), digits, allow, departments }
}

/**
 * Completes and checks a transfer's settings.
 *
 * @throws SettingError that names the wrong setting
 */
export function transferSettings(options: TransferOptions, line: LineConfig): TransferSettings {
  const { retries = 1 } = options
  if (!Number.isInteger(retries) || retries < 0 || retries > 5)
    throw new SettingError('retries', 'expected a whole number from 0 to 5.')
  return {
    policy: checkPolicy(options.policy ?? {}, line.domain),
    direct: oneOf('direct', options.direct ?? 'auto', ['auto', 'always', 'never']),
    inputCut: oneOf('inputCut', options.inputCut ?? 'answer', ['answer', 'ring']),
    afterHandover: oneOf('afterHandover', options.afterHandover ?? 'resume', ['resume', 'end']),
    keepWarm: options.keepWarm ?? false,
    retries,
    sendTopic: options.sendTopic ?? false,
    limits: checkLimits(options.limits ?? {}),
    remedy: { pbx: line.pbx, domain: line.domain, servers: line.servers.map(({ url }) => url), profile: line.profile },
  }
}
