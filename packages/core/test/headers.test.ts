import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ContextHeaders, contextHeaders, hasControl, headerBudget, readContextHeaders } from '../src/sip/index.ts'
import { anyText, wholeText } from './support/any-text.ts'

const encoder = new TextEncoder()
const full: Required<ContextHeaders> = {
  transferId: 't-1',
  conversationId: 'c-1',
  department: 'support',
  topic: 'a broken kettle',
  userToUser: '56a390f3;encoding=hex',
}
const made = (context: Partial<ContextHeaders>) => contextHeaders({ transferId: 't-1', ...context })
const headersOf = (context: Partial<ContextHeaders>) => made(context).headers
const size = (headers: readonly { name: string; value: string }[]) =>
  headers.reduce((sum, { name, value }) => sum + encoder.encode(`${name}: ${value}\r\n`).length, 0)

describe('the headers of an INVITE', () => {
  test('say everything that was given, identifiers first and the topic last', () => {
    expect(headersOf(full)).toEqual([
      { name: 'X-Transfer-Id', value: 't-1' },
      { name: 'X-Conversation-Id', value: 'c-1' },
      { name: 'User-to-User', value: '56a390f3;encoding=hex' },
      { name: 'X-Transfer-Department', value: 'support' },
      { name: 'X-Transfer-Topic', value: 'a broken kettle' },
    ])
  })

  test('leave out what was not given', () => {
    expect(headersOf({ conversationId: undefined, department: '' })).toEqual([{ name: 'X-Transfer-Id', value: 't-1' }])
  })

  test.each([
    'a\r\nX-Evil: 1',
    'a\nb',
    'a\rb',
    'a\u0000b',
    'a\tb',
    'a\u007fb',
    'a\u0085b',
    'a\u2028b',
    'a\u2029b',
    'a\ud800b',
    '\udc00',
  ])('leave out an identifier that is %j, with its name, and carry a text without what breaks a line', (text) => {
    expect(hasControl(text)).toBe(true)
    for (const field of ['conversationId', 'userToUser'] as const)
      expect(made({ [field]: text })).toEqual({
        headers: [{ name: 'X-Transfer-Id', value: 't-1' }],
        warnings: [`${field}: left out of the INVITE.`],
      })
    for (const field of ['department', 'topic'] as const) {
      const { headers, warnings } = made({ [field]: text })
      expect(headers).toHaveLength(2)
      expect(hasControl(headers[1]?.value ?? '')).toBe(false)
      expect(warnings).toEqual([`${field}: cut or cleaned for the INVITE.`])
    }
  })

  test.each(['Größe 🙂', 'a "b"; c=d, <e>', '日本語'])('carry %j as it is', (text) => {
    expect(headersOf({ department: text }).at(-1)?.value).toBe(text)
  })

  test.each(['conversationId', 'userToUser'] as const)('leave out a %s that does not fit', (field) => {
    const { headers, warnings } = made({ [field]: 'x'.repeat(headerBudget), department: 'support' })
    expect(headers.map(({ name }) => name)).toEqual(['X-Transfer-Id', 'X-Transfer-Department'])
    expect(warnings).toEqual([`${field}: left out of the INVITE.`])
  })

  test('cut a department that does not fit', () => {
    const { headers, warnings } = made({ department: 'x'.repeat(5000) })
    expect(headers.at(-1)?.value).toMatch(/^x+$/)
    expect(size(headers)).toBe(headerBudget)
    expect(warnings).toEqual(['department: cut or cleaned for the INVITE.'])
  })

  test.each(['x', 'é', '🙂', '日'])(
    'cut a topic of many %s at a whole character, to the last byte that fits',
    (letter) => {
      const headers = headersOf({ ...full, topic: letter.repeat(600) })
      const topic = headers.at(-1)?.value ?? ''
      expect(topic.replaceAll(letter, '')).toBe('')
      expect(size(headers)).toBeLessThanOrEqual(headerBudget)
      expect(size(headers)).toBeGreaterThan(headerBudget - encoder.encode(letter).length)
    },
  )

  test.each([0, 1, 10, 30])(
    'leave out a topic for which %i bytes are left, instead of refusing the transfer',
    (left) => {
      const used = size(headersOf({ conversationId: 'c' })) - 1
      const conversationId = 'c'.repeat(headerBudget - used - left)
      const headers = headersOf({ conversationId, topic: 'x'.repeat(40) })
      expect(headers.slice(0, 2).map(({ name }) => name)).toEqual(['X-Transfer-Id', 'X-Conversation-Id'])
      expect(size(headers)).toBeLessThanOrEqual(headerBudget)
    },
  )

  test('never take more than the budget, never hold a line break, whatever was given', () => {
    const text = fc.oneof(anyText({ maxLength: 200 }), wholeText({ maxLength: 400 }))
    const context = fc.record(
      { transferId: fc.string(), conversationId: text, department: text, topic: text, userToUser: text },
      { requiredKeys: ['transferId'] },
    )
    fc.assert(
      fc.property(context, (given) => {
        const { headers, warnings } = contextHeaders(given)
        expect(size(headers)).toBeLessThanOrEqual(headerBudget)
        for (const { value } of headers) expect(hasControl(value)).toBe(false)
        for (const warning of warnings) expect(Object.keys(given)).toContain(warning.split(':')[0])
      }),
    )
  })

  test('never throw over half a character', () => {
    const halves = fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 })).map((units) => String.fromCharCode(...units))
    fc.assert(fc.property(halves, (topic) => void made({ topic, department: topic })))
  })
})

describe('what a desk reads', () => {
  test('is what the caller’s page wrote', () => {
    const text = wholeText({ minLength: 1, maxLength: 8 }).filter((value) => !hasControl(value))
    const context = fc.record(
      { transferId: text, conversationId: text, department: text, topic: text, userToUser: text },
      { requiredKeys: ['transferId'] },
    )
    fc.assert(
      fc.property(context, (given) => {
        const { headers, warnings } = contextHeaders(given)
        if (warnings.length === 0) expect(readContextHeaders(headers)).toEqual(given)
      }),
    )
  })

  test('is found whatever the case of the names', () => {
    expect(readContextHeaders([{ name: 'x-TRANSFER-id', value: 't' }])).toEqual({ transferId: 't' })
  })

  test('is cut at the budget, since a stranger may have written it', () => {
    expect(readContextHeaders([{ name: 'X-Transfer-Topic', value: 'x'.repeat(9999) }]).topic).toHaveLength(headerBudget)
  })

  test('is nothing where nothing came', () => {
    expect(
      readContextHeaders([
        { name: 'X-Other', value: '1' },
        { name: 'X-Transfer-Id', value: '' },
      ]),
    ).toEqual({})
  })
})
