import { createDesk, createTransfer, fusionpbx } from '@patchcord/core'
import { mockAssistant, mockMedia, mockStack } from '@patchcord/core/mock'
import { describe, expect, test } from 'vitest'
import { transferLimits, transferSettings } from '../src/transfer/index.ts'
import { settingErrorOf, wrong } from './support/setting-error.ts'

const secret = 'correct-horse-battery'
const line = fusionpbx(
  { domain: 'pbx.test' },
  { account: { user: 'transfer', secret: { kind: 'password', password: secret } } },
)

describe('the settings of a transfer', () => {
  test('all have a default', () => {
    expect(transferSettings({}, line)).toEqual({
      policy: { domains: ['pbx.test'], digits: { min: 2, max: 6 }, allow: [], departments: {} },
      direct: 'auto',
      inputCut: 'answer',
      afterHandover: 'resume',
      keepWarm: false,
      retries: 1,
      sendTopic: false,
      limits: transferLimits,
      remedy: {
        pbx: 'fusionpbx',
        domain: 'pbx.test',
        servers: ['wss://pbx.test:7443'],
        profile: 'internal',
        account: line.account.user,
      },
      fault: null,
    })
  })

  test('ring below the time at which a PBX usually goes to voicemail', () => {
    expect(transferLimits.ring).toBe(25_000)
  })

  test('hold no secret of the line', () => {
    expect(JSON.stringify(transferSettings({}, line))).not.toContain(secret)
  })

  test('take what the page sets, and leave the rest', () => {
    const made = transferSettings(
      { direct: 'always', retries: 0, limits: { ring: 9 }, policy: { allow: ['reception'] } },
      line,
    )
    expect(made).toMatchObject({
      direct: 'always',
      retries: 0,
      policy: { domains: ['pbx.test'], allow: ['reception'] },
    })
    expect(made.limits).toEqual({ ...transferLimits, ring: 9 })
  })

  test('take the policy’s domains as people write them', () => {
    const policy = { domains: [' PBX.Test ', 'wss://second.test:7443'] }
    expect(transferSettings({ policy }, line).policy.domains).toEqual(['pbx.test', 'second.test'])
  })
})

const options: [unknown, string][] = [
  [{ direct: 'sometimes' }, 'direct'],
  [{ direct: true }, 'direct'],
  [{ inputCut: 'never' }, 'inputCut'],
  [{ afterHandover: 'stop' }, 'afterHandover'],
  [{ keepWarm: 'yes' }, 'keepWarm'],
  [{ sendTopic: 1 }, 'sendTopic'],
  [{ retries: -1 }, 'retries'],
  [{ retries: 6 }, 'retries'],
  [{ retries: 1.5 }, 'retries'],
  [{ retries: '1' }, 'retries'],
  [{ limits: 5 }, 'limits'],
  [{ limits: { rings: 1 } }, 'limits.rings'],
  [{ limits: { constructor: 1 } }, 'limits.constructor'],
  [{ limits: { ring: 0 } }, 'limits.ring'],
  [{ limits: { ring: -1 } }, 'limits.ring'],
  [{ limits: { ring: '25000' } }, 'limits.ring'],
  [{ limits: { ring: Number.NaN } }, 'limits.ring'],
  [{ limits: { ring: Number.POSITIVE_INFINITY } }, 'limits.ring'],
  [{ limits: { warm: 2 ** 31 } }, 'limits.warm'],
  [{ limits: { ring: null } }, 'limits.ring'],
  [{ policy: 'all' }, 'policy'],
  [{ policy: { domains: [] } }, 'policy.domains'],
  [{ policy: { domains: 'pbx.test' } }, 'policy.domains'],
  [{ policy: { domains: ['pbx.test', 5] } }, 'policy.domains[1]'],
  [{ policy: { domains: ['a b'] } }, 'policy.domains[0]'],
  [{ policy: { digits: 4 } }, 'policy.digits'],
  [{ policy: { digits: null } }, 'policy.digits'],
  [{ policy: { digits: { min: 2 } } }, 'policy.digits'],
  [{ policy: { digits: { min: 0, max: 4 } } }, 'policy.digits'],
  [{ policy: { digits: { min: 5, max: 4 } } }, 'policy.digits'],
  [{ policy: { digits: { min: '2', max: '6' } } }, 'policy.digits'],
  [{ policy: { digits: { min: 2.5, max: 6 } } }, 'policy.digits'],
  [{ policy: { digits: { min: 2, max: 6.5 } } }, 'policy.digits'],
  [{ policy: { allow: 'reception' } }, 'policy.allow'],
  [{ policy: { digits: { min: 2, max: 6, most: 4 } } }, 'policy.digits.most'],
  [{ policy: { allow: [2001] } }, 'policy.allow[0]'],
  [{ policy: { allow: ['reception', '+49 30 123'] } }, 'policy.allow[1]'],
  [{ policy: { department: { support: '2001' } } }, 'policy.department'],
  [{ policy: { departments: { support: 'x y' } } }, 'policy.departments.support'],
  [{ policy: { departments: { support: '2001', sales: '' } } }, 'policy.departments.sales'],
  [{ policy: { departments: { sales: '2001@elsewhere.test' } } }, 'policy.departments.sales'],
  [{ policy: { departments: { sales: '1234567' } } }, 'policy.departments.sales'],
  [{ policy: { departments: { sales: '112' } } }, 'policy.departments.sales'],
  [{ policy: { departments: [] } }, 'policy.departments'],
  [{ policy: { departments: null } }, 'policy.departments'],
  [{ policy: { departments: { support: 2001 } } }, 'policy.departments.support'],
]

