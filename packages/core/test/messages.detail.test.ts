import { describe, expect, test } from 'vitest'
import { parseTransferInitiated } from '../src/assistant/index.ts'

const detailOf = (message: object): string => {
  const parsed = parseTransferInitiated({ success: true, ...message })
  return parsed.ok ? 'accepted' : (parsed.failure.detail ?? '')
}

describe('what is said of a wrong field', () => {
  test('is what it should have been, and what it is', () => {
    expect(detailOf({ success: 'true' })).toMatch(/^success: expected boolean, received "true"/)
  })

  test('is in words where no type says it', () => {
    expect(detailOf({ extension: 20.01 })).toMatch(/^extension: expected \w.*, received 20\.01/)
  })

  test('is that it is missing, and never by a word of the programming language', () => {
    const missing = detailOf({ success: undefined })
    expect(missing).toMatch(/^success: .*missing/)
    expect(missing).not.toContain('undefined')
  })

  test('is short, however long the value', () => {
    const detail = detailOf({ success: 'x'.repeat(5000) })
    expect(detail).toContain('x'.repeat(70))
    expect(detail.length).toBeLessThan(200)
  })
})
