/** Clients whose socket has gone: some come back with their calls, the others' calls are hung up. */
import type { Dialog, Party } from './dialogs.ts'
import type { Exchange } from './exchange.ts'
import type { Flow } from './flows.ts'
import { hangUp } from './hang-up.ts'
import { contactUri, hostOf } from './library.ts'
import type { Parts } from './parts.ts'
import { REASON } from './reasons.ts'

/**
 * Watches over clients without a socket. One that comes back proves who it is: by a request inside the call, whose
 * Call-ID and tags nobody else knows, or by registering with its user's password. What else a message says of its
 * sender, Via host and Contact, anybody can write.
 */
export class Vanished {
  readonly #parts: () => Parts
  readonly #waiting = new Map<Party, () => void>()

  constructor(parts: () => Parts) {
    this.#parts = parts
  }

  /** A socket has gone: the calls on it stand for the grace time. */
  left(flow: Flow): void {
    const { timers, settings } = this.#parts()
    for (const { dialog, here } of this.#ends((party) => party.flow === flow)) {
      this.#waiting.get(here)?.()
      this.#waiting.set(
        here,
        timers.after(settings.graceMs, () => this.#giveUp(dialog, here)),
      )
    }
  }

  /** An end of a call speaks on another socket: the call goes on there, or ends where the far side has hung up. */
  back(dialog: Dialog, party: Party, flow: Flow): void {
    this.#waiting.get(party)?.()
    this.#waiting.delete(party)
    party.flow = flow
    const there = party === dialog.caller ? dialog.callee : dialog.caller
    if (there.left && dialog.state === 'confirmed') hangUp(this.#parts(), dialog, there, party)
  }

  /** A user has registered: calls that this user's client had on another socket go on here. */
  registered(user: string, { request, flow }: Exchange): void {
    const host = hostOf(contactUri(request) ?? '')
    const isOwn = (party: Party) => party.user === user && party.flow !== flow && hostOf(party.contact) === host
    for (const { dialog, here } of this.#ends(isOwn)) this.back(dialog, here, flow)
  }

  #giveUp(dialog: Dialog, here: Party): void {
    this.#waiting.delete(here)
    const { caller, callee, pending, state } = dialog
    const there = here === caller ? callee : caller
    // A caller's INVITE was cancelled when its socket closed, and the callee still decides how that ends.
    if (state === 'early' && here === caller) return
    for (const invite of pending) invite.refuse()
    if (dialog.state !== 'confirmed') return
    const parts = this.#parts()
    parts.log.info(`client ${hostOf(here.contact)} vanished: its call is hung up`)
    if (there.left) parts.dialogs.end(dialog)
    else hangUp(parts, dialog, here, there, REASON.vanished)
  }

  #ends(picks: (party: Party) => boolean): { dialog: Dialog; here: Party }[] {
    return this.#parts().dialogs.live.flatMap((dialog) =>
      [dialog.caller, dialog.callee].filter(picks).map((here) => ({ dialog, here })),
    )
  }
}
