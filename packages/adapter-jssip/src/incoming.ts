import type { AudioStream, CallReport, IncomingCall, SipCall } from '@patchcord/core'
import { type CallHost, offeredCall, refusalStatus } from '@patchcord/core/adapter'
import { Call } from './call.ts'
import { CallMedia } from './call-media.ts'
import type { Message, Session, Ua } from './library.types.ts'

/** A call that comes in. */
export class AnsweringCall extends Call {
  readonly #session: Session
  #taken = false

  constructor(host: CallHost, ua: Ua, session: Session) {
    super(host)
    this.#session = session
    this.adopt(session, ua)
  }

  /** Whether somebody owns the call. */
  get taken(): boolean {
    return this.#taken
  }

  take(on: (report: CallReport) => void): SipCall {
    this.#taken = true
    this.reporter.listen(on)
    return this
  }

  answer(stream: AudioStream): void {
    if (this.over || this.media) return
    try {
      this.media = new CallMedia(stream)
    } catch (error) {
      this.fail('media', String(error))
    }
    const { media } = this
    if (media) void this.attempt(() => this.#accept(media))
  }

  reject(status: number): void {
    if (this.answered) return
    this.stop({ cause: 'hangup', by: 'local', detail: 'rejected' }, refusalStatus(status))
  }

  protected override get known(): boolean {
    return true
  }

  protected override get cancellable(): boolean {
    return false
  }

  async #accept(media: CallMedia): Promise<void> {
    const iceServers = await this.iceServers()
    if (this.over) return
    this.gather(this.#session, iceServers)
    this.#session.on('connecting', () => media.send(this.#session))
    try {
      this.#session.answer({
        // JsSIP would add the tracks before the caller's offer is known; of a refused hold Chromium then loses the sound.
        mediaStream: new MediaStream(),
        mediaConstraints: { audio: true, video: false },
        pcConfig: { iceServers },
      })
      this.watch(this.#session)
    } catch (error) {
      this.fail('media', String(error))
    }
  }
}

/** What the line reports of a call that comes in. */
export const offered = (call: AnsweringCall, { call_id, from, headers }: Message): IncomingCall =>
  offeredCall({ id: call_id, user: from.uri.user, displayName: from.display_name, headers }, (on) => call.take(on))
