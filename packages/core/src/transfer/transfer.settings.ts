import { checkLimits } from '../sip/check-limits.ts'
import {
  checkKeys,
  cleanDomain,
  type LineConfig,
  policyKeys,
  remedyContext,
  resolveTarget,
  SettingError,
  type TargetPolicy,
  userPart,
} from '../sip/index.ts'
import type { TransferLimits, TransferSettings } from './transfer.types.ts'

/** What a page may set; everything has a default. */
export interface TransferOptions {
  /** Default: two to six digits on the line's domain, without emergency, premium-rate and service numbers. */
  readonly policy?: Partial<TargetPolicy>
  readonly direct?: TransferSettings['direct']
  readonly inputCut?: TransferSettings['inputCut']
  readonly afterHandover?: TransferSettings['afterHandover']
  readonly keepWarm?: boolean
  readonly retries?: number
  readonly sendTopic?: boolean
  readonly limits?: Partial<TransferLimits>
  /** What is wrong with the page, where it must go on all the same: every request is refused, and says so. */
  readonly fault?: { readonly setting: string; readonly detail: string }
}

const keys: { readonly [Key in keyof Required<TransferOptions>]: 0 } = {
  policy: 0,
  direct: 0,
  inputCut: 0,
  afterHandover: 0,
  keepWarm: 0,
  retries: 0,
  sendTopic: 0,
  limits: 0,
  fault: 0,
}

/** The names of all options. */
export const optionKeys: readonly string[] = Object.keys(keys)

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

function flag(setting: string, value: boolean): boolean {
  if (typeof value !== 'boolean') throw new SettingError(setting, 'expected true or false.')
  return value
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

function checkDigits(digits: TargetPolicy['digits']): void {
  const { min, max } = Object(digits)
  const whole = Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min
  if (!whole) throw new SettingError('policy.digits', 'expected { min, max } with 1 ≤ min ≤ max.')
  checkKeys(digits, ['min', 'max'], 'policy.digits.')
}

function checkAllow(allow: TargetPolicy['allow']): void {
  if (!Array.isArray(allow)) throw new SettingError('policy.allow', 'expected a list of user parts.')
  for (const [index, user] of allow.entries())
    if (typeof user !== 'string' || !userPart.test(user))
      throw new SettingError(`policy.allow[${index}]`, 'expected letters, digits and . _ + * # - alone.')
}

/** Each department has an extension that the policy allows: another one could never be dialled. */
function checkDepartments(policy: TargetPolicy): void {
  if (!isRecord(policy.departments)) throw new SettingError('policy.departments', 'expected { name: extension }.')
  for (const [name, extension] of Object.entries(policy.departments)) {
    const setting = `policy.departments.${name}`
    if (typeof extension !== 'string') throw new SettingError(setting, 'expected an extension as text.')
    const result = resolveTarget(extension, policy, setting)
    if (!result.ok) throw new SettingError(setting, `${result.failure.detail?.slice(setting.length + 2)}`)
  }
}

function checkPolicy(given: Partial<TargetPolicy>, domain: string): TargetPolicy {
  if (!isRecord(given)) throw new SettingError('policy', 'expected { domains, digits, allow, departments }.')
  checkKeys(given, policyKeys, 'policy.')
  const { domains = [domain], digits = { min: 2, max: 6 }, allow = [], departments = {} } = given
  if (!Array.isArray(domains) || domains.length === 0)
    throw new SettingError('policy.domains', 'expected at least one domain.')
  checkDigits(digits)
  checkAllow(allow)
  const cleaned = domains.map((name, index) => cleanDomain(name, `policy.domains[${index}]`))
  const policy = { domains: cleaned, digits, allow, departments }
  checkDepartments(policy)
  return policy
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
    keepWarm: flag('keepWarm', options.keepWarm ?? false),
    retries,
    sendTopic: flag('sendTopic', options.sendTopic ?? false),
    limits: checkLimits(options.limits ?? {}, transferLimits),
    fault: options.fault ?? null,
    remedy: remedyContext(line),
  }
}
