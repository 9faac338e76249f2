import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasControl } from '../src/sip/index.ts'
import { cleanText } from '../src/text.ts'
import { anyText } from './support/any-text.ts'

const clean = (text: string, limit = 40) => cleanText(text, limit).text

describe('text from outside', () => {
  test.each([
    ['as it is', 'Größe & <Co> "x"; 日本語 🙂', 'Größe & <Co> "x"; 日本語 🙂'],
    ['one line', ' a\r\n\tb\u2028c\u0000d ', 'a b c d'],
    ['no bidi control', 'pay\u202eliat\u2066.exe', 'payliat.exe'],
    ['no zero-width character', '\ufeffa\u200bb\u2060\u00ad', 'ab'],
    ['no filler', '\u3164\u2800', ''],
    ['an emoji, joined', '👩‍👧 ❤️‍🔥', '👩‍👧 ❤️‍🔥'],
    ['a word with a joiner', 'می‌خواهم', 'می‌خواهم'],
    ['no pile of accents', `a${'\u0301'.repeat(200)}`, `a${'\u0301'.repeat(4)}`],
    ['no half character', 'a\ud83db', 'a\ufffdb'],
  ])('is made visible: %s', (_, given, expected) => {
    expect(clean(given)).toBe(expected)
  })

  test('is cut at a whole character, and shows that', () => {
    expect(cleanText('🙂'.repeat(30), 40)).toEqual({ text: `${'🙂'.repeat(19)}…`, lost: 'cut' })
    expect(cleanText('x'.repeat(40), 40)).toEqual({ text: 'x'.repeat(40) })
  })

  test('says what it lost', () => {
    expect(cleanText(' a ', 40)).toEqual({ text: 'a' })
    expect(cleanText('a\nb', 40).lost).toBe('cleaned')
    expect(cleanText('\u200b'.repeat(40), 40)).toEqual({ text: '', lost: 'cleaned' })
    expect(cleanText('\u200b'.repeat(5000), 40)).toEqual({ text: '', lost: 'cleaned' })
  })

  test('is short, fit for a header and clean already when it is cleaned, whatever came', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 90 }), (given) => {
        const text = clean(given)
        expect(text.length).toBeLessThanOrEqual(40)
        expect(hasControl(text)).toBe(false)
        expect(text.trim()).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('of a megabyte is read no further than it can matter', () => {
    expect(cleanText(`${'\n'.repeat(1e6)}a`, 40)).toEqual({ text: '', lost: 'cleaned' })
  })
})
