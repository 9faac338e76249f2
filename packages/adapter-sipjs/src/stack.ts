import type { SipStack } from '@patchcord/core'
import { stackOf } from '@patchcord/core/adapter'
import { importSipJs } from './library.ts'
import type { Library, SipJsModule } from './library.types.ts'
import { Line } from './line.ts'

/** How {@link sipjs} gets its library. */
export interface SipJsOptions {
  /** Gives SIP.js 0.21, where it is not to be imported: a global `SIP`, say. Asked again if it fails. */
  readonly load?: () => Promise<SipJsModule> | SipJsModule
}

/**
 * The SIP port on SIP.js. The library (49 KB gzipped) is fetched by `preload`, or else when the first line is opened,
 * beside the opening of its socket. Promises what {@link SipStack} and its parts demand. Nothing is logged.
 */
export function sipjs({ load = importSipJs }: SipJsOptions = {}): SipStack {
  return stackOf({
    name: 'sipjs',
    // SIP.js by itself leaves the offer of a refused hold standing; description.ts takes it back.
    capabilities: {
      keepsCallOverReconnect: true,
      survivesRefusedHold: true,
      handlesForkedAnswer: true,
      attendedTransfer: true,
      restartIce: true,
    },
    load: async () => (await load()) as Library,
    open: (config, context, on) => new Line(config, context, on),
  })
}
