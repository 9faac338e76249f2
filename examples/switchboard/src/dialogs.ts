/** The calls that pass through the switchboard, from INVITE to a while after BYE. */
import type { Flow } from './flows.ts'
import { hostOf, type Request } from './library.ts'
import type { Timers } from './timers.ts'

/** One end of a call. */
export interface Party {
  /** Its From or To tag; undefined until a callee answers. */
  tag: string | undefined
  /** Its From or To header value, tag included. */
  address: string
  /** The URI at which requests inside the call reach it. */
  contact: string
  /** The highest CSeq number that it used. */
  cseq: number
  /** Its socket, open or not. */
  flow: Flow
  /** The user whose registration led to it: a new registration of that user may bring it back. */
  readonly user: string | undefined
  /** It has hung up; set only while the other end has no socket to hear it on. */
  left: boolean
}

/** An INVITE that has no final answer yet. */
export interface PendingInvite {
  /** The caller no longer wants it: cancel it at the callee, who decides how it ends. */
  cancel(reason?: string): void
  /** The callee is gone: refuse it now. */
  refuse(): void
}

/** One call. */
export interface Dialog {
  readonly callId: string
  readonly caller: Party
  readonly callee: Party
  /** The first INVITE, and any re-INVITE, that waits for its answer. */
  readonly pending: Set<PendingInvite>
  state: 'early' | 'confirmed' | 'ended'
}

/** A transfer's NOTIFYs may follow the BYE. */
const LINGER_MS = 32_000
const MAX_DIALOGS = 500

/** All calls; several may share a Call-ID. */
export class Dialogs {
  readonly #byCallId = new Map<string, Dialog[]>()
  readonly #timers: Timers

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Calls that have not ended. */
  get live(): Dialog[] {
    return [...this.#byCallId.values()].flat().filter(({ state }) => state !== 'ended')
  }

  /** The call to which a request belongs, ended ones included for a while. */
  of(request: Request): Dialog | undefined {
    const { callId, fromTag, toTag } = request
    if (!fromTag || !toTag) return undefined
    return this.#sharing(callId).find(
      ({ caller, callee }) =>
        (caller.tag === fromTag && callee.tag === toTag) || (callee.tag === fromTag && caller.tag === toTag),
    )
  }

  /** The end of a live call that a Replaces header names by its tag. */
  partyWith(callId: string, tag: string): Party | undefined {
    return this.#sharing(callId)
      .flatMap(({ caller, callee }) => [caller, callee])
      .find((party) => party.tag === tag)
  }

  /** The end of a live call whose Contact has this host. */
  partyAt(host: string): Party | undefined {
    const parties = this.live.flatMap(({ caller, callee }) => [caller, callee])
    return parties.find(({ contact, flow }) => flow.open && hostOf(contact) === host.toLowerCase())
  }

  /** Whether there are more calls than any demonstration makes. */
  get full(): boolean {
    return [...this.#byCallId.values()].flat().length >= MAX_DIALOGS
  }

  /** Keeps a new call. */
  add(caller: Party, callee: Party, callId: string): Dialog {
    const dialog: Dialog = { callId, caller, callee, pending: new Set(), state: 'early' }
    this.#byCallId.set(callId, [...this.#sharing(callId), dialog])
    return dialog
  }

  /** The call is over; requests inside it still find their way for a while. */
  end(dialog: Dialog): void {
    if (dialog.state === 'ended') return
    dialog.state = 'ended'
    this.#timers.after(LINGER_MS, () => this.forget(dialog))
  }

  /** The call never came to be, or was over long ago. */
  forget(dialog: Dialog): void {
    const rest = this.#sharing(dialog.callId).filter((other) => other !== dialog)
    if (rest.length > 0) this.#byCallId.set(dialog.callId, rest)
    else this.#byCallId.delete(dialog.callId)
  }

  #sharing(callId: string): Dialog[] {
    return this.#byCallId.get(callId) ?? []
  }
}

/** The end of a call that sent this request, and the other one. */
export function sidesOf(dialog: Dialog, request: Request): { sender: Party; receiver: Party } {
  const { caller, callee } = dialog
  return caller.tag === request.fromTag ? { sender: caller, receiver: callee } : { sender: callee, receiver: caller }
}
