/** A table of texts of which a page may give any piece, in its own language. */
export type SomeTexts<Texts> = {
  readonly [Key in keyof Texts]?: Texts[Key] extends string ? string : Partial<Texts[Key]>
}

/** Puts a page's own texts over the default ones, one level deep. */
export function mergeTexts<Texts extends object>(base: Texts, own: SomeTexts<Texts>): Texts {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(base))
  for (const [key, value] of Object.entries(own)) {
    const under = merged[key]
    merged[key] = typeof under === 'object' && typeof value === 'object' ? { ...under, ...value } : (value ?? under)
  }
  return merged as Texts
}

/** Puts values into a text's `{places}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}
