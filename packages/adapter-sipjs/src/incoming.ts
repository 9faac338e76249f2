import type { AudioStream, CallReport, IncomingCall, SipCall } from '@patchcord/core'
import { type CallHost, offeredCall, refusalStatus } from '@patchcord/core/adapter'
import type { Invitation } from 'sip.js'
import { Call } from './call.ts'
import { hungUp } from './call-end.ts'
import { CallMedia } from './call-media.ts'
import type { Library, Request } from './library.types.ts'

/** A call that comes in. */
export class AnsweringCall extends Call {
  readonly #invitation: Invitation
  #taken = false

  constructor(host: CallHost, library: Library, invitation: Invitation) {
    super(host)
    this.#invitation = invitation
    this.adopt(invitation, library)
    Object.assign(invitation.delegate ?? {}, {
      onAck: () => this.confirmed(),
      onCancel: ({ request }: { readonly request: Request }) => this.settle(hungUp(request)),
    })
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

  /** Tells the caller that it rings here. */
  ring(): void {
    if (!this.over) this.#invitation.progress().catch(() => {})
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

  /** SIP.js gives up a call that nobody answers, or whose ACK does not come. */
  protected override get unexplained() {
    return 'timeout' as const
  }

  protected override undescribed(cause: 'media' | 'sdp', detail: string): void {
    this.fail(cause, detail, cause === 'sdp' ? 488 : 480)
  }

  async #accept(media: CallMedia): Promise<void> {
    const iceServers = await this.iceServers()
    if (this.over) return
    this.describe(this.#invitation, media, iceServers)
    if (this.over) return
    // Why there is no answer, the description has told.
    await this.#invitation.accept().catch(() => {})
  }
}

/** What the line reports of a call that comes in. */
export const offered = (call: AnsweringCall, { callId, from, headers }: Request): IncomingCall => {
  // SIP.js leaves the escapes in a quoted name; where there is none, it gives no text, whatever its types say.
  const displayName = (from.displayName as string | undefined)?.replace(/\\(.)/g, '$1')
  return offeredCall({ id: callId, user: from.uri.user, displayName, headers }, (on) => call.take(on))
}
