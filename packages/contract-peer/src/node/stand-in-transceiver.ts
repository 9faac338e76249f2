import type { StandInTrack } from './stand-in-stream.ts'

/** The part of an `RTCDTMFSender` that is used. */
class StandInDtmf {
  sent = ''
  readonly toneBuffer = ''
  readonly canInsertDTMF = true

  insertDTMF(tones: string): void {
    this.sent += tones
  }
}

/** A stand-in for `RTCRtpSender`. */
export class StandInSender {
  track: StandInTrack | null
  readonly dtmf = new StandInDtmf()

  constructor(track: StandInTrack | null) {
    this.track = track
  }

  async replaceTrack(track: StandInTrack | null): Promise<void> {
    this.track = track
  }
}

/** A stand-in for `RTCRtpTransceiver`. */
export class StandInTransceiver<Receiver> {
  readonly mid = '0'
  readonly currentDirection = 'sendrecv'
  readonly receiver: Receiver
  readonly #isClosed: () => boolean
  #direction = 'sendrecv'

  constructor(receiver: Receiver, isClosed: () => boolean) {
    this.receiver = receiver
    this.#isClosed = isClosed
  }

  get direction(): string {
    return this.#direction
  }

  /** Throws where the connection is closed, as a browser's does. */
  set direction(direction: string) {
    if (this.#isClosed()) throw new DOMException('The peer connection is closed.', 'InvalidStateError')
    this.#direction = direction
  }

  stop(): void {}
}
