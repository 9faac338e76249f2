import type { CallReport, DialRequest } from '@patchcord/core'
import { iceServersOf } from '@patchcord/core/adapter'
import type { URI, UserAgent } from 'sip.js'
import { Call, type CallHost } from './call.ts'
import { refused } from './call-end.ts'
import { CallMedia } from './call-media.ts'
import type { Library, Response } from './library.types.ts'

/** What a call is placed with, once the line has it. */
export interface Outlet {
  readonly library: Library
  readonly ua: UserAgent
}

/** A full SIP URI (RFC 3261 §19.1) with a user part; SIP.js takes one without. */
const sipUri = /^sips?:[^@\s]+@[^@\s]+$/i

/** A call that this side makes. */
export class OutgoingCall extends Call {
  readonly #request: DialRequest
  #sent = false

  constructor(host: CallHost, request: DialRequest, on: (report: CallReport) => void) {
    super(host)
    this.#request = request
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
    if (!outlet || !this.host.link.isOpen) return this.fail('transport', 'not connected')
    const { target } = this.#request
    const uri = sipUri.test(target) ? outlet.library.UserAgent.makeURI(target) : undefined
    if (!uri) return this.fail('invalid', 'the target is not a SIP URI')
    const media = this.media
    if (!media) return this.fail('media', 'the stream could not be cloned')
    const [iceServers, without] = await Promise.all([iceServersOf(this.host.config), this.#authorize()])
    if (this.over) return
    if (without) return this.fail('internal', without)
    this.#invite(outlet, uri, media, iceServers)
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

  async #authorize(): Promise<string> {
    try {
      await this.host.authorize()
      return ''
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }

  #invite({ library, ua }: Outlet, uri: URI, media: CallMedia, iceServers: RTCIceServer[]): void {
    const extraHeaders = this.#request.headers.map(({ name, value }) => `${name}: ${value}`)
    const inviter = new library.Inviter(ua, uri, { extraHeaders })
    this.adopt(inviter, library)
    this.describe(inviter, media, iceServers)
    if (this.over) return
    inviter.stateChange.addListener((state) => this.#became(state))
    const onReject = ({ message }: { readonly message: Response }) => this.#refused(message)
    inviter
      .invite({
        requestDelegate: { onProgress: ({ message }) => this.#progress(message), onReject, onRedirect: onReject },
      })
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
    const { link, credentials } = this.host
    this.settle(refused(response, { signalled: link.isOpen, credentials: credentials.state(this.carried) }))
  }
}
