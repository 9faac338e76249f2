import type { Log } from '@patchcord/core'

/** The browser's console, each level on its own method, so that its filter works. */
export const consoleLog: Log = ({ level, message, data }) => {
  const text = `[patchcord] ${message}`
  if (data) console[level](text, data)
  else console[level](text)
}
