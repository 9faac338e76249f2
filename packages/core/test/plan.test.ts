import { fusionpbx } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import {
  planMessage,
  planWish,
  type TransferOptions,
  type TransferWish,
  transferSettings,
} from '../src/transfer/index.ts'
import { wrong } from './support/setting-error.ts'

const line = fusionpbx({ domain: 'pbx.test' })
const options: TransferOptions = {
  policy: {
    domains: ['pbx.test', 'second.test'],
    departments: { Support: '2001' },
  },
}
const input = (more: TransferOptions = {}, conversationId?: string) => ({
  transferId: 't-1',
  conversationId,
  settings: transferSettings({ ...options, ...more }, line),
})
const message = (fields: object, more?: TransferOptions) => planMessage({ success: true, ...fields }, input(more))
const wish = (fields: Partial<TransferWish>, more?: TransferOptions) =>
  planWish({ targets: ['2001'], ...fields }, input(more))
const uris = (plan: ReturnType<typeof planMessage>) =>
  plan.kind === 'dial' ? plan.request.targets.map(({ uri }) => uri) : plan
const refusal = (plan: ReturnType<typeof planMessage>) =>
  plan.kind === 'refuse' ? `${plan.failure.code}: ${plan.failure.field}` : plan

describe('a server’s message is planned', () => {
  test('as a call to its extension, with all that was told', () => {
    const plan = planMessage(
      { success: true, extension: '2001', department: 'Billing', reason: 'a kettle' },
      input({}, 'c-1'),
    )
    expect(plan).toEqual({
      kind: 'dial',
      request: {
        transferId: 't-1',
        targets: [{ uri: 'sip:2001@pbx.test', extension: '2001' }],
        department: 'Billing',
        topic: 'a kettle',
        conversationId: 'c-1',
        announced: true,
      },
    })
  })

  test.each([
    [{ extension: 2001 }, 'sip:2001@pbx.test'],
    [{ extension: '\t2001\r\n' }, 'sip:2001@pbx.test'],
    [{ extension: 'ext. 2001' }, 'sip:2001@pbx.test'],
    [{ extension: 'Extension: 2001' }, 'sip:2001@pbx.test'],
    [{ extension: null, department: '\u200bSupport\n' }, 'sip:2001@pbx.test'],
    [{ extension: '2001', department: {} }, 'sip:2001@pbx.test'],
    [{ extension: '2001', wss_port: 'seven', context: 'text', session: [] }, 'sip:2001@pbx.test'],
    [{ extension: '2001', call_started: false, direct_transfer: 'yes' }, 'sip:2001@pbx.test'],
    [{ extension: '2001', call_started: 'yes', direct_transfer: true }, 'sip:2001@pbx.test'],
    [{ extension: '2002@second.test' }, 'sip:2002@second.test'],
    [{ department: 'support' }, 'sip:2001@pbx.test'],
    [{ extension: null, department: ' SUPPORT ' }, 'sip:2001@pbx.test'],
    [{ extension: '', department: 'support' }, 'sip:2001@pbx.test'],
    [{ extension: '2005', department: 'support' }, 'sip:2005@pbx.test'],
    [{ extension: '2001', fusionpbx_domain: 'pbx.test' }, 'sip:2001@pbx.test'],
    [{ extension: '2001', fusionpbx_domain: ' PBX.test ' }, 'sip:2001@pbx.test'],
    [{ extension: '2001', fusionpbx_domain: 'second.test' }, 'sip:2001@second.test'],
    [{ extension: '2001', fusionpbx_domain: 'wss://second.test:7443' }, 'sip:2001@second.test'],
    [{ extension: '2001@pbx.test', fusionpbx_domain: 'second.test' }, 'sip:2001@pbx.test'],
    [{ department: 'support', fusionpbx_domain: 'second.test' }, 'sip:2001@second.test'],
    [{ extension: '2001', fusionpbx_domain: '' }, 'sip:2001@pbx.test'],
    [{ extension: '2001', fusionpbx_domain: null }, 'sip:2001@pbx.test'],
    [{ extension: '2001', wss_port: 9999 }, 'sip:2001@pbx.test'],
  ])('%j dials %s', (fields, uri) => {
    expect(uris(message(fields))).toEqual([uri])
  })

  test.each([
    [{}, 'invalid-request: extension'],
    [{ extension: null }, 'invalid-request: extension'],
    [{ extension: ' ' }, 'invalid-request: extension'],
    [{ extension: '2001\r\nX-Evil: 1' }, 'invalid-request: extension'],
    [{ extension: '20\n01' }, 'invalid-request: extension'],
    [{ extension: '2001 or 2002' }, 'invalid-request: extension'],
    [{ extension: ['2001'] }, 'invalid-request: extension'],
    [{ department: 5 }, 'invalid-request: department'],
    [{ extension: '2001', call_started: 'yes' }, 'invalid-request: call_started'],
    [{ extension: '2001', call_started: true, direct_transfer: 1 }, 'invalid-request: direct_transfer'],
    [{ extension: '2001', fusionpbx_domain: {} }, 'invalid-request: fusionpbx_domain'],
    [{ extension: '09001234567' }, 'policy-refused: extension'],
    [{ extension: '2001@evil.test' }, 'policy-refused: extension'],
    [{ department: 'nobody' }, 'policy-refused: department'],
    [{ department: 'constructor' }, 'policy-refused: department'],
    [{ department: '__proto__' }, 'policy-refused: department'],
    [{ extension: '112' }, 'policy-refused: extension'],
    [{ extension: '2001', fusionpbx_domain: 'evil.test' }, 'policy-refused: fusionpbx_domain'],
    [{ extension: '2001', fusionpbx_domain: 'pbx.test.evil.test' }, 'policy-refused: fusionpbx_domain'],
    [{ extension: '2001', fusionpbx_domain: 'pbx.test\r\n.evil' }, 'policy-refused: fusionpbx_domain'],
    [{ success: false, extension: '2001' }, 'not-offered: success'],
    [{ success: 'yes' }, 'invalid-request: success'],
  ])('%j is refused with %s', (fields, expected) => {
    expect(refusal(message(fields))).toBe(expected)
  })

  test.each([undefined, null, 'text', 5, [], Object.create(null)])('%j is refused, not thrown', (raw) => {
    expect(planMessage(raw, input())).toMatchObject({ kind: 'refuse', transferId: 't-1' })
  })
})

