import type { AudioStream, CallEnd, CallReport, LineConfig, ReferResult, SipCall } from '@patchcord/core'
import type { Credentials } from './account.ts'
import { endOf } from './call-end.ts'
import type { CallMedia } from './call-media.ts'
import { cancelled } from './cancel.ts'
import { type Gatherer, gatherFor, type SilentServers } from './gathering.ts'
import { callIdOf, inviteCarriesCredentials, mend } from './library.ts'
import type { Session, SessionEnd, Ua } from './library.types.ts'
import type { Link } from './reconnect.ts'
import { refer } from './refer.ts'
import { Renegotiation } from './renegotiation.ts'
import { Reporter } from './report.ts'

/** What a call needs of its line. */
export interface CallHost {
  readonly config: LineConfig
  readonly link: Link
  readonly credentials: Credentials
  readonly silent: SilentServers
  /** The call has ended; its INVITE may still be open. */
  ended(call: Call): void
}

let counter = 0

/** A call over one session of JsSIP: what outgoing and incoming calls have in common. */
export abstract class Call implements SipCall {
  protected readonly host: CallHost
  protected readonly reporter = new Reporter<CallReport>()
  protected session: Session | undefined
  protected media: CallMedia | undefined
  protected gatherer: Gatherer | undefined
  protected answered = false
  /** Nothing that happens in the session matters any more; `ended` is reported, or will be. */
  protected over = false
  readonly #ownId = `call-${++counter}`
  #offers: Renegotiation | undefined
  #ending = ''
  #whenOver!: () => void
  readonly #overness = new Promise<void>((resolve) => {
    this.#whenOver = resolve
  })

  constructor(host: CallHost) {
    this.host = host
  }

  get id(): string {
    return this.session ? callIdOf(this.session) : this.#ownId
  }

  abstract answer(stream: AudioStream): void
  abstract reject(status: number): void
  /** Whether the peer knows of this call, so that its end must be signalled. */
  protected abstract get known(): boolean
  /** Whether an INVITE of ours waits for its final response. */
  protected abstract get cancellable(): boolean

  hangup(): void {
    this.stop({ cause: 'hangup', by: 'local', detail: 'hung up' })
  }

  setMuted(muted: boolean): void {
    if (!this.over) this.media?.setMuted(muted, this.session)
  }

  setHeld(held: boolean): Promise<boolean> {
    return this.#negotiable?.hold(held) ?? Promise.resolve(false)
  }

  restartIce(): Promise<boolean> {
    return this.#negotiable?.restartIce() ?? Promise.resolve(false)
  }

  sendDtmf(tones: string): void {
    const known = tones.toUpperCase().replace(/[^0-9A-D*#]/g, '')
    if (this.over || !known) return
    try {
      if (this.host.config.dtmf === 'rfc4733') this.media?.sendTones(known)
      else if (this.answered) this.session?.sendDTMF(known, { transportType: 'INFO' })
    } catch {
      // The connection takes no tones in this state.
    }
  }

  async refer(target: string | SipCall): Promise<ReferResult> {
    const other = typeof target === 'string' ? target : target instanceof Call ? target.session : undefined
    if (!this.session || !other || !this.#negotiable) return { result: 'refused', decidedBy: 'response' }
    return refer(this.session, other, this.#overness)
  }

  /** The line lost its socket. A confirmed call goes on over the next one; any other is lost (and never sent later). */
  linkLost(detail: string): void {
    if (!this.answered) this.fail('transport', detail)
  }

  /** Ends the call for a reason of the adapter's own. */
  fail(cause: CallEnd['cause'], detail: string): void {
    this.stop({ cause, by: 'system', detail })
  }

  get #negotiable(): Renegotiation | undefined {
    return this.answered && !this.over ? this.#offers : undefined
  }

  /** Follows a session; called once, in the same step in which JsSIP made it. */
  protected adopt(session: Session, ua: Ua): void {
    this.session = session
    this.#offers = new Renegotiation(session, this.host.config.limits.gathering)
    mend(ua, session, {
      ending: (cause) => {
        this.#ending = cause
      },
      refused: () => void this.#offers?.refused(),
    })
    session.on('confirmed', () => this.#confirmed())
    session.on('hold', (event) => this.#remoteHold(event.originator, true))
    session.on('unhold', (event) => this.#remoteHold(event.originator, false))
    // Nobody decides these here, and JsSIP would leave them without an answer.
    session.on('refer', (request) => request.reject())
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
    if (session.connection) this.media?.watch(session.connection, (report) => this.report(report))
    if (this.media?.muted) this.media.setMuted(true, session)
  }

  /** The INVITE was answered: its credentials, if any, may have been accepted. */
  protected note(status: number): void {
    this.host.credentials.saw(status, this.#carried)
  }

  protected report(report: CallReport): void {
    if (!this.over) this.reporter.report(report)
  }

  /** Ends the call from this side: CANCEL, BYE or a final response, on the wire before this returns where it can be. */
  protected stop(end: Pick<CallEnd, 'cause' | 'by' | 'detail'>, status?: number): void {
    if (this.over) return
    this.over = true
    const { link, config } = this.host
    const waiting = this.cancellable && link.isOpen && this.session
    const signalled = !this.known || link.isOpen
    this.#terminate(status)
    this.#release()
    if (waiting) {
      void cancelled(waiting, config.limits.hangup).then((left) => this.#end({ ...end, signalled: left }))
    } else this.#end({ ...end, signalled })
  }

  #terminate(status: number | undefined): void {
    try {
      this.session?.terminate(status ? { status_code: status } : {})
    } catch {
      // JsSIP has ended the session already and says so by throwing.
    }
  }

  #confirmed(): void {
    if (this.over) return
    this.answered = true
    this.note(200)
    this.report({ type: 'answered' })
  }

  #remoteHold(originator: 'local' | 'remote', on: boolean): void {
    if (originator === 'remote') this.report({ type: 'remote-hold', on })
  }

  #ended(event: SessionEnd): void {
    if (this.over) return
    this.over = true
    this.#release()
    const { link, credentials } = this.host
    const end = endOf(event, {
      answered: this.answered,
      signalled: !this.known || link.isOpen,
      credentials: credentials.state(this.#carried),
      ending: this.#ending,
    })
    this.note(end.response?.status ?? 0)
    this.#end(end)
  }

  get #carried(): boolean {
    return this.session !== undefined && inviteCarriesCredentials(this.session)
  }

  #release(): void {
    this.gatherer?.stop()
    this.#offers?.ended()
    this.media?.release()
    this.#whenOver()
  }

  #end(end: Omit<CallEnd, 'answered'>): void {
    const candidates = this.gatherer?.lack
    this.reporter.last({
      type: 'ended',
      end: { ...end, answered: this.answered, ...(candidates ? { candidates } : {}) },
    })
    this.host.ended(this)
  }
}
