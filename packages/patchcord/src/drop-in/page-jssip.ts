import { type JsSipModule, jssip } from '@patchcord/adapter-jssip'
import type { SipStack } from '@patchcord/core'

declare global {
  interface Window {
    JsSIP?: JsSipModule & { readonly version?: string }
  }
}

/** The oldest JsSIP that the adapter works with. */
const oldest = [3, 10, 1] as const

/** Whether a version is the oldest one or a later one of the same major. */
export function isUsable(version: string | undefined): boolean {
  const [major = 0, minor = 0, patch = 0] = (version ?? '').split('.').map((part) => Number.parseInt(part, 10))
  if (major !== oldest[0]) return false
  return minor > oldest[1] || (minor === oldest[1] && patch >= oldest[2])
}

/** The SIP stack on the page's own JsSIP where it is recent enough, and else on the one that comes with the script. */
export const pageStack = (own: () => Promise<JsSipModule>): SipStack =>
  jssip({ load: () => (window.JsSIP && isUsable(window.JsSIP.version) ? window.JsSIP : own()) })
