import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTransferInitiated } from '../src/assistant/index.ts'

/** What the first users' server sends, to the letter. */
const sent = {
  success: true,
  extension: '2001',
  department: 'support',
  reason: 'a broken kettle',
  instructions: { extension: '2001', department: 'support', reason: 'a broken kettle' },
  message: 'One moment',
  call_started: false,
  call_details: { error: 'no route' },
}
const read = {
  success: true,
  extension: '2001',
  department: 'support',
  fusionpbx_domain: undefined,
  call_started: false,
  direct_transfer: undefined,
  reason: 'a broken kettle',
  message: 'One moment',
  ringsCaller: false,
}
const readingOf = (message: unknown) => {
  const parsed = parseTransferInitiated(message)
  return parsed.ok ? parsed.value : parsed.failure
}
const detailOf = (message: unknown): string => {
  const parsed = parseTransferInitiated(message)
  return parsed.ok ? 'accepted' : (parsed.failure.detail ?? '')
}

describe('a transfer_initiated of the first users’ server', () => {
  test.each([
    ['whose bridge is down', {}, {}],
    [
      'whose bridge rings',
      { call_started: true, call_details: { call_sid: 'CA1', user_call_sid: 'CA2' } },
      { call_started: true, ringsCaller: true },
    ],
    [
      'with details that are text, of a call to the caller',
      { call_details: '{"user_call_sid": "CA2"}' },
      { ringsCaller: true },
    ],
    ['whose bridge rings the agent alone', { call_details: { call_sid: 'CA1', user_call_sid: null } }, {}],
    ['with details that are text', { call_details: 'no route' }, {}],
    ['with details that are null', { call_details: null }, {}],
    ['with instructions that are text', { instructions: 'be kind' }, {}],
    ['with a domain of its own', { fusionpbx_domain: 'pbx.test', wss_port: 7443 }, { fusionpbx_domain: 'pbx.test' }],
  ])('%s is read', (_, fields, expected) => {
    expect(parseTransferInitiated({ ...sent, ...fields })).toEqual({ ok: true, value: { ...read, ...expected } })
  })

  test('may hold anything in a field that only informs', () => {
    const informing = ['department', 'reason', 'message', 'instructions', 'call_details', 'wss_port', 'context', 'x']
    fc.assert(
      fc.property(fc.constantFrom(...informing), fc.jsonValue(), (field, value) => {
        const parsed = parseTransferInitiated({ ...sent, [field]: value })
        expect(parsed).toMatchObject({ ok: true, value: { success: true, extension: '2001', call_started: false } })
      }),
    )
  })

  test('needs success alone', () => {
    expect(readingOf({ success: false })).toMatchObject({ success: false, extension: undefined, department: undefined })
  })

  test('is read by its own fields, never by inherited ones', () => {
    expect(readingOf(JSON.parse('{"success":true,"__proto__":{"extension":"2002"}}'))).toMatchObject({
      extension: undefined,
    })
  })
})

describe('a field that decides', () => {
  test.each<[unknown, string | undefined]>([
    ['2001', '2001'],
    [2001, '2001'],
    [0, '0'],
    [' 2001 \n', '2001'],
    ['ext. 2001', '2001'],
    ['Ext 2001', '2001'],
    ['extension: 2001', '2001'],
    ['reception', 'reception'],
    ['ext-lobby', 'ext-lobby'],
    ['', undefined],
    [' ', undefined],
    [null, undefined],
  ])('may be an extension written %j', (extension, expected) => {
    expect(readingOf({ ...sent, extension })).toMatchObject({ extension: expected })
  })

  test.each<[string, unknown]>([
    ['extension', true],
    ['extension', { number: '2001' }],
    ['extension', ['2001']],
    ['extension', -1],
    ['extension', 20.01],
    ['extension', 1e21],
    ['extension', Number.NaN],
    ['department', 5],
    ['department', ['support']],
    ['call_started', 'yes'],
    ['call_started', 1],
    ['direct_transfer', 'true'],
    ['fusionpbx_domain', 5],
    ['fusionpbx_domain', {}],
  ])('that is wrong is a failure in its place: %s is %j', (field, value) => {
    expect(parseTransferInitiated({ ...sent, [field]: value })).toMatchObject({
      ok: true,
      value: { [field]: { code: 'invalid-request', stage: 'request', field } },
    })
  })

  test.each([undefined, null, 'true', 1, {}])('refuses the message where it is success: %j', (success) => {
    expect(parseTransferInitiated({ ...sent, success })).toMatchObject({
      ok: false,
      failure: { code: 'invalid-request', stage: 'request', field: 'success' },
    })
  })

  test.each([undefined, null, 'text', 5, true, []])('refuses a message that is %j', (message) => {
    expect(readingOf(message)).toMatchObject({ code: 'invalid-request', field: 'transfer_initiated' })
  })

  test('is told by its name and its kind, never by what it held, and never in the words of a program', () => {
    expect(detailOf({ success: 'secret' })).toBe('success: expected true or false, received text.')
    expect(detailOf({ success: undefined })).toBe('success: expected true or false, received nothing.')
    expect(detailOf([])).toBe('transfer_initiated: expected an object, received a list.')
    expect(readingOf({ ...sent, extension: 20.01 })).toMatchObject({
      extension: { detail: 'extension: expected digits, as text or as a whole number, received a number.' },
    })
  })
})

test('whatever JSON comes, reading never throws, and every refusal names a field', () => {
  const fields = [...Object.keys(sent), 'fusionpbx_domain', 'direct_transfer']
  const values = fc.record(
    Object.fromEntries(fields.map((field) => [field, fc.oneof(fc.jsonValue(), fc.constant(true))])),
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), values), (message) => {
      const parsed = parseTransferInitiated(message)
      if (!parsed.ok) expect(parsed.failure).toMatchObject({ code: 'invalid-request', field: expect.any(String) })
    }),
  )
})
