import { describe, expect, test } from 'vitest'
import { deskTexts } from '../src/desk.texts.ts'
import { remedyPieces } from '../src/details.ts'
import * as index from '../src/index.ts'
import { readable } from '../src/readable.ts'
import { format, mergeTexts } from '../src/texts.ts'
import { formatElapsed } from '../src/timer.ts'
import { manualOptions } from '../src/transfer.manual.ts'
import { transferTexts } from '../src/transfer.texts.ts'

test('the package can be imported where there is no DOM', () =>
  expect(Object.keys(index).sort()).toEqual([
    'PatchcordDeskElement',
    'PatchcordTransferElement',
    'defineDeskElement',
    'defineElements',
    'defineTransferElement',
    'deskTexts',
    'en',
    'placements',
    'transferTexts',
  ]))

test.each([
  [0, '00:00'],
  [61_900, '01:01'],
  [3_599_000, '59:59'],
  [3_661_000, '1:01:01'],
  [-5, '00:00'],
])('%i ms read %s', (milliseconds, text) => expect(formatElapsed(milliseconds, 'en')).toBe(text))

test('a remedy is split into prose and commands', () => {
  expect(remedyPieces("Allow it in `policy`. Check: `asterisk -rx 'pjsip show aor 1'` must show")).toEqual([
    { code: false, text: 'Allow it in ' },
    { code: true, text: 'policy' },
    { code: false, text: '. Check: ' },
    { code: true, text: "asterisk -rx 'pjsip show aor 1'" },
    { code: false, text: ' must show' },
  ])
  expect(remedyPieces('')).toEqual([])
})

test.each([
  [{ phone: ' +49 (30) 12-34 ' }, ['tel:+49301234']],
  [{ sipAddress: 'sales@pbx.example' }, ['sip:sales@pbx.example']],
  [{ sipAddress: 'sips:sales@pbx.example' }, ['sips:sales@pbx.example']],
  [{ phone: 'javascript:alert(1)', sipAddress: 'javascript:alert(1)' }, ['tel:1', 'sip:javascript:alert(1)']],
  [{ phone: ' ' }, []],
])('%o can be nothing but a call', (manual, links) =>
  expect(manualOptions(manual, transferTexts).map(({ href }) => href)).toEqual(links),
)

test('a page gives any piece of the texts, and keeps the rest', () => {
  const merged = mergeTexts(transferTexts, { mute: 'Stumm', now: { talking: 'Sie sprechen' } })
  expect([merged.mute, merged.unmute]).toEqual(['Stumm', 'Unmute'])
  expect([merged.now.talking, merged.now.silent]).toEqual(['Sie sprechen', 'It’s quiet on the agent’s side.'])
})

test('a time is written in the language’s own digits', () => expect(formatElapsed(61_000, 'ar-EG')).toBe('٠١:٠١'))

test('a message is given as a whole, whatever forms the language has', () => {
  const merged = mergeTexts(transferTexts, {
    digitsSent: { other: '숫자 {count}개를 보냈습니다' },
    title: '상담원 연결',
  })
  expect([merged.digitsSent, merged.title]).toEqual([{ other: '숫자 {count}개를 보냈습니다' }, '상담원 연결'])
})

describe('a message', () => {
  test('without a value keeps its place', () => expect(format('{a} {b}', { a: '1' }, 'en')).toBe('1 {b}'))

  test('is another sentence where a value is known', () => {
    const message = { extension: 'Ringing {extension}', other: 'Ringing the agent' }
    expect([format(message, { extension: '7' }, 'en'), format(message, { extension: '' }, 'en')]).toEqual([
      'Ringing 7',
      'Ringing the agent',
    ])
  })

  test.each([
    ['en', 1, '1 one'],
    ['en', 2, '2 other'],
    ['pl', 3, '3 few'],
    ['pl', 5, '5 many'],
    ['ko', 1, '1 other'],
    ['de', 1234, '1.234 other'],
  ] as const)('in %s about %i says %s', (locale, count, text) => {
    const one = locale === 'ko' ? {} : { one: '{count} one' }
    const message = { ...one, few: '{count} few', many: '{count} many', other: '{count} other' }
    expect(format(message, { count }, locale)).toBe(text)
  })

  test('never holds a phrase that is put together: what changes are names and numbers', () => {
    const places = JSON.stringify([transferTexts, deskTexts]).match(/\{(\w+)\}/g)
    expect([...new Set(places)].sort()).toEqual([
      '{address}',
      '{caller}',
      '{count}',
      '{department}',
      '{extension}',
      '{phone}',
    ])
  })
})

test.each([
  ['\u200b\u200b', ''],
  ['\u202egnihtemos\u202c', 'gnihtemos'],
  ['\u3164', ''],
  ['\u200d', ''],
  ['Ada\u0000\r\nX: 1', 'Ada X: 1'],
  ['Ada\u2028Lovelace', 'Ada Lovelace'],
  ['Z\u0335\u0322\u0327\u031b\u034e!', 'Z\u0335\u0322\u0327!'],
  ['👩‍👩‍👧 家族', '👩‍👩‍👧 家族'],
  ['می‌خواهم', 'می‌خواهم'],
  ['x'.repeat(10_240), `${'x'.repeat(20)}…`],
  ['👍'.repeat(30), `${'👍'.repeat(20)}…`],
])('%j is shown as %j', (text, expected) => expect(readable(text, 20)).toBe(expected))
