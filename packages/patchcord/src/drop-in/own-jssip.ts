import type { JsSipModule } from '@patchcord/adapter-jssip'
import { consoleLog } from '../console-log.ts'
import { ScriptError } from './script-error.ts'
import { setSource } from './trusted-url.ts'

/** Where the drop-in script came from: its neighbor with JsSIP in it is loaded under the same conditions. */
export interface ScriptOrigin {
  readonly url: string
  readonly nonce: string
  /** `sha384-…`, for the browser to check. */
  readonly integrity: string
}

/** The event by which the loaded script hands its module over, on its own element, so that no global is needed. */
export const handOver = 'patchcord-jssip'

/** How long a policy's violation may come after the script's error, in milliseconds. */
const grace = 50

/** Loads JsSIP from beside the drop-in script: a classic script, so that a page on any static folder can. */
export async function loadOwnJsSip(origin: ScriptOrigin): Promise<JsSipModule> {
  const script = document.createElement('script')
  try {
    prepare(script, origin)
    return await loaded(script)
  } catch (error) {
    consoleLog({ level: 'error', message: String(Object(error).message) })
    throw error
  } finally {
    script.remove()
  }
}

function prepare(script: HTMLScriptElement, { url, nonce, integrity }: ScriptOrigin): void {
  const source = new URL('patchcord-jssip.js', url)
  script.nonce = nonce
  if (source.protocol.startsWith('http')) {
    script.integrity = integrity
    // The browser can only check what it may read.
    if (source.origin !== location.origin) script.crossOrigin = 'anonymous'
  }
  setSource(script, source.href)
}

function loaded(script: HTMLScriptElement): Promise<JsSipModule> {
  let forbidden = false
  const noteViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (effectiveDirective.startsWith('script-src') && script.src.startsWith(blockedURI)) forbidden = true
  }
  document.addEventListener('securitypolicyviolation', noteViolation)
  return new Promise<JsSipModule>((resolve, reject) => {
    script.addEventListener(handOver, (event) => resolve((event as CustomEvent<JsSipModule>).detail))
    script.addEventListener('error', () => setTimeout(() => reject(unloaded(script.src, forbidden)), grace))
    document.head.append(script)
  }).finally(() => document.removeEventListener('securitypolicyviolation', noteViolation))
}

const unloaded = (url: string, forbidden: boolean): ScriptError =>
  forbidden
    ? new ScriptError('script-src', `the page’s Content-Security-Policy forbids ${url}: add it to its script-src`)
    : new ScriptError(
        'patchcord-jssip.js',
        `${url} could not be loaded: put it beside patchcord.js, both of the same build`,
      )
