import { within } from '@patchcord/core/adapter'
import type { Description, Proposal } from './description.ts'
import { isInvented } from './library.ts'
import type { AnySession, Response } from './library.types.ts'

/** How long an offer's answer is waited for: as long as a transaction may take (RFC 3261 §17.1.1.2). */
const limit = 32_000

/** What renegotiating needs of its call. */
export interface RenegotiationHost {
  readonly session: AnySession
  readonly description: Description
  /** The peer does not know the call any more. */
  gone(detail: string): void
}

/** Offers within a call (RFC 3264 §8), one after the other. Each settles: agreed, refused, or the call ended. */
export class Renegotiation {
  readonly #host: RenegotiationHost
  #queue: Promise<unknown> = Promise.resolve()
  #settle: (agreed: boolean) => void = () => {}
  #over = false

  constructor(host: RenegotiationHost) {
    this.#host = host
  }

  hold(held: boolean): Promise<boolean> {
    return this.#run(() => this.#host.description.held === held || this.#offer({ held, restart: false }))
  }

  restartIce(): Promise<boolean> {
    return this.#run(() => this.#offer({ held: this.#host.description.held, restart: true }))
  }

  /** Offers again what was agreed, so that the peer knows where requests reach this side now. */
  refresh(): Promise<boolean> {
    return this.#run(() => {
      const { held, isPathLost } = this.#host.description
      return this.#offer({ held, restart: isPathLost })
    })
  }

  ended(): void {
    this.#over = true
    this.#settle(false)
  }

  #run(change: () => boolean | Promise<boolean>): Promise<boolean> {
    const result = this.#queue.then(() => !this.#over && change())
    this.#queue = result
    return result
  }

  async #offer(proposal: Proposal): Promise<boolean> {
    const { session, description } = this.#host
    const settled = new Promise<boolean>((resolve) => {
      this.#settle = resolve
    })
    description.propose(proposal)
    session
      .invite({
        requestDelegate: {
          onAccept: () => this.#settle(description.agreed),
          onReject: ({ message }) => this.#refused(message),
        },
      })
      .catch(() => this.#unsent())
    return (await within(settled, limit)) ?? false
  }

  /** SIP.js has taken the offer back. */
  #refused(response: Response): void {
    this.#settle(false)
    // For the peer the call is over (RFC 3261 §12.2.1.2).
    if (/^(408|481)$/.test(String(response.statusCode)) && !isInvented(response))
      this.#host.gone(`${response.statusCode} to an offer`)
  }

  async #unsent(): Promise<void> {
    await this.#host.description.rollbackDescription().catch(() => {})
    this.#settle(false)
  }
}
