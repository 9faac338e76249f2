import { cleanDomain, createTransfer, fusionpbx, serverUrl } from '@patchcord/core'
import { mockAssistant, mockMedia, mockStack } from '@patchcord/core/mock'
import { describe, expect, test } from 'vitest'
import { checkLimits } from '../src/sip/check-limits.ts'
import { transferSettings } from '../src/transfer/index.ts'
import { settingErrorOf, wrong } from './support/setting-error.ts'

const domain = 'pbx.test'
const line = fusionpbx({ domain })
const preset = (config: unknown, options?: unknown) => () => fusionpbx(wrong(config), wrong(options))
const settings = (options: unknown) => () => transferSettings(wrong(options), line)

const ports = { sip: mockStack(), media: mockMedia(), assistant: mockAssistant() }

/** A setting that is wrong, and what of it the page can be shown. */
const cases: [string, () => unknown, string?][] = [
  ['no config', preset(null)],
  ['no domain', preset({})],
  ['an empty domain', preset({ domain: ' ' })],
  ['a domain that is none', preset({ domain: 'not a domain' }), '"not a domain"'],
  ['a port', preset({ domain, wss_port: 'seven' }), '"seven"'],
  ['a transport', preset({ domain, transport: 'UDP' }), '"UDP"'],
  ['no servers', preset({ domain, servers: [] })],
  ['a server', preset({ domain, servers: ['https://pbx.test'] }), '"https://pbx.test"'],
  ['an unencrypted server', preset({ domain, servers: ['ws://pbx.test'] })],
  ['ICE servers', preset({ domain, ice_servers: [{}] })],
  ['a user', preset({ domain }, { account: { user: 'a b' } })],
  ['limits', preset({ domain }, { limits: 5 })],
  ['an unknown limit', preset({ domain }, { limits: { conect: 1 } })],
  ['a limit', preset({ domain }, { limits: { connect: -1 } })],
  ['a choice', settings({ direct: 'sometimes' })],
  ['a switch', settings({ keepWarm: 'yes' })],
  ['retries', settings({ retries: 9 })],
  ['a policy', settings({ policy: [] })],
  ['no domains', settings({ policy: { domains: [] } })],
  ['digits', settings({ policy: { digits: 4 } })],
  ['an allowed user', settings({ policy: { allow: [5] } })],
  ['departments', settings({ policy: { departments: [] } })],
  ['a line', () => createTransfer({ ...ports, line: wrong({}) })],
  ['a department', settings({ policy: { departments: { sales: 5 } } })],
]

describe('a wrong setting says in a sentence what is to be written instead', () => {
  test.each(cases)('%s', (_, call, given = '') => {
    const { message, setting } = settingErrorOf(call)
    const [, sentence = ''] = message.split(`[patchcord] ${setting}: `)
    expect(sentence).toMatch(/\w+ .+\.$/)
    expect(sentence).not.toMatch(/undefined|null|\[object/)
    expect(sentence).toContain(given)
  })

  test('and where there is a choice, between what', () => {
    expect(settingErrorOf(settings({ direct: 'sometimes' })).message).toContain('"auto" or "always" or "never"')
    expect(settingErrorOf(settings({ inputCut: 'never' })).message).toContain('"answer" or "ring"')
    expect(settingErrorOf(settings({ afterHandover: '' })).message).toContain('"resume" or "end"')
  })

  test('and which limits there are', () => {
    expect(settingErrorOf(preset({ domain }, { limits: { conect: 1 } })).message).toContain(
      'connect, hangup, close, gathering, reflexive.',
    )
  })

  test('without showing an empty domain as if it were something', () => {
    expect(settingErrorOf(() => cleanDomain('  ')).message).not.toContain('"')
  })

  test('with a mark where a password was left out', () => {
    expect(settingErrorOf(() => cleanDomain('wss://2001:hunter2@not a domain')).message).toContain('"…@not a domain"')
  })
})

describe('the last value that is right', () => {
  test.each([1, 65_535])('port %i', (port) => {
    expect(fusionpbx({ domain, wss_port: port }).servers[0]?.url).toBe(`wss://pbx.test:${port}`)
    expect(serverUrl(`wss://pbx.test:${port}/ws`, 'servers')).toContain(`:${port}/`)
  })

  test('the longest limit that a timer can wait for', () => {
    expect(fusionpbx({ domain }, { limits: { connect: 2 ** 31 - 1 } }).limits.connect).toBe(2 ** 31 - 1)
  })

  test.each([0, 5])('%i retries', (retries) => {
    expect(transferSettings({ retries }, line).retries).toBe(retries)
  })

  test('one digit, and as many as at least', () => {
    const digits = { min: 1, max: 1 }
    expect(transferSettings({ policy: { digits } }, line).policy.digits).toEqual(digits)
  })
})

describe('limits', () => {
  const defaults = { wait: 100, rest: 200 }

  test('may be none where none means something, and only there', () => {
    expect(checkLimits({ rest: 0 }, defaults, ['rest'])).toEqual({ wait: 100, rest: 0 })
    expect(settingErrorOf(() => checkLimits({ wait: 0 }, defaults, ['rest'])).setting).toBe('limits.wait')
  })

  test('that are no object are refused by their name', () => {
    expect(settingErrorOf(() => checkLimits(wrong(null), defaults)).setting).toBe('limits')
  })
})

describe('an address', () => {
  test.each([
    ['sip:10.0.0.1', '10.0.0.1'],
    ['my-sip:5061/ws', 'my-sip'],
    ['x.test', 'x.test'],
  ])('%s has the domain %s', (written, clean) => {
    expect(cleanDomain(written)).toBe(clean)
  })

  test('with something behind its port has none', () => {
    expect(settingErrorOf(() => cleanDomain('pbx:7443test')).setting).toBe('domain')
  })

  test('of this machine may have any number behind 127', () => {
    expect(serverUrl('ws://127.10.200.30:5066', 'servers')).toBe('ws://127.10.200.30:5066')
  })
})
