import type { Candidates, Gathering } from '@patchcord/core'
import { Gatherer, type GathererOptions, ours } from '@patchcord/core/adapter'

export type GatheringOptions = Omit<GathererOptions, 'failed'>

/** Sets our descriptions, and waits until each is good enough to be sent. */
export class DescriptionGathering {
  readonly #connection: RTCPeerConnection
  readonly #gatherer: Gatherer
  #giveUp: (error: Error) => void = () => {}
  #unusable = ''

  constructor(connection: RTCPeerConnection, options: GatheringOptions) {
    this.#connection = connection
    const failed = (detail: string) => {
      this.#unusable = detail
      this.#giveUp(new Error(detail))
    }
    this.#gatherer = new Gatherer({ ...options, failed })
  }

  /** How the last round went. */
  get result(): Gathering {
    return this.#gatherer.result
  }

  get lack(): Candidates | undefined {
    return this.#gatherer.lack
  }

  stop(): void {
    this.#gatherer.stop()
  }

  /** Resolves with the description as it is to be sent; rejects where nothing that the PBX could use was found. */
  async describe(description: RTCSessionDescriptionInit, fresh: boolean): Promise<string> {
    const connection = this.#connection
    this.#unusable = ''
    this.#gatherer.start()
    const { gathered, look, release } = this.#watch()
    try {
      // A later description has the candidates of the first, unless the peer has restarted ICE.
      const known = () => (fresh ? undefined : look())
      await Promise.all([connection.setLocalDescription(description).then(known), gathered])
      const sdp = ours(this.#gatherer.described(this.#sdp))
      if (this.#unusable) throw new Error(this.#unusable)
      return sdp
    } finally {
      release()
    }
  }

  get #sdp(): string {
    return this.#connection.localDescription?.sdp ?? ''
  }

  #watch() {
    const connection = this.#connection
    const first = !connection.localDescription
    let enough = () => {}
    const gathered = new Promise<void>((resolve, reject) => {
      enough = resolve
      this.#giveUp = reject
    })
    const look = () => {
      if (/^a=candidate:/m.test(this.#sdp)) enough()
    }
    const found = ({ candidate }: RTCPeerConnectionIceEvent) => {
      // Firefox ends a generation with an empty one; one of an earlier generation may still be on its way.
      const { candidate: line, usernameFragment: generation } = candidate ?? {}
      if (line && (first || !generation || this.#sdp.includes(generation))) this.#gatherer.candidate(line, enough)
    }
    const complete = () => {
      if (connection.iceGatheringState === 'complete') first ? enough() : look()
    }
    connection.addEventListener('icecandidate', found)
    connection.addEventListener('icegatheringstatechange', complete)
    const release = () => {
      connection.removeEventListener('icecandidate', found)
      connection.removeEventListener('icegatheringstatechange', complete)
    }
    return { gathered, look, release }
  }
}
