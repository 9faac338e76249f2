/**
 * A text with `{places}` for values. Where the sentence depends on a value it is one whole sentence for each case,
 * because in other languages more than the value changes: under a value's name the sentence for when that value is
 * known, under a plural category (`one`, `few`, …) the one for such a `count`, and under `other` the rest.
 */
export type Message = string | Cases

interface Cases {
  readonly other: string
  readonly [when: string]: string
}

/** A message that is another sentence where a value is known. */
export type Known<Name extends string> = string | (Readonly<Record<Name, string>> & { readonly other: string })

/** A message about a number of things, `{count}`; the categories are those of `Intl.PluralRules`. */
export type Counted = string | ({ readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>)

/** What fills a message's places. An empty text is not known. */
export type Values = Readonly<Record<string, string | number>>

/** Writes a message out in a language, which is a BCP 47 tag. */
export function format(message: Message, values: Values, locale: string): string {
  const sentence = typeof message === 'string' ? message : choose(message, values, locale)
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name] ?? place
    return typeof value === 'number' ? value.toLocaleString(locale) : value
  })
}

function choose(cases: Cases, values: Values, locale: string): string {
  const { count } = values
  const plural = typeof count === 'number' ? [new Intl.PluralRules(locale).select(count)] : []
  const known = Object.keys(values).filter((name) => values[name] !== '')
  const found = [...plural, ...known].find((name) => cases[name] !== undefined)
  return (found === undefined ? undefined : cases[found]) ?? cases.other
}

/** A table of texts of which a page may give any piece, in its own language. */
export type SomeTexts<Texts> = {
  readonly [Key in keyof Texts]?: Texts[Key] extends Message ? Texts[Key] : Partial<Texts[Key]>
}

/** Puts a page's own texts over the default ones: tables piece by piece, a message as a whole. */
export function mergeTexts<Texts extends object>(base: Texts, own: SomeTexts<Texts>): Texts {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(base))
  for (const [key, value] of Object.entries(own)) {
    const under = merged[key]
    merged[key] = isTable(under) && isTable(value) ? { ...under, ...value } : (value ?? under)
  }
  return merged as Texts
}

const isTable = (value: unknown): value is object => typeof value === 'object' && value !== null && !('other' in value)
