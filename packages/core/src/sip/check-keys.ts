import { SettingError } from './setting-error.ts'

/**
 * Refuses a key that nobody reads: it is misspelled, or in the wrong place, and would do nothing.
 *
 * @param path where the object is, with its dot: `policy.`
 * @throws SettingError that names the key
 */
export function checkKeys(given: object, known: readonly string[], path = ''): void {
  const key = Object.keys(given).find((name) => !known.includes(name))
  if (key !== undefined) throw new SettingError(path + key, `is not known. Known: ${known.join(', ')}.`)
}
