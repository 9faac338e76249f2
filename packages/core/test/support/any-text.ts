import fc from 'fast-check'

/** Any text at all, halves of characters included; far cheaper to make than fast-check's own units. */
export const anyText = ({ maxLength = 40 } = {}): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength })
    .map((units) => String.fromCharCode(...units))

/** Whole characters of every width in UTF-8, none of them a control character. */
export const wholeText = ({ minLength = 0, maxLength = 40 } = {}): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'aZ09 -_.:;"<>,', 'é', 'ß', '日', '🙂', '👩‍👧'), minLength, maxLength })
