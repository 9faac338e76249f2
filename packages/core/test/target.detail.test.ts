import { describe, expect, test } from 'vitest'
import { resolveTarget, type TargetPolicy } from '../src/sip/index.ts'

const policy: TargetPolicy = { domains: ['pbx.test'], digits: { min: 2, max: 6 }, allow: [], departments: {} }
const refusalOf = (dialled: string, within = policy): string => {
  const result = resolveTarget(dialled, within, 'targets[1]')
  return result.ok ? 'accepted' : (result.failure.detail ?? '')
}

describe('a target that is refused says which field, and what was wrong with it', () => {
  test('a domain outside the policy', () => {
    expect(refusalOf('2001@evil.test')).toMatch(/^targets\[1\]: .*"evil\.test" is not allowed/)
  })

  test('no domain at all', () => {
    expect(refusalOf('2001', { ...policy, domains: [] })).toMatch(/^targets\[1\]: .*"" is not allowed/)
  })

  test('too many digits, and how many may be dialled', () => {
    expect(refusalOf('1234567')).toMatch(/^targets\[1\]: "1234567" is not allowed; 2 to 6 digits/)
  })

  test('no extension', () => {
    expect(refusalOf('<2001>')).toMatch(/^targets\[1\]: "<2001>" is no extension/)
  })

  test('in the message’s own field where no other is named', () => {
    expect(resolveTarget('', policy)).toMatchObject({ failure: { field: 'extension' } })
  })
})
