/** A real connection of the far side, in the page of the case: with it media connects. */
export class FarMedia {
  readonly #make: () => RTCPeerConnection
  readonly #microphone: MediaStream
  #connection: RTCPeerConnection | undefined

  /** `make` gives a connection that the case's probes do not count. */
  constructor(make: () => RTCPeerConnection, microphone: MediaStream) {
    this.#make = make
    this.#microphone = microphone
  }

  /** Answers an offer, or makes one, with everything that was gathered: the far side does no trickle. */
  async describe(offer?: string): Promise<string> {
    this.#connection ??= this.#make()
    const connection = this.#connection
    if (offer !== undefined) await connection.setRemoteDescription({ type: 'offer', sdp: offer })
    if (connection.getSenders().every(({ track }) => !track))
      for (const track of this.#microphone.getAudioTracks()) connection.addTrack(track, this.#microphone)
    await connection.setLocalDescription()
    await gathered(connection)
    return connection.localDescription?.sdp ?? ''
  }

  /** Takes the answer to what it offered; a case may have offered more. */
  async accept(answer: string): Promise<void> {
    const offered = this.#connection?.localDescription?.sdp.match(/^m=/gm)?.length ?? 1
    const sdp = answer
      .split(/^(?=m=)/m)
      .slice(0, 1 + offered)
      .join('')
    await this.#connection?.setRemoteDescription({ type: 'answer', sdp })
  }

  close(): void {
    this.#connection?.close()
  }
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.iceGatheringState === 'complete') resolve()
    }
    connection.addEventListener('icegatheringstatechange', look)
    look()
  })
}
