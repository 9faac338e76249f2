import { type JsSipModule, jssip } from '@patchcord/adapter-jssip'
import { listeners, type SipStack } from '@patchcord/core'
import { ScriptError } from './script-error.ts'

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
export function pageStack(own: () => Promise<JsSipModule>): SipStack {
  const unloaded = listeners<ScriptError>()
  const stack = jssip({
    load: () => (window.JsSIP && isUsable(window.JsSIP.version) ? window.JsSIP : own().catch(explain)),
  })

  function explain(error: unknown): never {
    if (error instanceof ScriptError) unloaded.tell(error)
    throw error
  }

  return {
    name: stack.name,
    capabilities: stack.capabilities,
    preload: stack.preload,
    open(config, on) {
      const server = config.servers[0]?.url ?? ''
      // Before the stack says that it has no server: the page is told what is wrong with itself.
      const stop = unloaded.add(({ setting, message }) =>
        on({ type: 'disconnected', server, detail: message, setting }),
      )
      const line = stack.open(config, on)
      return {
        dial: (request, listener) => line.dial(request, listener),
        close() {
          stop()
          return line.close()
        },
      }
    },
  }
}
