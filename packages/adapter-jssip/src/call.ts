import type { Candidates, ReferResult, SipCall } from '@patchcord/core'
import { CallBase, type Gatherer, refusalHeaders } from '@patchcord/core/adapter'
import { endOf } from './call-end.ts'
import type { CallMedia } from './call-media.ts'
import { cancelled } from './cancel.ts'
import { gatherFor } from './gathering.ts'
import { callIdOf, inviteCarriesCredentials, isUnanswered, judgeHold, mend } from './library.ts'
import type { Session, SessionEnd, Ua } from './library.types.ts'
import { refer } from './refer.ts'
import { Renegotiation } from './renegotiation.ts'

/** A call over one session of JsSIP: what outgoing and incoming calls have in common. */
export abstract class Call extends CallBase {
  protected session: Session | undefined
  protected media: CallMedia | undefined
  protected gatherer: Gatherer | undefined
  #offers: Renegotiation | undefined
  #ending = ''

  /** Whether an INVITE of ours waits for its final response. */
  protected abstract get cancellable(): boolean

  setMuted(muted: boolean): void {
    if (!this.over) this.media?.setMuted(muted, this.session)
  }

  setHeld(held: boolean): Promise<boolean> {
    return this.#negotiable?.hold(held) ?? Promise.resolve(false)
  }

  restartIce(): Promise<boolean> {
    return this.#negotiable?.restartIce() ?? Promise.resolve(false)
  }

  async refer(target: string | SipCall): Promise<ReferResult> {
    const other = typeof target === 'string' ? target : target instanceof Call ? target.session : undefined
    if (!this.session || !other || !this.#negotiable) return { result: 'refused', decidedBy: 'response' }
    return refer(this.session, other, this.overness)
  }

  get #negotiable(): Renegotiation | undefined {
    return this.answered && !this.over ? this.#offers : undefined
  }

  protected override get callId(): string | undefined {
    return this.session && callIdOf(this.session)
  }

  protected override get carried(): boolean {
    return this.session !== undefined && inviteCarriesCredentials(this.session)
  }

  protected override get lack(): Candidates | undefined {
    return this.gatherer?.lack
  }

  /** Follows a session; called once, in the same step in which JsSIP made it. */
  protected adopt(session: Session, ua: Ua): void {
    this.session = session
    this.#offers = new Renegotiation(session)
    mend(ua, session, {
      ending: (cause) => {
        this.#ending = cause
      },
      refused: () => void this.#offers?.refused(),
    })
    session.on('reinvite', ({ request }) => judgeHold(request))
    session.on('update', ({ request }) => judgeHold(request))
    session.on('confirmed', () => this.confirmed())
    session.on('hold', (event) => this.#remoteHold(event.originator, true))
    session.on('unhold', (event) => this.#remoteHold(event.originator, false))
    // Nobody decides this here, and JsSIP would leave it without an answer.
    session.on('replaces', (request) => request.reject())
    session.on('failed', (event) => this.#ended(event))
    session.on('ended', (event) => this.#ended(event))
  }

  /** Decides when the session's descriptions are good enough to be sent. */
  protected gather(session: Session, iceServers: readonly RTCIceServer[]): void {
    const { config, silent } = this.host
    // Only the first description decides; a later one is an attempt to mend a call that is up.
    const failed = (detail: string) => {
      if (!this.answered) this.fail('media', detail)
    }
    this.gatherer = gatherFor(session, { limits: config.limits, iceServers, silent, failed })
  }

  protected watch(session: Session): void {
    const { connection } = session
    if (connection) {
      this.read(connection)
      this.media?.watch(connection, (report) => this.report(report))
    }
    if (this.media?.muted) this.media.setMuted(true, session)
  }

  protected override sendEvents(tones: string): boolean {
    return this.media?.sendTones(tones) ?? false
  }

  protected override sendInfo(tones: string): void {
    this.session?.sendDTMF(tones, { transportType: 'INFO' })
  }

  protected override terminate(status: number | undefined): Promise<boolean> | undefined {
    const waiting = this.cancellable && this.host.link.isOpen && this.session
    const refusal = status ?? (this.session && isUnanswered(this.session) ? 480 : undefined)
    try {
      this.session?.terminate(refusal ? { status_code: refusal, extraHeaders: refusalHeaders(refusal) } : {})
    } catch {
      // JsSIP has ended the session already and says so by throwing.
    }
    return waiting ? cancelled(waiting, this.host.config.limits.hangup) : undefined
  }

  protected override renew(): Promise<boolean> {
    return this.#negotiable?.refresh() ?? Promise.resolve(false)
  }

  protected override release(): void {
    this.gatherer?.stop()
    this.#offers?.ended()
    this.media?.release()
  }

  #remoteHold(originator: 'local' | 'remote', on: boolean): void {
    if (originator === 'remote') this.remoteHold(on)
  }

  #ended(event: SessionEnd): void {
    const { signalled, carried, host } = this
    this.settle(
      endOf(event, {
        signalled,
        credentials: host.credentials.state(carried),
        ending: this.#ending,
        answered: this.answered,
      }),
    )
  }
}
