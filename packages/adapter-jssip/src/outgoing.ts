import type { CallReport, DialRequest } from '@patchcord/core'
import { iceServersOf } from '@patchcord/core/adapter'
import { authorize } from './account.ts'
import { Call, type CallHost } from './call.ts'
import { CallMedia } from './call-media.ts'
import { inviteOf, transactionState } from './library.ts'
import type { Message, Ua } from './library.types.ts'

/** A full SIP URI (RFC 3261 §19.1) with a user part; JsSIP would make one up from anything else. */
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
  async start(ua: Ua | undefined): Promise<void> {
    if (!ua || !this.host.link.isOpen) return this.fail('transport', 'not connected')
    if (!sipUri.test(this.#request.target)) return this.fail('invalid', 'the target is not a SIP URI')
    const media = this.media
    if (!media) return this.fail('media', 'the stream could not be cloned')
    const [iceServers, refused] = await Promise.all([iceServersOf(this.host.config), this.#authorize(ua)])
    if (this.over) return
    if (refused) return this.fail('internal', refused)
    try {
      this.#call(ua, media, iceServers)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      this.fail(detail.startsWith('Invalid target') ? 'invalid' : 'media', detail)
    }
  }

  protected override get known(): boolean {
    return this.#sent
  }

  protected override get cancellable(): boolean {
    const invite = this.#sent && this.session ? inviteOf(this.session) : undefined
    return invite !== undefined && invite.state <= transactionState.calling
  }

  async #authorize(ua: Ua): Promise<string> {
    try {
      await authorize(ua, this.host.credentials, this.host.config.limits.connect)
      return ''
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }

  #call(ua: Ua, media: CallMedia, iceServers: RTCIceServer[]): void {
    const { target, headers } = this.#request
    const session = ua.call(target, {
      mediaStream: media.stream,
      mediaConstraints: { audio: true, video: false },
      pcConfig: { iceServers },
      extraHeaders: headers.map(({ name, value }) => `${name}: ${value}`),
    })
    this.adopt(session, ua)
    this.gather(session, iceServers)
    this.watch(session)
    session.on('sending', () => this.#sending())
    session.on('progress', ({ response }) => response && this.#progress(response))
  }

  #sending(): void {
    if (!this.host.link.isOpen || !this.gatherer) return
    this.#sent = true
    this.report({ type: 'sent', gathering: this.gatherer.result })
  }

  #progress(response: Message): void {
    const status = response.status_code ?? 0
    this.report({ type: 'progress', status, media: Boolean(response.body) })
    this.note(status)
  }
}
