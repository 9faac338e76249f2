import type { SipCapabilities, SipStack } from '@patchcord/core'
import { checkConfig, once, SilentServers } from '@patchcord/core/adapter'
import { importJsSip } from './library.ts'
import type { JsSipModule } from './library.types.ts'
import { Line } from './line.ts'

/** How {@link jssip} gets its library. */
export interface JsSipOptions {
  /** Gives JsSIP 3.10.1 or later, where it is not to be imported: a global `JsSIP`, say. Asked again if it fails. */
  readonly load?: () => Promise<JsSipModule> | JsSipModule
}

/** JsSIP by itself has neither the second nor the third; library.ts mends it. */
const capabilities: SipCapabilities = {
  keepsCallOverReconnect: true,
  survivesRefusedHold: true,
  handlesForkedAnswer: true,
  attendedTransfer: true,
  restartIce: true,
}

/**
 * The SIP port on JsSIP. The library (55 KB gzipped) is fetched by `preload`, or else when the first line is opened, beside the
 * opening of its socket. Promises what {@link SipStack} and its parts demand. Nothing is logged unless the page itself turns JsSIP's
 * `debug` on, which shows what goes over the wire.
 */
export function jssip(options: JsSipOptions = {}): SipStack {
  const load = once(options.load ?? importJsSip)
  const silent = new SilentServers()
  // The same for all lines of the page, so that a line opened again replaces its own binding (RFC 5626 §4.1).
  const instance = globalThis.crypto?.randomUUID?.()
  const preload = () => void load().catch(() => {})
  return {
    name: 'jssip',
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