describe('who dials', () => {
  const rules: ['auto' | 'always' | 'never', object, 'dial' | 'bridged'][] = [
    ['auto', {}, 'dial'],
    ['auto', { call_started: false }, 'dial'],
    ['auto', { call_started: false, call_details: { error: 'no route' } }, 'dial'],
    ['auto', { call_started: null }, 'dial'],
    ['auto', { call_started: true }, 'bridged'],
    ['auto', { call_started: true, direct_transfer: false }, 'bridged'],
    ['auto', { call_started: true, direct_transfer: null }, 'bridged'],
    ['auto', { call_started: true, direct_transfer: true }, 'dial'],
    ['auto', { direct_transfer: false }, 'dial'],
    ['always', {}, 'dial'],
    ['always', { call_started: true }, 'dial'],
    ['always', { call_started: true, direct_transfer: false }, 'dial'],
    ['never', {}, 'bridged'],
    ['never', { call_started: true }, 'bridged'],
    ['never', { direct_transfer: true }, 'bridged'],
  ]
  test.each(rules)('direct “%s” with %j: %s', (direct, fields, kind) => {
    expect(message({ extension: '2001', ...fields }, { direct }).kind).toBe(kind)
  })

  test.each(['auto', 'always', 'never'] as const)('direct “%s” refuses success: false', (direct) => {
    expect(refusal(planMessage({ success: false, call_started: true }, input({ direct })))).toBe('not-offered: success')
  })
})

