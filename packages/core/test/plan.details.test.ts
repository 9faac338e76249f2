import { fusionpbx } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { planMessage, planWish, type TransferOptions, transferSettings } from '../src/transfer/index.ts'

const line = fusionpbx({ domain: 'pbx.test' })
const input = (options: TransferOptions = {}) => ({ transferId: 't-1', settings: transferSettings(options, line) })
const message = (fields: object, options?: TransferOptions) =>
  planMessage({ success: true, extension: '2001', ...fields }, input(options))
const failureOf = (plan: ReturnType<typeof planMessage>) => (plan.kind === 'refuse' ? plan.failure : undefined)

describe('a refusal says at which stage, and in words what was wrong', () => {
  const evil = { fusionpbx_domain: 'evil.test' }
  test.each<[string, ReturnType<typeof planMessage>, RegExp]>([
    ['no extension', message({ extension: null }), /^extension: .*required/],
    ['an unknown department', message({ extension: null, department: 'nobody' }), /^department: "nobody" .*policy/],
    ['a foreign domain', message(evil), /^fusionpbx_domain: "evil\.test" .*policy/],
    ['no target', planWish({ targets: [] }, input()), /^targets: .*1 to 10/],
    ['the page', message({}, { fault: { setting: 'domain', detail: 'expected a name.' } }), /^expected a name/],
  ])('%s', (_, plan, detail) => {
    expect(failureOf(plan)).toMatchObject({ stage: 'request', detail: expect.stringMatching(detail) })
  })

  test('a page that never dials, and a bridge that does not call', () => {
    const failure = failureOf(message({ call_started: false }, { direct: 'never' }))
    expect(failure).toMatchObject({ stage: 'request', detail: expect.stringMatching(/page never dials.*bridge/) })
  })

  test('where nothing was offered there is only the stage', () => {
    expect(failureOf(planMessage({ success: false }, input()))).toMatchObject({ code: 'not-offered', stage: 'request' })
  })

  test('and shows no more of the server’s own word than a few lines hold', () => {
    const detail = failureOf(planMessage({ success: false, message: 'x'.repeat(3000) }, input()))?.detail
    expect(detail).toMatch(/^x{100,300}…$/)
  })

  test('and shows no more of a foreign domain than a line holds', () => {
    const detail = failureOf(message({ fusionpbx_domain: `${'x'.repeat(240)}.test` }))?.detail
    expect(detail).toContain('x'.repeat(70))
    expect(detail?.length).toBeLessThan(200)
  })
})

describe('what is planned all the same', () => {
  test('ten targets', () => {
    const targets = Array.from({ length: 10 }, (_, index) => String(2000 + index))
    expect(planWish({ targets }, input())).toMatchObject({ kind: 'dial', request: { targets: { length: 10 } } })
  })

  test('a message whose domain is white space alone', () => {
    expect(message({ fusionpbx_domain: '  ' })).toMatchObject({
      kind: 'dial',
      request: { targets: [{ uri: 'sip:2001@pbx.test' }] },
    })
  })
})

test('a page that cannot dial says so before it says what is wrong with the message', () => {
  const fault = { setting: 'domain', detail: 'expected a name.' }
  expect(failureOf(message({ fusionpbx_domain: 'evil.test' }, { fault }))).toMatchObject({ code: 'internal' })
  expect(failureOf(message({ extension: null }, { fault }))).toMatchObject({ code: 'internal' })
})
