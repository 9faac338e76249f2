import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTransferInitiated } from '../src/assistant/index.ts'

const full = {
  success: true,
  extension: '2001',
  department: 'support',
  reason: 'a broken kettle',
  message: 'One moment',
  instructions: 'be kind',
  call_started: false,
  call_details: { error: 'no route' },
  direct_transfer: true,
  fusionpbx_domain: 'pbx.test',
  wss_port: 7443,
  context: { order: 17, nested: { a: [1] } },
}
const fieldOf = (message: unknown) => {
  const parsed = parseTransferInitiated(message)
  return parsed.ok ? 'accepted' : parsed.failure.field
}

describe('a well-formed transfer_initiated', () => {
  test('is read whole', () => {
    expect(parseTransferInitiated(full)).toEqual({ ok: true, value: full })
  })

  test('needs success alone', () => {
    expect(parseTransferInitiated({ success: false })).toEqual({ ok: true, value: { success: false } })
  })

  test('may hold fields that nobody knows; they are ignored', () => {
    const unknown: object = JSON.parse(
      '{"success":true,"session":{"a":1},"__proto__":{"success":false},"timestamp":17}',
    )
    expect(parseTransferInitiated(unknown)).toEqual({ ok: true, value: { success: true } })
  })

  test.each(Object.keys(full).filter((field) => field !== 'success'))('may hold null for %s', (field) => {
    expect(fieldOf({ ...full, [field]: null })).toBe('accepted')
  })

  test.each([
    ['extension', 2001],
    ['extension', 0],
    ['extension', ''],
    ['wss_port', '7443'],
    ['wss_port', 1],
    ['wss_port', 65_535],
    ['call_details', 'text'],
    ['call_details', 5],
    ['call_details', []],
    ['context', {}],
    ['reason', ''],
    ['reason', 'x'.repeat(4000)],
  ])('may hold %s: %j', (field, value) => {
    expect(fieldOf({ ...full, [field]: value })).toBe('accepted')
  })
})

describe('a wrong field is refused by its name', () => {
  const cases: [string, unknown][] = [
    ['success', undefined],
    ['success', null],
    ['success', 'true'],
    ['success', 1],
    ['extension', true],
    ['extension', {}],
    ['extension', ['2001']],
    ['extension', -1],
    ['extension', 20.01],
    ['extension', 1e21],
    ['extension', Number.NaN],
    ['extension', '2'.repeat(201)],
    ['department', 5],
    ['department', 'x'.repeat(101)],
    ['reason', {}],
    ['reason', 'x'.repeat(4001)],
    ['message', []],
    ['instructions', false],
    ['call_started', 'yes'],
    ['direct_transfer', 1],
    ['fusionpbx_domain', 5],
    ['fusionpbx_domain', 'x'.repeat(254)],
    ['wss_port', 0],
    ['wss_port', 65_536],
    ['wss_port', 7443.5],
    ['wss_port', 'seven'],
    ['wss_port', '123456'],
    ['context', 'text'],
  ]
  test.each(cases)('%s: %j', (field, value) => {
    const parsed = parseTransferInitiated({ ...full, [field]: value })
    expect(parsed).toMatchObject({ ok: false, failure: { code: 'invalid-request', stage: 'request', field } })
    const detail = parsed.ok ? '' : (parsed.failure.detail ?? '')
    expect(detail).toContain(`${field}: expected`)
    expect(detail.length).toBeLessThan(300)
  })

  test.each([undefined, null, 'text', 5, true])('a message that is %j is refused whole', (message) => {
    expect(fieldOf(message)).toBe('transfer_initiated')
  })

  test('a list is no message', () => {
    expect(parseTransferInitiated([]).ok).toBe(false)
  })

  test('whatever JSON comes, reading never throws, and every refusal names a field', () => {
    const values = fc.record(
      Object.fromEntries(Object.keys(full).map((field) => [field, fc.oneof(fc.jsonValue(), fc.constant(true))])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), values), (message) => {
        const parsed = parseTransferInitiated(message)
        if (!parsed.ok) expect(parsed.failure).toMatchObject({ code: 'invalid-request', field: expect.any(String) })
      }),
    )
  })
})
