/** Why a script of ours is not in the page, by the name of what fixes that. */
export class ScriptError extends Error {
  readonly setting: 'trusted-types' | 'script-src' | 'patchcord-jssip.js'

  constructor(setting: ScriptError['setting'], message: string) {
    super(message)
    this.setting = setting
  }
}
