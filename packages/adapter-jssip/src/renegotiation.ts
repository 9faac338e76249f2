import { pathLost } from '@patchcord/core/adapter'
import { forgetCandidates, rollBack } from './library.ts'
import type { Session } from './library.types.ts'

/** Offers within a call (RFC 3264 §8), one after the other. Each settles: agreed, refused, or the call ended. */
export class Renegotiation {
  readonly #session: Session
  #queue: Promise<unknown> = Promise.resolve()
  #settle: (agreed: boolean) => void = () => {}
  #held = false
  #over = false

  constructor(session: Session) {
    this.#session = session
  }

  hold(held: boolean): Promise<boolean> {
    return this.#run((done) => {
      if (this.#held === held) {
        done()
        return true
      }
      const agreed = () => {
        this.#direct(held)
        done()
      }
      if (held) return this.#session.hold({}, agreed)
      this.#direct(false)
      return this.#session.unhold({}, agreed)
    })
  }

  restartIce(): Promise<boolean> {
    return this.#run((done) => {
      forgetCandidates(this.#session)
      return this.#session.renegotiate({ rtcOfferConstraints: { iceRestart: true } }, done)
    })
  }

  /** Offers again what was agreed, so that the peer knows where requests reach this side now. */
  refresh(): Promise<boolean> {
    const connection = this.#session.connection
    if (connection && pathLost(connection)) return this.restartIce()
    return this.#run((done) => this.#session.renegotiate({}, done))
  }

  /** The offer in flight was refused: it is taken back, so that the next one can be made. */
  async refused(): Promise<void> {
    await rollBack(this.#session, this.#held).catch(() => {})
    this.#direct(this.#held)
    this.#settle(false)
  }

  ended(): void {
    this.#over = true
    this.#settle(false)
  }

  /**
   * JsSIP writes the direction into its offers alone: an answer to the peer's would end the hold. The browser is told
   * when the hold is agreed to: Chromium drops the remote track at once, and brings it back silent if that is taken back.
   */
  #direct(held: boolean): void {
    const { connection } = this.#session
    // The call may have ended meanwhile, and a closed connection throws.
    if (!connection || connection.signalingState === 'closed') return
    for (const transceiver of connection.getTransceivers()) transceiver.direction = held ? 'sendonly' : 'sendrecv'
  }

  #run(offer: (done: () => void) => boolean): Promise<boolean> {
    const result = this.#queue.then(() => this.#make(offer))
    this.#queue = result
    return result
  }

  #make(offer: (done: () => void) => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      this.#settle = resolve
      if (this.#over) return resolve(false)
      this.#held = this.#session.isOnHold().local
      try {
        if (!offer(() => resolve(true))) resolve(false)
      } catch {
        resolve(false)
      }
    })
  }
}