describe('a wrong option is thrown at start, by its name', () => {
  test.each(options)('%j: %s', (given, setting) => {
    const error = settingErrorOf(() => transferSettings(wrong(given), line))
    expect(error.setting).toBe(setting)
    expect(error.message).not.toContain(secret)
  })

  test.each(['retires', 'departments', 'Policy', 'constructor'])(
    'createTransfer, an option %s that is none',
    (name) => {
      const ports = { sip: mockStack(), media: mockMedia(), assistant: mockAssistant() }
      const error = settingErrorOf(() => createTransfer(wrong({ ...ports, line, [name]: 1 })))
      expect(error.setting).toBe(name)
      expect(error.message).toContain('Known: policy, direct,')
    },
  )

  test.each(['limit', 'password'])('createDesk, an option %s that is none', (name) => {
    const options = { sip: mockStack(), media: mockMedia(), line: () => line, [name]: {} }
    expect(settingErrorOf(() => createDesk(wrong(options))).setting).toBe(name)
  })

  test('a department that the policy’s list names is right, whatever its number', () => {
    const policy = { allow: ['112', '+4930123456'], departments: { porter: '112', berlin: ' +4930123456 ' } }
    expect(transferSettings({ policy }, line).policy.departments).toEqual(policy.departments)
  })

  test.each([undefined, null, {}, { servers: 'wss://pbx.test' }, 'pbx.test'])('createTransfer, line %j', (given) => {
    const ports = { sip: mockStack(), media: mockMedia(), assistant: mockAssistant() }
    expect(settingErrorOf(() => createTransfer({ ...ports, line: wrong(given) })).setting).toBe('line')
  })

  test('createTransfer opens nothing where a setting is wrong', () => {
    const ports = { sip: mockStack(), media: mockMedia(), assistant: mockAssistant() }
    settingErrorOf(() => createTransfer({ ...ports, line, retries: 99 }))
    expect(ports.assistant.open).toBe(false)
    expect(ports.sip.lines).toEqual([])
  })

  test.each([
    [{ wrapUp: -1 }, 'limits.wrapUp'],
    [{ signIn: 0 }, 'limits.signIn'],
    [{ answer: 'soon' }, 'limits.answer'],
    [{ wrapup: 5000 }, 'limits.wrapup'],
  ])('createDesk, limits %j: %s', (limits, setting) => {
    const desk = () => createDesk({ sip: mockStack(), media: mockMedia(), line: () => line, limits: wrong(limits) })
    expect(settingErrorOf(desk).setting).toBe(setting)
  })
})
