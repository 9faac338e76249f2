import type { JsSipModule } from '@patchcord/adapter-jssip'
import { consoleLog } from '../console-log.ts'

/** Where the drop-in script came from: its neighbour with JsSIP in it is loaded under the same conditions. */
export interface ScriptOrigin {
  readonly url: string
  readonly nonce: string
  /** `sha384-…`, for the browser to check. */
  readonly integrity: string
}

/** The event by which the loaded script hands its module over, on its own element, so that no global is needed. */
export const handOver = 'patchcord-jssip'

/** Loads JsSIP from beside the drop-in script: a classic script, so that a page on any static folder can. */
export function loadOwnJsSip({ url, nonce, integrity }: ScriptOrigin): Promise<JsSipModule> {
  const script = document.createElement('script')
  const source = new URL('patchcord-jssip.js', url)
  script.src = source.href
  script.nonce = nonce
  if (source.protocol.startsWith('http')) {
    script.integrity = integrity
    // The browser can only check what it may read.
    if (source.origin !== location.origin) script.crossOrigin = 'anonymous'
  }
  return new Promise<JsSipModule>((resolve, reject) => {
    script.addEventListener(handOver, (event) => resolve((event as CustomEvent<JsSipModule>).detail))
    script.addEventListener('error', () => {
      const message = `${script.src} could not be loaded: put it beside patchcord.js, both of the same build`
      consoleLog({ level: 'error', message })
      reject(new Error(message))
    })
    document.head.append(script)
  }).finally(() => script.remove())
}
