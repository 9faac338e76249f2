/** Clients whose socket has gone: some come back with their calls, the others' calls are hung up. */
import { randomUUID } from 'node:crypto'
import { type Dialog, endsAt, type Party } from './dialogs.ts'
import type { Flow } from './flows.ts'
import { hangUp } from './hang-up.ts'
import { HOST, ownRequest } from './message.ts'
import type { Parts } from './parts.ts'
import { REASON } from './reasons.ts'

/** Watches over clients without a socket. */
export class Vanished {
  readonly #parts: Parts
  readonly #waiting = new Map<string, () => void>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** This client's socket has gone: its calls stand for the grace time. */
  left(host: string): void {
    this.#waiting.get(host)?.()
    const { timers, settings } = this.#parts
    this.#waiting.set(
      host,
      timers.after(settings.graceMs, () => this.#giveUp(host)),
    )
  }

  /** This client speaks on `flow`: if it was away, its calls go on, or end where the far side hung up meanwhile. */
  heard(host: string, flow: Flow): void {
    if (!this.#parts.flows.bind(host, flow)) return
    const key = host.toLowerCase()
    this.#waiting.get(key)?.()
    this.#waiting.delete(key)
    for (const { dialog, here, there } of this.#calls(key)) {
      if (there.left) hangUp(this.#parts, dialog, there, here)
    }
  }

  /**
   * A client that came back without registering says nothing by itself, so a new socket is asked about every call
   * that has lost its client: the owner answers 200, others 404.
   */
  probe(flow: Flow): void {
    const { dialogs, flows } = this.#parts
    for (const { caller, callee } of dialogs.live) {
      for (const party of [caller, callee]) {
        if (!flows.of(party.host)) this.#ask(party, flow)
      }
    }
  }

  #ask(party: Party, flow: Flow): void {
    const options = ownRequest({
      method: 'OPTIONS',
      uri: party.contact,
      from: `<sip:${HOST}>;tag=${randomUUID()}`,
      to: `<${party.contact}>`,
      callId: randomUUID(),
      cseq: 1,
    })
    this.#parts.transactions.send(options, flow, ({ status, response }) => {
      const isOwner = response && status === 200 && !this.#parts.flows.of(party.host)
      if (isOwner) this.heard(party.host, flow)
    })
  }

  #giveUp(host: string): void {
    this.#waiting.delete(host)
    for (const { dialog, here, there } of this.#calls(host)) {
      // A caller's INVITE was cancelled when its socket closed, and the callee still decides how that ends.
      if (dialog.state === 'early' && here === dialog.caller) continue
      for (const invite of dialog.pending) invite.refuse()
      if (dialog.state !== 'confirmed') continue
      this.#parts.log.info(`client ${host} vanished: its call is hung up`)
      if (there.left) this.#parts.dialogs.end(dialog)
      else hangUp(this.#parts, dialog, here, there, REASON.vanished)
    }
  }

  #calls(host: string): { dialog: Dialog; here: Party; there: Party }[] {
    return this.#parts.dialogs.live.flatMap((dialog) => endsAt(dialog, host).map((ends) => ({ dialog, ...ends })))
  }
}
