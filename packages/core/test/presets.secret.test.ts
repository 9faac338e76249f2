import { type Account, cleanDomain, fusionpbx } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { settingErrorOf, wrong } from './support/setting-error.ts'

const domain = 'pbx.test'
const withSecret = (secret: unknown) => fusionpbx({ domain }, { account: { user: '2001', secret: wrong(secret) } })

describe('an account’s secret', () => {
  test.each<[string, Account['secret']]>([
    ['a password', { kind: 'password', password: 'x' }],
    ['a hash with its realm', { kind: 'ha1', ha1: 'x', realm: 'pbx.test' }],
    ['a token', { kind: 'token', token: 'x' }],
    ['a function that is asked later', { kind: 'token', token: () => Promise.resolve('x') }],
    ['nothing', undefined],
  ])('may be %s, and is passed on as it is', (_, secret) => {
    expect(withSecret(secret).account.secret).toBe(secret)
  })

  test('of a kind that nobody knows is refused, and told which there are', () => {
    const { setting, message } = settingErrorOf(() => withSecret({ kind: 'pin', pin: '1234' }))
    expect(setting).toBe('account.secret')
    for (const kind of ['password', 'ha1', 'token']) expect(message).toContain(`"${kind}"`)
  })

  test('that is a hash needs its realm as text, and is told so', () => {
    const { setting, message } = settingErrorOf(() => withSecret({ kind: 'ha1', ha1: 'x', realm: 5 }))
    expect(setting).toBe('account.secret.realm')
    expect(message).toMatch(/expected the realm .+\.$/)
  })
})

test('a wrong value is shown no longer than a line', () => {
  const { message } = settingErrorOf(() => cleanDomain(`${'x'.repeat(5000)} .test`))
  expect(message).toContain('x'.repeat(80))
  expect(message.length).toBeLessThan(300)
})
