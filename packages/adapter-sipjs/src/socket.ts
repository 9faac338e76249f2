import type { Link } from '@patchcord/core/adapter'
import type { Emitter, Transport, TransportState } from 'sip.js'

/** The link as SIP.js's user agent sees it. The line connects the link, and closes it. */
export class LinkTransport implements Transport {
  readonly #link: Link
  /** SIP.js sets these three; it needs the first two for a reconnection of its own, which is not used. */
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined

  /** SIP.js passes a logger, and the `transportOptions` of its configuration. */
  constructor(_: unknown, link: Link) {
    this.#link = link
  }

  get protocol(): string {
    return this.#link.url.startsWith('wss:') ? 'WSS' : 'WS'
  }

  get state(): TransportState {
    return (this.isConnected() ? 'Connected' : 'Disconnected') as TransportState
  }

  get stateChange(): Emitter<TransportState> {
    return silent
  }

  isConnected(): boolean {
    return this.#link.isOpen
  }

  async connect(): Promise<void> {}

  async disconnect(): Promise<void> {}

  async dispose(): Promise<void> {}

  async send(message: string): Promise<void> {
    if (!this.#link.send(message)) throw new Error('not connected')
  }

  receive(message: string): void {
    if (message === '\r\n\r\n') this.#link.send('\r\n')
    else this.onMessage?.(message)
  }
}

/** Nothing in SIP.js's user agent listens to it. */
const silent: Emitter<TransportState> = {
  addListener() {},
  removeListener() {},
  on() {},
  off() {},
  once() {},
}
