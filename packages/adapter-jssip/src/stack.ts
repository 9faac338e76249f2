import type { SipStack } from '@patchcord/core'
import { stackOf } from '@patchcord/core/adapter'
import { importJsSip } from './library.ts'
import type { JsSipModule } from './library.types.ts'
import { Line } from './line.ts'

/** How {@link jssip} gets its library. */
export interface JsSipOptions {
  /** Gives JsSIP 3.10.1 or later, where it is not to be imported: a global `JsSIP`, say. Asked again if it fails. */
  readonly load?: () => Promise<JsSipModule> | JsSipModule
}

/**
 * The SIP port on JsSIP. The library (55 KB gzipped) is fetched by `preload`, or else when the first line is opened, beside the
 * opening of its socket. Promises what {@link SipStack} and its parts demand. Nothing is logged unless the page itself turns JsSIP's
 * `debug` on, which shows what goes over the wire.
 */
export function jssip({ load = importJsSip }: JsSipOptions = {}): SipStack {
  return stackOf({
    name: 'jssip',
    // JsSIP by itself has neither the second nor the third; library.ts mends it.
    capabilities: {
      keepsCallOverReconnect: true,
      survivesRefusedHold: true,
      handlesForkedAnswer: true,
      attendedTransfer: true,
      restartIce: true,
    },
    load,
    open: (config, context, on) => new Line(config, context, on),
  })
}
