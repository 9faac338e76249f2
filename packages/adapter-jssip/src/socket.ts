import type { Link } from '@patchcord/core/adapter'
import type { JsSipSocket } from './library.types.ts'

/** The link as JsSIP's transport sees it: a socket that connects only once the link is open. */
export class LinkSocket implements JsSipSocket {
  readonly #link: Link
  /** JsSIP sets these three before it calls `connect`. */
  onconnect = (): void => {}
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => {}
  ondata: (data: unknown) => void = () => {}

  constructor(link: Link) {
    this.#link = link
  }

  get url(): string {
    return this.#link.url
  }

  get via_transport(): string {
    return this.url.startsWith('wss:') ? 'WSS' : 'WS'
  }

  get sip_uri(): string {
    return `sip:${new URL(this.url).host};transport=ws`
  }

  connect(): void {
    if (this.#link.isOpen) this.onconnect()
  }

  /** The line closes the link itself. */
  disconnect(): void {}

  send(message: string): boolean {
    return this.#link.send(message)
  }
}
