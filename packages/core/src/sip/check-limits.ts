import { SettingError } from './setting-error.ts'

/** The longest that a timer can wait; more fires at once. */
const longest = 2 ** 31 - 1

/**
 * Completes limits in milliseconds with their defaults.
 *
 * @param mayBeNone the limits for which 0 means: none
 * @throws SettingError that names the wrong limit
 */
export function checkLimits<Limits extends object>(
  given: Partial<Limits>,
  defaults: Limits,
  mayBeNone: readonly (keyof Limits)[] = [],
): Limits {
  if (typeof given !== 'object' || given === null) throw new SettingError('limits', 'expected { name: milliseconds }.')
  for (const [name, value] of Object.entries<unknown>(given as Record<string, unknown>)) {
    if (!Object.hasOwn(defaults, name))
      throw new SettingError(`limits.${name}`, `known limits are ${Object.keys(defaults).join(', ')}.`)
    const none = value === 0 && mayBeNone.includes(name as keyof Limits)
    if (!none && (typeof value !== 'number' || !(value > 0 && value <= longest)))
      throw new SettingError(`limits.${name}`, 'expected milliseconds above 0, at most 24 days.')
  }
  return { ...defaults, ...given }
}
