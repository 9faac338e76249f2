/** One INVITE on its way from one client to another: the first of a call, or a re-INVITE inside it. */
import type { Dialog, Party, PendingInvite } from './dialogs.ts'
import type { Answer, Exchange } from './exchange.ts'
import { acknowledge, hangUp } from './hang-up.ts'
import { contactUri, type Response } from './library.ts'
import { forwarded, ownRequest } from './message.ts'
import type { Parts, Route } from './parts.ts'
import { REASON } from './reasons.ts'
import type { Sent } from './transactions.ts'

/** How long a callee may take to answer a CANCEL (64 * T1, RFC 3261 section 9.1). */
const CANCEL_LIMIT_MS = 32_000

/** Who sends an INVITE to whom within which call. */
export interface Sides {
  dialog: Dialog
  sender: Party
  receiver: Party
}

/** Relays an INVITE and its answers; until the final one it stands in the dialog's `pending`. */
export function relayInvite(parts: Parts, exchange: Exchange, sides: Sides, route: Route): void {
  sides.dialog.pending.add(new RelayedInvite(parts, exchange, sides, route))
}

class RelayedInvite implements PendingInvite {
  readonly #parts: Parts
  readonly #exchange: Exchange
  readonly #sides: Sides
  readonly #route: Route
  readonly #isFirst: boolean
  readonly #sent: Sent
  readonly #stopRinging: () => void
  #stopWaiting = () => {}
  #state: 'wanted' | 'unwanted' | 'cancelled' | 'settled' = 'wanted'
  #cancelReason: string | undefined

  constructor(parts: Parts, exchange: Exchange, sides: Sides, route: Route) {
    this.#parts = parts
    this.#exchange = exchange
    this.#sides = sides
    this.#route = route
    this.#isFirst = sides.receiver.tag === undefined
    exchange.reply(100)
    exchange.onCancel = (reason) => this.cancel(reason)
    const request = forwarded(exchange.request, route.uri, this.#isFirst)
    this.#sent = parts.transactions.send(request, route.flow, (answer) => this.#hear(answer), sides.receiver)
    this.#stopRinging = parts.timers.after(parts.settings.ringMs, () => this.#ringOut())
  }

  cancel(reason?: string): void {
    if (this.#state !== 'wanted') return
    this.#state = 'unwanted'
    this.#cancelReason = reason
    this.#stopWaiting = this.#parts.timers.after(CANCEL_LIMIT_MS, () => this.#drop(487))
    this.#sendCancel()
  }

  refuse(): void {
    this.#drop(this.#state === 'wanted' ? 480 : 487)
  }

  #hear(answer: Answer): void {
    if (answer.response && this.#isFirst) this.#learnCallee(answer.response)
    if (answer.status >= 200) this.#logFinal(answer.status)
    if (answer.status < 200) this.#progress(answer)
    else if (answer.status < 300) this.#accepted(answer)
    else this.#refused(answer)
  }

  #logFinal(status: number): void {
    if (this.#isFirst) this.#parts.log.info(`call to ${this.#exchange.request.ruri.toRaw()}: ${status}`)
  }

  #progress(answer: Answer): void {
    if (answer.status > 100) this.#exchange.relay(answer)
    this.#sendCancel()
  }

  #accepted(answer: Answer): void {
    const { dialog, sender, receiver } = this.#sides
    const { request, answered, flow } = this.#exchange
    receiver.contact = (answer.response && contactUri(answer.response)) ?? receiver.contact
    this.#settle()
    if (!answered && flow.open) {
      if (this.#isFirst) dialog.state = 'confirmed'
      this.#exchange.relay(answer)
      return
    }
    // Answered just as it was given up: nobody else would acknowledge it and hang up.
    if (!answered) this.#exchange.dispose()
    acknowledge(dialog, sender, receiver, request.cseq)
    if (this.#isFirst) hangUp(this.#parts, dialog, sender, receiver, REASON.cancelled)
  }

  #refused(answer: Answer): void {
    this.#settle()
    if (this.#isFirst) this.#parts.dialogs.forget(this.#sides.dialog)
    this.#exchange.relay(answer)
  }

  #ringOut(): void {
    this.#exchange.reply(480, [], REASON.noAnswer)
    this.cancel()
  }

  /** Ends this INVITE without waiting for the far side. */
  #drop(status: number): void {
    this.#sent.dispose()
    this.#refused({ status })
  }

  #settle(): void {
    this.#state = 'settled'
    this.#stopRinging()
    this.#stopWaiting()
    this.#sides.dialog.pending.delete(this)
  }

  #learnCallee(response: Response): void {
    const { receiver } = this.#sides
    if (!response.toTag) return
    receiver.tag = response.toTag
    receiver.address = response.getHeader('to') ?? receiver.address
  }

  /** A CANCEL goes out once, and not before the far side has given a sign of life (RFC 3261 section 9.1). */
  #sendCancel(): void {
    const { flow } = this.#sides.receiver
    if (this.#state !== 'unwanted' || !this.#sent.isProceeding() || !flow.open) return
    this.#state = 'cancelled'
    const { request } = this.#exchange
    const cancel = ownRequest({
      method: 'CANCEL',
      uri: this.#route.uri,
      from: request.getHeader('from') ?? '',
      to: request.getHeader('to') ?? '',
      callId: request.callId,
      cseq: request.cseq,
      branch: this.#sent.branch,
      reason: this.#cancelReason,
    })
    this.#parts.transactions.send(cancel, flow)
  }
}
