import type { CallReport, DialRequest } from '@patchcord/core'
import { type CallHost, dialable } from '@patchcord/core/adapter'
import { Call } from './call.ts'
import { CallMedia } from './call-media.ts'
import { inviteOf, transactionState } from './library.ts'
import type { Message, Ua } from './library.types.ts'

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
  async start(ua: Ua | undefined): Promise<void> {
    const iceServers = await this.prepared(ua !== undefined, this.#request.target)
    if (!iceServers || !ua) return
    if (!this.media) return this.fail('media', 'the stream could not be cloned')
    try {
      this.#call(ua, this.media, iceServers)
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
