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
