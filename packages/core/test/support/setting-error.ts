import { SettingError } from '@patchcord/core'
import { expect } from 'vitest'

/** The SettingError that a call throws; anything else fails the test. */
export function settingErrorOf(call: () => unknown): SettingError {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(SettingError)
    return error as SettingError
  }
  throw new Error('nothing was thrown')
}

/** What no type allows, as a page without TypeScript may write it. */
export const wrong = (value: unknown): never => value as never
