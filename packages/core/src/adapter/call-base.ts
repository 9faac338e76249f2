import type { Candidates } from '../failure/index.ts'
import type { AudioStream } from '../media/media.port.ts'
import type { LineConfig } from '../sip/line-config.ts'
import type { CallEnd, CallReport, ReferResult, SipCall } from '../sip/sip.port.ts'
import { withoutSecrets } from '../text.ts'
import type { Credentials } from './credentials.ts'
import type { SilentServers } from './gathering.ts'
import { type IceServerOfCall, iceServersOf } from './ice-servers.ts'
import { type DescribedConnection, readDescriptions } from './reading.ts'
import type { Link } from './reconnect.ts'
import { Reporter } from './report.ts'

/** What a call needs of its line. */
export interface CallHost {
  readonly config: LineConfig
  readonly link: Link
  readonly credentials: Credentials
  readonly silent: SilentServers
  /** Asks for the account's secret and hands it to the library. Rejects when there is none to be had. */
  authorize(): Promise<void>
  /** Tells that something was ignored. */
  warn(detail: string): void
  /** The call has ended; its INVITE may still be open. */
  ended(call: CallBase): void
}

/** An end, but for what the call itself knows. */
export type End = Omit<CallEnd, 'answered' | 'candidates'>

/** A full SIP URI (RFC 3261 §19.1) with a user part; a library may take one without, or make one up. */
const sipUri = /^sips?:[^@\s]+@[^@\s]+$/i