describe('what only informs', () => {
  const warned = (fields: object, more?: TransferOptions) => {
    const warnings: string[] = []
    const plan = planMessage(
      { success: true, extension: '2001', ...fields },
      { ...input(more), warn: (warning) => warnings.push(warning) },
    )
    return { plan, warnings }
  }

  test('is one visible line, and its cut is told by the field’s name alone', () => {
    const { plan, warnings } = warned({ department: `Billing\r\n${'🙂 '.repeat(400)}`, reason: 'x'.repeat(10_000) })
    expect(plan).toMatchObject({
      kind: 'dial',
      request: {
        department: expect.stringMatching(/^Billing (🙂 )+🙂?…$/u),
        topic: expect.stringMatching(/^x{3999}…$/),
      },
    })
    expect(warnings).toEqual(['department: cut to 100 characters.', 'reason: cut to 4000 characters.'])
  })

  test('is told where it does not fit the INVITE, by the field’s name in the message', () => {
    const { plan, warnings } = warned({ reason: 'x'.repeat(600) }, { sendTopic: true })
    expect(plan.kind).toBe('dial')
    expect(warnings).toEqual(['topic: cut or cleaned for the INVITE.'])
  })

  test('is ignored in any other shape, and that is told', () => {
    const { plan, warnings } = warned({ department: ['a'], reason: { a: 1 }, message: 5 })
    expect(uris(plan)).toEqual(['sip:2001@pbx.test'])
    expect(warnings).toEqual([
      'department: expected text, received a list; ignored.',
      'reason: expected text, received an object; ignored.',
      'message: expected text, received a number; ignored.',
    ])
  })

  test('of a page’s own wish refuses nothing, either', () => {
    const fields = JSON.parse('{"department":5,"topic":{},"userToUser":["x"]}')
    expect(wish(fields)).toEqual({
      kind: 'dial',
      request: { transferId: 't-1', targets: [{ uri: 'sip:2001@pbx.test', extension: '2001' }], announced: false },
    })
    expect(wish({ userToUser: 'a\nb', topic: 'a\nb' })).toMatchObject({ kind: 'dial', request: { topic: 'a b' } })
  })
})

describe('a page’s own wish is planned', () => {
  test('as calls to its targets, in their order, without an announcement to wait for', () => {
    const plan = wish({ targets: [2002, 'sip:2001@second.test'], department: 'd', topic: 't', userToUser: 'u' })
    expect(plan).toEqual({
      kind: 'dial',
      request: {
        transferId: 't-1',
        targets: [
          { uri: 'sip:2002@pbx.test', extension: '2002' },
          { uri: 'sip:2001@second.test', extension: '2001' },
        ],
        department: 'd',
        topic: 't',
        userToUser: 'u',
        announced: false,
      },
    })
  })

  test.each<[Partial<TransferWish>, string]>([
    [{ targets: [] }, 'invalid-request: targets'],
    [{ targets: Array.from({ length: 11 }, () => '2001') }, 'invalid-request: targets'],
    [{ targets: ['2001;x'] }, 'invalid-request: extension'],
    [{ targets: ['112'] }, 'policy-refused: extension'],
    [{ targets: wrong([Object.create(null)]) }, 'invalid-request: extension'],
    [{ targets: wrong(['2001', null]) }, 'invalid-request: targets[1]'],
    [{ targets: ['2001', '0900123456'] }, 'policy-refused: targets[1]'],
    [{ targets: ['2001', '2002', '2003@evil.test'] }, 'policy-refused: targets[2]'],
    [{ targets: wrong(undefined) }, 'invalid-request: targets'],
    [{ targets: wrong('2001') }, 'invalid-request: targets'],
  ])('%j is refused with %s', (fields, expected) => {
    expect(refusal(wish(fields))).toBe(expected)
  })

  test.each([undefined, null, '2001'])('%j is refused, not thrown', (given) => {
    expect(refusal(planWish(wrong(given), input()))).toBe('invalid-request: targets')
  })

  test('a request is plain JSON', () => {
    const plan = wish({ topic: 't' })
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  })
})

test('who dials: direct “never”, and a bridge that does not call either: nobody, and that is told', () => {
  const plan = message({ extension: 2001, call_started: false, call_details: { error: 'x' } }, { direct: 'never' })
  expect(plan).toMatchObject({ kind: 'refuse', failure: { code: 'not-offered', field: 'call_started' } })
})

test('what the server says beside success: false is kept for the Details', () => {
  expect(message({ success: false, message: 'All lines are busy.' })).toMatchObject({
    failure: { code: 'not-offered', detail: 'All lines are busy.' },
  })
})

describe('a page that cannot dial at all', () => {
  const fault = { setting: 'domain', detail: 'expected the PBX’s domain.' }
  const refused = {
    kind: 'refuse',
    failure: { code: 'internal', field: 'domain', detail: 'expected the PBX’s domain.' },
  }

  test('refuses every message and every wish, and names the setting', () => {
    expect(message({ extension: 2001 }, { fault })).toMatchObject(refused)
    expect(message({ extension: '2001@elsewhere' }, { fault })).toMatchObject(refused)
    expect(wish({}, { fault })).toMatchObject(refused)
  })

  test('still shows what the server’s own bridge does', () => {
    expect(message({ extension: 2001, call_started: true }, { fault })).toMatchObject({ kind: 'bridged' })
  })
})
