import { checkKeys } from './check-keys.ts'
import { hasControl } from './headers.ts'
import type { Account } from './line-config.ts'
import { SettingError } from './setting-error.ts'

const keys: { readonly [Key in keyof Required<Account>]: 0 } = {
  user: 0,
  displayName: 0,
  authorizationUser: 0,
  secret: 0,
}

/** The names of an account's parts. */
export const accountKeys: readonly string[] = Object.keys(keys)

/** Text that goes into a header: a line break in it would begin another one (RFC 3261 §25.1). */
function checkText(setting: string, text: unknown): void {
  if (text !== undefined && (typeof text !== 'string' || hasControl(text)))
    throw new SettingError(setting, 'expected text without line breaks and control characters.')
}

/** Text, or a function that is asked for it later. */
function checkSecret(secret: unknown): void {
  if (secret === undefined) return
  const { kind, realm, ...values }: Record<string, unknown> = Object(secret)
  const given = kind === 'password' || kind === 'ha1' || kind === 'token' ? values[kind] : undefined
  if (typeof given !== 'string' && typeof given !== 'function')
    throw new SettingError(
      'account.secret',
      'expected { kind: "password", password }, or the same with "ha1" or "token"; text, or a function.',
    )
  if (typeof given === 'string') checkText('account.secret', given)
  if (kind !== 'ha1') return
  if (typeof realm !== 'string')
    throw new SettingError('account.secret.realm', 'expected the realm that the hash was made for.')
  checkText('account.secret.realm', realm)
}

/**
 * Checks what an account says beside its user.
 *
 * @throws SettingError that names the part
 */
export function checkAccountTexts({ displayName, authorizationUser, secret }: Account): void {
  checkText('account.displayName', displayName)
  checkText('account.authorizationUser', authorizationUser)
  checkSecret(secret)
}

/**
 * Checks an account. Its user is a user part of an address of record (RFC 3261 §25.1), as this project allows it.
 *
 * @throws SettingError that names the part
 */
export function checkAccount(account: Account): Account {
  if (typeof account !== 'object' || account === null) throw new SettingError('account', 'expected { user, secret }.')
  if (typeof account.user !== 'string' || !/^[\w.+*-]{1,64}$/.test(account.user))
    throw new SettingError('account.user', 'expected letters, digits and . _ + * - alone.')
  checkKeys(account, accountKeys, 'account.')
  checkAccountTexts(account)
  return account
}
