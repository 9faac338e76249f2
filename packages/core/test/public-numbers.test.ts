import { describe, expect, test } from 'vitest'
import { resolveTarget, type TargetPolicy } from '../src/sip/index.ts'
import { publicKind } from '../src/sip/public-numbers.ts'

const policy: TargetPolicy = { domains: ['pbx.test'], digits: { min: 1, max: 20 }, allow: [], departments: {} }

describe('a number that the public network knows', () => {
  test.each<[string, readonly string[]]>([
    ['an emergency', ['112', '911', '0112', '9112', '9911', '110', '0110', '999', '000', '08', '118', '119']],
    ['an emergency', ['15', '17', '18', '111', '113', '115', '117', '144', '190', '192', '995', '998', '061']],
    ['a premium-rate', ['0900', '09001234567', '0901234567', '0906123456', '0190123456', '19005551234', '9005551234']],
    ['a premium-rate', ['1900123456', '9765551', '2129765551', '00979123456789', '0118811234', '00882123456']],
    ['a premium-rate', ['00499001234567', '01119005551234', '00420900123456', '00449012345678']],
    ['a service', ['11833', '118000', '116117', '116000', '211', '411', '811', '01805123456', '013712345']],
  ])('is %s number: %j', (kind, numbers) => {
    for (const digits of numbers) {
      expect([digits, publicKind(digits)]).toEqual([digits, kind])
      expect(resolveTarget(digits, policy)).toMatchObject({ ok: false, failure: { code: 'policy-refused' } })
      expect(resolveTarget(`sip:${digits}@pbx.test`, policy).ok).toBe(false)
      expect(resolveTarget(digits, { ...policy, allow: [digits] }).ok).toBe(true)
    }
  })

  test('is refused in words that say what to write', () => {
    expect(resolveTarget('112', policy)).toMatchObject({
      failure: { field: 'extension', detail: expect.stringMatching(/"112" is an emergency number.*policy\.allow/) },
    })
  })
})

test.each([
  ['the examples’', ['2001', '2005', '2010', '1900', '9196', '9999', '3000']],
  ['small offices’', ['10', '11', '20', '100', '101', '105', '109', '121', '200', '210', '300', '999999']],
  ['large ones’', ['1000', '1100', '1120', '4118', '9110', '9000', '7900', '12345', '80900', '116', '11211', '9111']],
  ['and people’s telephones', ['03012345678', '004930123456', '0118496170', '2125551234', '12125551234', '0911123456']],
])('numbers like any other: %s', (_, numbers) => {
  expect(numbers.filter((digits) => publicKind(digits) !== undefined)).toEqual([])
})
