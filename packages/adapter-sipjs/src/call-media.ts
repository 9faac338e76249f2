import type { AudioStream, CallReport } from '@patchcord/core'
import { insertTones, remoteAudio } from '@patchcord/core/adapter'

const states: ReadonlySet<string> = new Set(['connecting', 'connected', 'disconnected', 'failed'])

type MediaState = Extract<CallReport, { type: 'media' }>['state']

/** A call's own copy of the caller's stream, and its connection. The caller's stream itself is never touched. */
export class CallMedia {
  readonly #stream: MediaStream
  #connection: RTCPeerConnection | undefined
  #muted = false
  #held = false

  constructor(stream: AudioStream) {
    this.#stream = (stream as MediaStream).clone()
  }

  /** Makes the connection, which reports the remote stream and each change of `connectionState`. */
  connect(iceServers: RTCIceServer[], report: (report: CallReport) => void): RTCPeerConnection {
    const connection = new RTCPeerConnection({ iceServers })
    this.#connection = connection
    connection.addEventListener('track', (event) => {
      const stream = remoteAudio(event, (track) => new MediaStream([track]))
      if (stream) report({ type: 'remote-stream', stream, connection })
    })
    connection.addEventListener('connectionstatechange', () => {
      const state = connection.connectionState
      if (states.has(state)) report({ type: 'media', state: state as MediaState })
    })
    return connection
  }

  /** Chromium's rollback loses a sender that was there before the peer's first offer: see description.ts. */
  send(): void {
    for (const track of this.#stream.getAudioTracks()) this.#connection?.addTrack(track, this.#stream)
  }

  setMuted(muted: boolean): void {
    this.#muted = muted
    this.#silence()
  }

  /** While the call is held the peer hears nothing, either. */
  setHeld(held: boolean): void {
    this.#held = held
    this.#silence()
  }

  /** RFC 4733, by the audio sender. False: the peer takes no telephone events. */
  sendTones(tones: string): boolean {
    return insertTones(this.#connection, tones)
  }

  release(): void {
    for (const track of this.#stream.getTracks()) track.stop()
    this.#connection?.close()
  }

  #silence(): void {
    for (const track of this.#stream.getAudioTracks()) track.enabled = !(this.#muted || this.#held)
  }
}
