/** The entry of the drop-in script: one global, `Patchcord`, for a page without a bundler. */
import { loadOwnJsSip } from './drop-in/own-jssip.ts'
import { type PatchcordGlobal, patchcordGlobal } from './drop-in/patchcord-global.ts'

declare global {
  interface Window {
    Patchcord?: PatchcordGlobal
  }
}

/** Put in by the build. */
declare const PATCHCORD_VERSION: string
declare const PATCHCORD_JSSIP_INTEGRITY: string

/** A script that was put in by another one, or as a module, is not the current one: then it is known by its name. */
const named = () => [...document.scripts].find(({ src }) => /\/patchcord(\.[\w-]+)?\.js/.test(src))
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : named()
const origin = {
  url: script?.src || location.href,
  nonce: script?.nonce ?? '',
  integrity: PATCHCORD_JSSIP_INTEGRITY,
}

// A page that has the script twice keeps the first: two would call the agent twice.
window.Patchcord ??= patchcordGlobal(PATCHCORD_VERSION, () => loadOwnJsSip(origin))
