import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { departmentExtension, resolveTarget, type TargetPolicy } from '../src/sip/index.ts'
import { anyText } from './support/any-text.ts'

const policy: TargetPolicy = {
  domains: ['pbx.test', 'second.test'],
  digits: { min: 2, max: 6 },
  allow: ['reception', '+4930123456', '*97', '1e+21'],
  departments: { Support: '2001', 'Größe & Co': '2002', empty: '' },
}
const strict: TargetPolicy = { ...policy, allow: [] }
const uri = (dialled: string | number, within = policy) => {
  const result = resolveTarget(dialled, within)
  return result.ok ? result.target.uri : result.failure.code
}

describe('a target that the policy allows', () => {
  test.each([
    ['2001', 'sip:2001@pbx.test'],
    [2001, 'sip:2001@pbx.test'],
    [' 2001 ', 'sip:2001@pbx.test'],
    ['   2001   ', 'sip:2001@pbx.test'],
    ['2001@pbx.test', 'sip:2001@pbx.test'],
    ['2001@PBX.Test', 'sip:2001@pbx.test'],
    ['2001@second.test', 'sip:2001@second.test'],
    ['sip:2001@pbx.test', 'sip:2001@pbx.test'],
    ['SIP:2001@pbx.test', 'sip:2001@pbx.test'],
    ['sips:2001@pbx.test', 'sip:2001@pbx.test'],
    ['sip:2001', 'sip:2001@pbx.test'],
    ['12', 'sip:12@pbx.test'],
    ['123456', 'sip:123456@pbx.test'],
    ['007', 'sip:007@pbx.test'],
    ['reception', 'sip:reception@pbx.test'],
    ['+4930123456', 'sip:+4930123456@pbx.test'],
    ['*97@second.test', 'sip:*97@second.test'],
    [1e21, 'sip:1e+21@pbx.test'],
  ])('%j is dialled as %s', (dialled, expected) => {
    expect(uri(dialled)).toBe(expected)
  })

  test('says its extension for the screen', () => {
    expect(resolveTarget('sip:2001@second.test', policy)).toMatchObject({ target: { extension: '2001' } })
  })
})

describe('a target that the policy does not allow', () => {
  test.each([
    ['2001@elsewhere.test'],
    ['sip:2001@pbx.test.elsewhere.test'],
    ['2001@xpbx.test'],
    ['2001@pbx.test.'],
    ['1'],
    ['1234567'],
    ['09001234567'],
    ['0019001234567'],
    ['+19005551234'],
    ['Reception'],
    ['reception2'],
    ['__proto__'],
    ['constructor'],
    [-1],
    [1e21],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [20.5],
  ])('%j is refused by the policy', (dialled) => {
    expect(uri(dialled, strict)).toBe('policy-refused')
  })

  test.each([
    [''],
    [' '],
    ['\t2001'],
    ['2001\r\nX-Evil: 1'],
    ['2001\n'],
    ['2001\r'],
    ['20 01'],
    ['2001;ext=1'],
    ['2001?Subject=x'],
    ['2001@pbx.test;transport=udp'],
    ['2001@pbx.test?Subject=x'],
    ['2001@pbx.test:5060'],
    ['2001@@pbx.test'],
    ['2001@'],
    ['@pbx.test'],
    ['2001:secret@pbx.test'],
    ['<sip:2001@pbx.test>'],
    ['"x" <sip:2001@pbx.test>'],
    ['%32001'],
    ['2001%0d%0a'],
    ['tel:2001'],
    ['http://pbx.test/2001'],
    ['\u0662\u0660\u0660\u0661'],
    ['\uff12\uff10\uff10\uff11'],
    ['2001\u0000'],
    ['2001\u200b'],
    ['2'.repeat(65)],
    ['2'.repeat(100_000)],
  ])('%j is no extension', (dialled) => {
    expect(uri(dialled)).toBe('invalid-request')
  })

  test('names the field, shows what came, and keeps it short', () => {
    const result = resolveTarget('x'.repeat(10_000), policy, 'targets[1]')
    expect(result).toMatchObject({ ok: false, failure: { field: 'targets[1]', stage: 'request' } })
    expect(result.ok ? '' : result.failure.detail?.length).toBeLessThan(200)
  })

  test('is everything where the policy names no domain', () => {
    expect(uri('2001', { ...policy, domains: [] })).toBe('policy-refused')
  })
})

describe('whatever is dialled', () => {
  const unit = fc.constantFrom(...'0123456789abz.+*#-_@:;?%<>" \r\n\t', 'sip:', 'sips:', 'pbx.test', 'evil.test')
  const anything = fc.oneof(
    anyText(),
    fc.string({ unit, maxLength: 12 }),
    fc.double(),
    fc.integer({ min: -1e5, max: 1.2e6 }),
    fc
      .tuple(fc.integer({ min: 0, max: 1.2e6 }), fc.constantFrom('', '@pbx.test', '@second.test', '@evil.test'))
      .map(([digits, at]) => `${digits}${at}`),
  )

  test('an accepted target is a plain SIP URI within the policy', () => {
    let accepted = 0
    fc.assert(
      fc.property(anything, (dialled) => {
        const result = resolveTarget(dialled, policy)
        if (!result.ok) return
        accepted += 1
        const [, user = '', domain = ''] = /^sip:([\w.+*#-]+)@(.+)$/.exec(result.target.uri.replace(/%23/g, '#')) ?? []
        expect(policy.domains).toContain(domain)
        expect(result.target.extension).toBe(user)
        expect(policy.allow.includes(user) || /^[0-9]{2,6}$/.test(user)).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(accepted).toBeGreaterThan(20)
  })

  test('a domain outside the policy is never dialled', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        fc.pre(!policy.domains.includes(domain.toLowerCase()))
        expect(resolveTarget(`2001@${domain}`, policy).ok).toBe(false)
      }),
    )
  })
})

describe('a department', () => {
  test.each([['Support'], ['support'], [' SUPPORT ']])('%j has its extension, whatever its case', (department) => {
    expect(departmentExtension(department, policy)).toBe('2001')
  })

  test('may be written in any language', () => {
    expect(departmentExtension('GRÖSSE & CO'.replace('SS', 'ß'), policy)).toBe('2002')
  })

  test.each(['', 'sales', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
    '%j has none',
    (department) => {
      expect(departmentExtension(department, policy)).toBeUndefined()
    },
  )

  test('named like an inherited member counts only where the page itself named it so', () => {
    const departments: Record<string, string> = JSON.parse('{"__proto__":"2005","constructor":"2006"}')
    expect(departmentExtension('__proto__', { ...policy, departments })).toBe('2005')
    expect(departmentExtension('constructor', { ...policy, departments })).toBe('2006')
  })
})

test('a # is escaped in the URI, and stands as it is in the extension', () => {
  const policy = { domains: ['pbx.test'], digits: { min: 2, max: 6 }, allow: ['*#9240'], departments: {} }
  expect(resolveTarget('*#9240', policy)).toEqual({
    ok: true,
    target: { uri: 'sip:*%239240@pbx.test', extension: '*#9240' },
  })
})
