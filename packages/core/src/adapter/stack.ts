import type { LineConfig } from '../sip/line-config.ts'
import type { LineReport, SipCapabilities, SipLine, SipStack } from '../sip/sip.port.ts'
import { checkConfig } from './check.ts'
import { SilentServers } from './gathering.ts'
import { once } from './once.ts'
import type { Unheard } from './unheard.ts'

/** What the lines of a stack share. */
export interface LineContext<Library> {
  readonly load: () => Promise<Library>
  readonly silent: SilentServers
  /** What a PBX has not heard, by its servers: the next line to it tells. */
  readonly unheard: Map<string, Unheard>
  /** The same for all lines of the page, so that a line opened again replaces its own binding (RFC 5626 §4.1). */
  readonly instance: string | undefined
}

/** What makes a stack of a library. */
export interface StackParts<Library> {
  readonly name: string
  readonly capabilities: SipCapabilities
  /** Gives the library. Asked again if it fails. */
  load(): Promise<Library> | Library
  open(config: LineConfig, context: LineContext<Library>, on: (report: LineReport) => void): SipLine
}

/** A SIP port over a library that is loaded once, by `preload`, or else beside the opening of the first socket. */
export function stackOf<Library>({ name, capabilities, load, open }: StackParts<Library>): SipStack {
  const context: LineContext<Library> = {
    load: once(load),
    silent: new SilentServers(),
    unheard: new Map(),
    instance: crypto.randomUUID?.(),
  }
  const preload = () => void context.load().catch(() => {})
  return {
    name,
    capabilities,
    preload,
    open(config, on) {
      checkConfig(config)
      preload()
      const line = open(config, context, on)
      return { dial: (request, listener) => line.dial(request, listener), close: () => line.close() }
    },
  }
}
