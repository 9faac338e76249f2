const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Whether a value has all that the pattern names; lists are as long as the pattern's. */
export function matches(value: unknown, pattern: unknown): boolean {
  if (!isRecord(pattern)) return Object.is(value, pattern)
  if (!isRecord(value)) return false
  if (Array.isArray(pattern) && (!Array.isArray(value) || value.length !== pattern.length)) return false
  return Object.entries(pattern).every(([key, part]) => matches(value[key], part))
}

/** A value in words, for a problem's sentence. A library's objects are too large to be shown. */
export const shown = (value: unknown): string => JSON.stringify(value) ?? String(value)
