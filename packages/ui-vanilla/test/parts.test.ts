import { expect, test } from 'vitest'
import { remedyPieces } from '../src/details.ts'
import * as index from '../src/index.ts'
import { fill, mergeTexts } from '../src/texts.ts'
import { formatElapsed } from '../src/timer.ts'
import { manualOptions } from '../src/transfer.manual.ts'
import { transferTexts } from '../src/transfer.texts.ts'

test('the package can be imported where there is no DOM', () =>
  expect(Object.keys(index).sort()).toEqual([
    'PatchcordDeskElement',
    'PatchcordTransferElement',
    'defineElements',
    'deskTexts',
    'transferTexts',
  ]))

test.each([
  [0, '00:00'],
  [61_900, '01:01'],
  [3_599_000, '59:59'],
  [3_661_000, '1:01:01'],
  [-5, '00:00'],
])('%i ms read %s', (milliseconds, text) => expect(formatElapsed(milliseconds)).toBe(text))

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

test('a place without a value stays as it is', () => expect(fill('{a} {b}', { a: '1' })).toBe('1 {b}'))
