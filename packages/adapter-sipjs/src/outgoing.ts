import type { CallReport, DialRequest } from '@patchcord/core'
import { type CallHost, dialable } from '@patchcord/core/adapter'
import type { Inviter, UserAgent } from 'sip.js'
import { Call } from './call.ts'
import { refused } from './call-end.ts'
import { CallMedia } from './call-media.ts'
import type { Library, Response } from './library.types.ts'

/** What a call is placed with, once the line has it. */
export interface Outlet {
  readonly library: Library
  readonly ua: UserAgent
}

/** A call that this side makes. */
export class OutgoingCall extends Call {
  readonly #request: DialRequest
  #sent = false

  constructor(host: CallHost, request: DialRequest, on: (report: CallReport) => void) {
    super(host)
    this.#request = { ...request, target: dialable(request.target) }
    this.reporter.listen(on)
    try {
      this.media = new CallMedia(request.stream)
    } catch {
      // Reported by start(): nothing may be thrown here.
    }
  }

  answer(): void {}

  reject(): void {}

  /** Without a connection the call ends at once: none is ever placed later, by a reconnect. */
  async start(outlet: Outlet | undefined): Promise<void> {
    const { target, headers } = this.#request
    const iceServers = await this.prepared(outlet !== undefined, target)
    if (!iceServers || !outlet) return
    const uri = outlet.library.UserAgent.makeURI(target)
    if (!uri) return this.fail('invalid', 'SIP.js takes the target for no SIP URI')
    if (!this.media) return this.fail('media', 'the stream could not be cloned')
    const extraHeaders = headers.map(({ name, value }) => `${name}: ${value}`)
    const inviter = new outlet.library.Inviter(outlet.ua, uri, { extraHeaders })
    this.adopt(inviter, outlet.library)
    this.describe(inviter, this.media, iceServers)
    if (!this.over) this.#invite(inviter)
  }

  protected override get known(): boolean {
    return this.#sent
  }

  protected override get unexplained() {
    return 'internal' as const
  }

  /** SIP.js itself acknowledges a 200 with an unusable description, and hangs it up. */
  protected override undescribed(cause: 'media' | 'sdp', detail: string): void {
    if (cause === 'media') this.fail(cause, detail)
  }

  #invite(inviter: Inviter): void {
    const onProgress = ({ message }: { readonly message: Response }) => this.#progress(message)
    const onReject = ({ message }: { readonly message: Response }) => this.#refused(message)
    inviter.stateChange.addListener((state) => this.#became(state))
    inviter
      .invite({ requestDelegate: { onProgress, onReject, onRedirect: onReject } })
      // Why there is no offer, the description has told.
      .catch(() => {})
  }

  #became(state: string): void {
    if (state === 'Established') this.confirmed()
    if (state !== 'Establishing' || !this.description) return
    this.#sent = true
    this.report({ type: 'sent', gathering: this.description.gathering })
  }

  #progress({ statusCode: status = 0, body }: Response): void {
    this.report({ type: 'progress', status, media: Boolean(body) })
    this.note(status)
    if (body) this.description?.early(body)
  }

  #refused(response: Response): void {
    const { signalled, carried, host } = this
    this.settle(refused(response, { signalled, credentials: host.credentials.state(carried) }))
  }
}
