/** A wrong setting: misuse, thrown at start. It names the setting and the remedy, and never holds a secret. */
export class SettingError extends TypeError {
  override readonly name = 'SettingError'
  /** The setting's name, as the page wrote it. */
  readonly setting: string

  constructor(setting: string, remedy: string) {
    super(`[patchcord] ${setting}: ${remedy}`)
    this.setting = setting
  }
}

/** A wrong value for a SettingError: short, and without the password and the query of an address. */
export const shown = (value: unknown): string =>
  JSON.stringify(
    String(value)
      .replace(/^.*@/s, '…@')
      .replace(/[?#].*$/s, '…')
      .slice(0, 100),
  )
