import type { Candidates, Gathering } from '@patchcord/core'
import { pathLost } from '@patchcord/core/adapter'
import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js'
import type { CallMedia } from './call-media.ts'
import { DescriptionGathering, type GatheringOptions } from './gathering.ts'

/** What a call gives its descriptions. */
export interface DescriptionOptions {
  readonly media: CallMedia
  readonly connection: RTCPeerConnection
  readonly gathering: GatheringOptions
  /** The call's first description could not be made (`media`), or the peer's not be used (`sdp`). */
  failed(cause: 'media' | 'sdp', detail: string): void
}

/** What an offer within the call asks for. */
export interface Proposal {
  readonly held: boolean
  readonly restart: boolean
}

/**
 * The descriptions of one call (RFC 3264), between SIP.js and the connection. SIP.js's own handler asks for the
 * microphone itself and stops the caller's tracks, waits for complete gathering, asks Google's STUN server, takes no
 * refused offer back and hears no early media where the INVITE may fork.
 */
export class Description implements SessionDescriptionHandler {
  readonly #options: DescriptionOptions
  readonly #connection: RTCPeerConnection
  readonly #gathering: DescriptionGathering
  readonly #closed: Promise<never>
  #abort!: (error: Error) => void
  /** The first offer and answer are exchanged. */
  #settled = false
  #offering = false
  /** The answer that came in a provisional response. */
  #early = ''
  #applied: Promise<void> = Promise.resolve()
  #proposal: Proposal | undefined
  #held = false
  #agreed = false

  constructor(options: DescriptionOptions) {
    this.#options = options
    this.#connection = options.connection
    this.#gathering = new DescriptionGathering(options.connection, options.gathering)
    this.#closed = new Promise((_, reject) => {
      this.#abort = reject
    })
    this.#closed.catch(() => {})
  }

  /** How the last gathering went. */
  get gathering(): Gathering {
    return this.#gathering.result
  }

  /** What was wrong with the addresses that were found. */
  get lack(): Candidates | undefined {
    return this.#gathering.lack
  }

  /** Whether the last offer was agreed to. */
  get agreed(): boolean {
    return this.#agreed
  }

  get held(): boolean {
    return this.#held
  }

  get isPathLost(): boolean {
    return pathLost(this.#connection)
  }

  /**
   * Says what the next offer asks for. A hold is in the offer alone until it is agreed to: told of it, Chromium drops the
   * remote track at once, and brings it back silent after a rollback.
   */
  propose(proposal: Proposal): void {
    this.#proposal = proposal
    this.#agreed = false
    this.#options.media.setHeld(proposal.held)
    if (!proposal.held) this.#direct(false)
  }

  getDescription(): Promise<BodyAndContentType> {
    return this.#watched('media', this.#make())
  }

  setDescription(sdp: string): Promise<void> {
    return this.#watched('sdp', this.#apply(sdp))
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp'
  }

  /** Applies the answer of a provisional response, so that early media is heard. One that cannot be used is none. */
  early(sdp: string): void {
    if (this.#early || this.#settled) return
    this.#early = sdp
    this.#applied = this.#connection.setRemoteDescription({ type: 'answer', sdp }).catch(() => {
      this.#early = ''
    })
  }

  async rollbackDescription(): Promise<void> {
    this.#proposal = undefined
    this.#direct(this.#held)
    const { signalingState } = this.#connection
    if (signalingState === 'have-local-offer') await this.#connection.setLocalDescription({ type: 'rollback' })
    if (signalingState === 'have-remote-offer') await this.#connection.setRemoteDescription({ type: 'rollback' })
  }

  sendDtmf(tones: string): boolean {
    return this.#options.media.sendTones(tones)
  }

  /** Whatever is being waited for fails at once, so that a call that has ended is hung up without delay. */
  close(): void {
    this.#gathering.stop()
    this.#abort(new Error('the call has ended'))
    this.#connection.close()
  }

  /** After the first descriptions, whoever made the offer is told; the call goes on as it was. */
  async #watched<T>(cause: 'media' | 'sdp', work: Promise<T>): Promise<T> {
    try {
      return await Promise.race([work, this.#closed])
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      if (!this.#settled) this.#options.failed(cause, detail)
      throw error
    }
  }

  async #make(): Promise<BodyAndContentType> {
    const connection = this.#connection
    this.#offering = connection.signalingState === 'stable'
    const restart = this.#offering && this.#proposal?.restart === true
    const first = !connection.localDescription
    const fresh = restart || first
    // After the peer's offer, where there is one: of a refused hold Chromium would otherwise lose the sound of both ways.
    if (first) this.#options.media.send()
    try {
      const description = this.#offering
        ? await connection.createOffer(restart ? { iceRestart: true } : {})
        : await connection.createAnswer()
      const body = await this.#gathering.describe(description, fresh)
      if (this.#offering && connection.signalingState !== 'have-local-offer')
        throw new Error('an offer of the peer came in between')
      if (!this.#offering) this.#settled = true
      const holds = this.#offering && this.#proposal?.held === true
      return { body: holds ? body.replace(/^a=sendrecv/m, 'a=sendonly') : body, contentType: 'application/sdp' }
    } finally {
      this.#offering = false
    }
  }

  async #apply(sdp: string): Promise<void> {
    await this.#applied
    if (this.#early && !this.#settled) await this.#confirm(sdp)
    else if (this.#connection.signalingState !== 'have-local-offer' || this.#offering)
      return this.#connection.setRemoteDescription({ type: 'offer', sdp })
    else if (this.#settled) return this.#agree(sdp)
    else await this.#connection.setRemoteDescription({ type: 'answer', sdp })
    this.#settled = true
  }

  /** The final answer, after an early one: the same again, or that of another fork, for which the offer is made anew. */
  async #confirm(sdp: string): Promise<void> {
    if (sdp === this.#early) return
    await this.#connection.setLocalDescription(await this.#connection.createOffer())
    await this.#connection.setRemoteDescription({ type: 'answer', sdp })
  }

  /** SIP.js would end the call for an answer that cannot be used. */
  async #agree(sdp: string): Promise<void> {
    try {
      await this.#connection.setRemoteDescription({ type: 'answer', sdp })
      this.#held = this.#proposal?.held ?? this.#held
      this.#proposal = undefined
      this.#agreed = true
      this.#direct(this.#held)
    } catch {
      await this.rollbackDescription()
    }
  }

  /** While the call is held nothing is sent, and nothing is to come. */
  #direct(held: boolean): void {
    this.#options.media.setHeld(held)
    for (const transceiver of this.#connection.getTransceivers())
      if (transceiver.sender.track) transceiver.direction = held ? 'sendonly' : 'sendrecv'
  }
}
