import type { CallEnd, Candidates, ReferResult, SipCall } from '@patchcord/core'
import { CallBase, isHold } from '@patchcord/core/adapter'
import { hungUp } from './call-end.ts'
import type { CallMedia } from './call-media.ts'
import { cancelled } from './cancel.ts'
import { Description } from './description.ts'
import { carriesCredentials, isTerminated, mend, openInvite, referTo, referToReplace, terminate } from './library.ts'
import type { AnySession, Library } from './library.types.ts'
import { notAsked, refer } from './refer.ts'
import { Renegotiation } from './renegotiation.ts'

/** A call over one session of SIP.js: what outgoing and incoming calls have in common. */
export abstract class Call extends CallBase {
  protected media: CallMedia | undefined
  protected description: Description | undefined
  #library: Library | undefined
  #session: AnySession | undefined
  #offers: Renegotiation | undefined
  #referred: Promise<unknown> = Promise.resolve()

  /** What it means when SIP.js ends the session and says nothing else. */
  protected abstract get unexplained(): CallEnd['cause']
  /** The first description could not be made, or the peer's not be used. */
  protected abstract undescribed(cause: 'media' | 'sdp', detail: string): void

  setMuted(muted: boolean): void {
    if (!this.over) this.media?.setMuted(muted)
  }

  setHeld(held: boolean): Promise<boolean> {
    return this.#negotiable?.hold(held) ?? Promise.resolve(false)
  }

  restartIce(): Promise<boolean> {
    return this.#negotiable?.restartIce() ?? Promise.resolve(false)
  }

  refer(target: string | SipCall): Promise<ReferResult> {
    const result = this.#referred.then(() => this.#refer(target))
    this.#referred = result
    return result
  }

  get #negotiable(): Renegotiation | undefined {
    return this.answered && !this.over ? this.#offers : undefined
  }

  protected override get callId(): string | undefined {
    return this.#session?.request.callId
  }

  protected override get carried(): boolean {
    const request = this.#session?.request
    return request !== undefined && 'extraHeaders' in request && carriesCredentials(request)
  }

  protected override get lack(): Candidates | undefined {
    return this.description?.lack
  }

  /** Follows a session; called once, in the same step in which SIP.js made it. */
  protected adopt(session: AnySession, library: Library): void {
    this.#session = session
    this.#library = library
    mend(session, {
      isOver: () => this.over,
      bye: (request) => this.settle(hungUp(request)),
      unusable: (detail) => this.settle({ cause: 'sdp', by: 'system', signalled: this.signalled, detail }),
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
      this.read(connection)
      const gathering = { limits: config.limits, iceServers, silent }
      this.description = new Description({ media, connection, gathering, failed })
      this.#negotiate(session, this.description)
    } catch (error) {
      failed('media', String(error))
    }
  }

  protected override sendEvents(tones: string): boolean {
    return this.description?.sendDtmf(tones) ?? false
  }

  protected override sendInfo(tones: string): void {
    for (const tone of tones) this.#inform(tone)
  }

  protected override terminate(status: number | undefined): Promise<boolean> | undefined {
    if (!this.#session) return undefined
    const invite = this.host.link.isOpen ? openInvite(this.#session) : undefined
    terminate(this.#session, status)
    return invite && cancelled(invite, this.host.config.limits.hangup, this.linkLoss)
  }

  protected override renew(): Promise<boolean> {
    return this.#negotiable?.refresh() ?? Promise.resolve(false)
  }

  protected override release(): void {
    this.#offers?.ended()
    this.description?.close()
    this.media?.release()
  }

  #negotiate(session: AnySession, description: Description): void {
    session.data = description
    const gone = (detail: string) => this.stop({ cause: 'hangup', by: 'unknown', detail })
    this.#offers = new Renegotiation({ session, description, gone })
  }

  #unexplained(): void {
    const cause = this.answered ? 'internal' : this.unexplained
    this.settle({ cause, by: 'system', signalled: this.signalled, detail: 'SIP.js ended the session' })
  }

  /** The peer's new offer was accepted. One without a description changes nothing. */
  #reoffered(body: string, status: number): void {
    if (status !== 200 || !body) return
    this.remoteHold(isHold(body))
  }

  #inform(tone: string): void {
    const content = `Signal=${tone}\r\nDuration=160`
    const body = { contentDisposition: 'render', contentType: 'application/dtmf-relay', content }
    this.#session?.info({ requestOptions: { body } }).catch(() => {})
  }

  async #refer(target: string | SipCall): Promise<ReferResult> {
    const to = this.#library && this.#referTarget(this.#library, target)
    if (!this.#session || !to || !this.#negotiable) return notAsked
    return refer(this.#session, to, this.overness)
  }

  #referTarget(library: Library, target: string | SipCall) {
    if (typeof target === 'string') return referTo(library, target)
    return target instanceof Call && target.#session ? referToReplace(library, target.#session) : undefined
  }
}
