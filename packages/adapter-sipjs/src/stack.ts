import type { SipCapabilities, SipStack } from '@patchcord/core'
import { checkConfig, once, SilentServers } from '@patchcord/core/adapter'
import { importSipJs } from './library.ts'
import type { Library, SipJsModule } from './library.types.ts'
import { Line } from './line.ts'

/** How {@link sipjs} gets its library. */
export interface SipJsOptions {
  /** Gives SIP.js 0.21, where it is not to be imported: a global `SIP`, say. Asked again if it fails. */
  readonly load?: () => Promise<SipJsModule> | SipJsModule
}

/** SIP.js by itself lacks nothing of this but the taking back of a refused hold's offer; description.ts has it. */
const capabilities: SipCapabilities = {
  keepsCallOverReconnect: true,
  survivesRefusedHold: true,
  handlesForkedAnswer: true,
  attendedTransfer: true,
  restartIce: true,
}

/**
 * The SIP port on SIP.js. The library (49 KB gzipped) is fetched by `preload`, or else when the first line is opened,
 * beside the opening of its socket. Promises what {@link SipStack} and its parts demand. Nothing is logged.
 */
export function sipjs(options: SipJsOptions = {}): SipStack {
  const load = once(options.load ?? importSipJs) as () => Promise<Library>
  const silent = new SilentServers()
  // The same for all lines of the page, so that a line opened again replaces its own binding (RFC 5626 §4.1).
  const instance = globalThis.crypto?.randomUUID?.()
  const preload = () => void load().catch(() => {})
  return {
    name: 'sipjs',
    capabilities,
    preload,
    open(config, on) {
      checkConfig(config)
      preload()
      const line = new Line(config, { load, silent, instance }, on)
      return { dial: (request, listener) => line.dial(request, listener), close: () => line.close() }
    },
  }
}