/** A target that both libraries take: a raw `#` must be escaped (RFC 3261 §25.1). */
export const dialable = (target: string): string => target.replace(/#/g, '%23')

let counter = 0

/** A call over any library: that it ends once, with what is known of why, and reports nothing afterwards. */
export abstract class CallBase implements SipCall {
  protected readonly host: CallHost
  protected readonly reporter = new Reporter<CallReport>()
  protected answered = false
  /** Nothing that happens in the session matters any more; `ended` is reported, or will be. */
  protected over = false
  /** Resolves when the call is over. */
  protected readonly overness: Promise<void>
  /** Resolves when a socket was lost: what was not answered over it will not be in time. */
  protected readonly linkLoss: Promise<void>
  readonly #ownId = `call-${++counter}`
  #heldByPeer = false
  /** Why a description of the peer could not be used. */
  #unusable = ''
  #whenOver: () => void = () => {}
  #whenLinkLost: () => void = () => {}

  constructor(host: CallHost) {
    this.host = host
    this.linkLoss = new Promise((resolve) => {
      this.#whenLinkLost = resolve
    })
    this.overness = new Promise((resolve) => {
      this.#whenOver = resolve
    })
  }

  get id(): string {
    return this.callId ?? this.#ownId
  }

  abstract answer(stream: AudioStream): void
  abstract reject(status: number): void
  abstract setMuted(muted: boolean): void
  abstract setHeld(held: boolean): Promise<boolean>
  abstract refer(target: string | SipCall): Promise<ReferResult>
  abstract restartIce(): Promise<boolean>

  /** The Call-ID, once there is one. */
  protected abstract get callId(): string | undefined
  /** Whether the peer knows of this call, so that its end must be signalled. */
  protected abstract get known(): boolean
  /** Whether the INVITE answered a challenge, or carried a token. */
  protected abstract get carried(): boolean
  /** What was wrong with the addresses that the browser could offer. */
  protected abstract get lack(): Candidates | undefined
  /** Sends tones as telephone events (RFC 4733). False: the peer takes none. May throw. */
  protected abstract sendEvents(tones: string): boolean
  /** Sends tones by INFO requests. May throw. */
  protected abstract sendInfo(tones: string): void
  /**
   * CANCEL, a final response or BYE, as the state asks. After a CANCEL, resolves by the hang-up limit with whether it can
   * have reached the peer.
   */
  protected abstract terminate(status: number | undefined): Promise<boolean> | undefined
  /** Offers again what was agreed on (RFC 3261 §14), over a path of new candidates where the old one is gone. */
  protected abstract renew(): Promise<boolean>
  /** Gives back what the call holds of the browser. */
  protected abstract release(): void

  hangup(): void {
    this.stop({ cause: 'hangup', by: 'local', detail: 'hung up' })
  }

  sendDtmf(tones: string): void {
    const known = tones.toUpperCase().replace(/[^0-9A-D*#]/g, '')
    if (this.over || !known) return
    try {
      const sent = this.host.config.dtmf === 'rfc4733' && this.sendEvents(known)
      if (!sent && this.answered) this.sendInfo(known)
    } catch {
      // The connection takes no tones in this state.
    }
  }

  /** The line lost its socket. A confirmed call goes on over the next one; any other is lost (and never sent later). */
  linkLost(detail: string): void {
    this.#whenLinkLost()
    if (!this.answered) this.fail('transport', detail)
  }

  /** The line has a socket again: a call that is up tells the peer the way to it. */
  linkBack(): void {
    void this.refresh()
  }

  /** Answered, and not over. */
  get isUp(): boolean {
    return this.answered && !this.over
  }

  refresh(): Promise<boolean> {
    return this.isUp && this.host.link.isOpen ? this.renew() : Promise.resolve(false)
  }

  /** The answer to the INVITE could not be read; the line has acknowledged it, and hung it up. */
  unreadable(header: string): void {
    const detail = `the response's ${header} header could not be read`
    if (this.answered) this.fail('unreadable', detail)
    else this.settle({ cause: 'unreadable', by: 'system', signalled: true, detail })
  }

  /** Ends the call for a reason of the adapter's own. */
  protected fail(cause: CallEnd['cause'], detail: string, status?: number): void {
    this.stop({ cause, by: 'system', detail }, status)
  }

  /** Does a part of starting or answering the call. Whatever it throws ends the call. */
  async attempt(part: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await part()
    } catch (error) {
      this.fail('internal', error instanceof Error ? error.message : String(error))
    }
  }

  protected iceServers(): Promise<IceServerOfCall[]> {
    return iceServersOf(this.host.config, (detail) => this.host.warn(detail))
  }

  /** What an outgoing call must be sure of before the library is asked; with the ICE servers, unless it ended. */
  protected async prepared(connected: boolean, target: string): Promise<IceServerOfCall[] | undefined> {
    if (!connected || !this.host.link.isOpen) return this.#refuse('transport', 'not connected')
    if (!sipUri.test(target)) return this.#refuse('invalid', 'the target is not a SIP URI')
    const [iceServers, missing] = await Promise.all([this.iceServers(), this.#authorized()])
    if (missing) return this.#refuse('internal', missing)
    return this.over ? undefined : iceServers
  }

  /** Has a connection read the peer's descriptions; called once, before the first one. */
  protected read(connection: DescribedConnection): void {
    readDescriptions(connection, (words) => {
      this.#unusable = words
    })
  }

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

  /** The peer made another offer. One that only refreshes the session (RFC 4028) is not told. */
  protected remoteHold(on: boolean): void {
    if (on === this.#heldByPeer) return
    this.#heldByPeer = on
    this.report({ type: 'remote-hold', on })
  }

  /** Whether what the library sends now, if the peer must hear of it, can be heard. */
  protected get signalled(): boolean {
    return !this.known || this.host.link.isOpen
  }

  /** Ends the call from this side: on the wire before this returns, where it can be. */
  protected stop(end: Pick<CallEnd, 'cause' | 'by' | 'detail'>, status?: number): void {
    if (this.over) return
    this.over = true
    const { signalled } = this
    const cancelled = this.terminate(status)
    this.#release()
    if (cancelled) void cancelled.then((left) => this.#end({ ...end, signalled: left }))
    else this.#end({ ...end, signalled })
  }

  /** The call was ended by the peer, or by the library. */
  protected settle(end: End): void {
    if (this.over) return
    this.over = true
    this.#release()
    this.note(end.response?.status ?? 0)
    this.#end(end)
  }

  #refuse(cause: CallEnd['cause'], detail: string): undefined {
    this.fail(cause, detail)
  }

  async #authorized(): Promise<string> {
    try {
      await this.host.authorize()
      return ''
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  #release(): void {
    this.release()
    this.#whenOver()
  }

  #end(ended: End): void {
    const { answered, lack } = this
    const end = this.host.credentials.explained(ended)
    // The browser's own words may name an ICE server, or the line's.
    const detail = withoutSecrets((end.cause === 'sdp' && this.#unusable) || end.detail)
    this.reporter.last({ type: 'ended', end: { ...end, detail, answered, ...(lack ? { candidates: lack } : {}) } })
    this.host.ended(this)
  }
}
