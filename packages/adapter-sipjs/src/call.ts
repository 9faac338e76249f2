import type { AudioStream, CallEnd, CallReport, LineConfig, ReferResult, SipCall } from '@patchcord/core'
import { type Credentials, type Link, Reporter, type SilentServers } from '@patchcord/core/adapter'
import { type End, hungUp } from './call-end.ts'
import type { CallMedia } from './call-media.ts'
import { cancelled } from './cancel.ts'
import { Description } from './description.ts'
import { carriesCredentials, isTerminated, mend, openInvite, referTo, referToReplace, terminate } from './library.ts'
import type { AnySession, Library } from './library.types.ts'
import { notAsked, refer } from './refer.ts'
import { Renegotiation } from './renegotiation.ts'

/** What a call needs of its line. */
export interface CallHost {
  readonly config: LineConfig
  readonly link: Link
  readonly credentials: Credentials
  readonly silent: SilentServers
  /** Asks for the account's secret and hands it to SIP.js. Rejects when there is none to be had. */
  authorize(): Promise<void>
  /** The call has ended; its INVITE may still be open. */
  ended(call: Call): void
}

let counter = 0

/** A call over one session of SIP.js: what outgoing and incoming calls have in common. */
export abstract class Call implements SipCall {
  protected readonly host: CallHost
  protected readonly reporter = new Reporter<CallReport>()
  protected media: CallMedia | undefined
  protected description: Description | undefined
  protected answered = false
  /** Nothing that happens in the session matters any more; `ended` is reported, or will be. */
  protected over = false
  readonly #ownId = `call-${++counter}`
  #library: Library | undefined
  #session: AnySession | undefined
  #offers: Renegotiation | undefined
  #referred: Promise<unknown> = Promise.resolve()
  #whenOver!: () => void
  readonly #overness = new Promise<void>((resolve) => {
    this.#whenOver = resolve
  })

  constructor(host: CallHost) {
    this.host = host
  }

  get id(): string {
    return this.#session?.request.callId ?? this.#ownId
  }

  abstract answer(stream: AudioStream): void
  abstract reject(status: number): void
  /** Whether the peer knows of this call, so that its end must be signalled. */
  protected abstract get known(): boolean
  /** What it means when SIP.js ends the session and says nothing else. */
  protected abstract get unexplained(): CallEnd['cause']

  hangup(): void {
    this.stop({ cause: 'hangup', by: 'local', detail: 'hung up' })
  }

  setMuted(muted: boolean): void {
    if (!this.over) this.media?.setMuted(muted)
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
      if (this.host.config.dtmf === 'rfc4733') this.description?.sendDtmf(known)
      else if (this.answered) for (const tone of known) this.#inform(tone)
    } catch {
      // The connection takes no tones in this state.
    }
  }

  refer(target: string | SipCall): Promise<ReferResult> {
    const result = this.#referred.then(() => this.#refer(target))
    this.#referred = result
    return result
  }

  /** The line lost its socket. A confirmed call goes on over the next one; any other is lost (and never sent later). */
  linkLost(detail: string): void {
    if (!this.answered) this.fail('transport', detail)
  }

  /** Ends the call for a reason of the adapter's own. */
  fail(cause: CallEnd['cause'], detail: string, status?: number): void {
    this.stop({ cause, by: 'system', detail }, status)
  }

  get #negotiable(): Renegotiation | undefined {
    return this.answered && !this.over ? this.#offers : undefined
  }

  protected get session(): AnySession | undefined {
    return this.#session
  }

  /** Whether the INVITE answered a challenge, or carried a token. */
  protected get carried(): boolean {
    const request = this.#session?.request
    return request !== undefined && 'extraHeaders' in request && carriesCredentials(request)
  }

  /** Follows a session; called once, in the same step in which SIP.js made it. */
  protected adopt(session: AnySession, library: Library): void {
    this.#session = session
    this.#library = library
    mend(session, {
      isOver: () => this.over,
      bye: (request) => this.settle(hungUp(request)),
      unusable: (detail) => this.settle({ cause: 'sdp', by: 'system', signalled: this.host.link.isOpen, detail }),
    })
    session.delegate = {
      // Nobody decides this here, and SIP.js by itself would follow.
      onRefer: (referral) => void referral.reject({ statusCode: 603 }),
      onInvite: ({ body }, _, status) => this.#reoffered(body, status),
    }
    session.stateChange.addListener(() => {
      // What explains the end, SIP.js tells after the state.
      if (isTerminated(session)) queueMicrotask(() => this.#unexplained())
    })
  }

  /** Makes the connection and what describes it; the call is over where the browser refuses to. */
  protected describe(session: AnySession, media: CallMedia, iceServers: RTCIceServer[]): void {
    const { config, silent } = this.host
    const failed = (cause: 'media' | 'sdp', detail: string) => this.undescribed(cause, detail)
    try {
      const connection = media.connect(iceServers, (report) => this.report(report))
      const gathering = { limits: config.limits, iceServers, silent }
      this.description = new Description({ media, connection, gathering, failed })
      this.#negotiate(session, this.description)
    } catch (error) {
      failed('media', String(error))
    }
  }

  /** The first description could not be made, or the peer's not be used. */
  protected abstract undescribed(cause: 'media' | 'sdp', detail: string): void

  protected confirmed(): void {
    if (this.over || this.answered) return
    this.answered = true
    this.note(200)
    this.report({ type: 'answered' })
  }

  /** The INVITE was answered: its credentials, if any, may have been accepted. */
  protected note(status: number): void {
    this.host.credentials.saw(status, this.carried)
  }

  protected report(report: CallReport): void {
    if (!this.over) this.reporter.report(report)
  }

  /** Ends the call from this side: CANCEL, BYE or a final response, on the wire before this returns where it can be. */
  protected stop(end: Pick<CallEnd, 'cause' | 'by' | 'detail'>, status?: number): void {
    if (this.over) return
    this.over = true
    const { link, config } = this.host
    const invite = link.isOpen && this.#session ? openInvite(this.#session) : undefined
    const signalled = !this.known || link.isOpen
    if (this.#session) terminate(this.#session, status)
    this.#release()
    if (invite) {
      void cancelled(invite, config.limits.hangup).then((left) => this.#end({ ...end, signalled: left }))
    } else this.#end({ ...end, signalled })
  }

  /** The call was ended by the peer, or by SIP.js. */
  protected settle(end: End): void {
    if (this.over) return
    this.over = true
    this.#release()
    this.note(end.response?.status ?? 0)
    this.#end(end)
  }

  #negotiate(session: AnySession, description: Description): void {
    session.data = description
    const gone = () => this.stop({ cause: 'hangup', by: 'remote', detail: '481' })
    this.#offers = new Renegotiation({ session, description, gone })
  }

  #unexplained(): void {
    const signalled = !this.known || this.host.link.isOpen
    const cause = this.answered ? 'internal' : this.unexplained
    this.settle({ cause, by: 'system', signalled, detail: 'SIP.js ended the session' })
  }

  /** The peer's new offer was accepted. One without a description changes nothing. */
  #reoffered(body: string, status: number): void {
    const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(body)?.[1]
    if (status !== 200 || !body) return
    this.report({ type: 'remote-hold', on: direction === 'sendonly' || direction === 'inactive' })
  }

  #inform(tone: string): void {
    const content = `Signal=${tone}\r\nDuration=160`
    const body = { contentDisposition: 'render', contentType: 'application/dtmf-relay', content }
    this.#session?.info({ requestOptions: { body } }).catch(() => {})
  }

  async #refer(target: string | SipCall): Promise<ReferResult> {
    const to = this.#library && this.#referTarget(this.#library, target)
    if (!this.#session || !to || !this.#negotiable) return notAsked
    return refer(this.#session, to, this.#overness)
  }

  #referTarget(library: Library, target: string | SipCall) {
    if (typeof target === 'string') return referTo(library, target)
    return target instanceof Call && target.#session ? referToReplace(library, target.#session) : undefined
  }

  #release(): void {
    this.#offers?.ended()
    this.description?.close()
    this.media?.release()
    this.#whenOver()
  }

  #end(end: End): void {
    this.reporter.last({ type: 'ended', end: { ...end, answered: this.answered } })
    this.host.ended(this)
  }
}
