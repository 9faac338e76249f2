import type { AudioStream, CallReport } from '@patchcord/core'
import { insertTones, remoteAudio } from '@patchcord/core/adapter'
import type { Session } from './library.types.ts'

const states: ReadonlySet<string> = new Set(['connecting', 'connected', 'disconnected', 'failed'])

type MediaState = Extract<CallReport, { type: 'media' }>['state']

/** A call's own copy of the caller's stream, and its connection. The caller's stream itself is never touched. */
export class CallMedia {
  readonly stream: MediaStream
  #connection: RTCPeerConnection | undefined
  #muted = false

  constructor(stream: AudioStream) {
    this.stream = (stream as MediaStream).clone()
  }

  get muted(): boolean {
    return this.#muted
  }

  /** Reports the remote stream and each change of `connectionState`. */
  watch(connection: RTCPeerConnection, report: (report: CallReport) => void): void {
    this.#connection = connection
    connection.addEventListener('track', (event) => {
      const stream = remoteAudio(event, (track) => new MediaStream([track]))
      if (stream) report({ type: 'remote-stream', stream, connection })
    })
    connection.addEventListener('connectionstatechange', () => {
      const state = connection.connectionState
      if (states.has(state)) report({ type: 'media', state: state as MediaState })
    })
  }

  /** Sends the caller's voice on a connection that knows the peer's offer. */
  send({ connection }: Session): void {
    for (const track of this.stream.getAudioTracks()) connection?.addTrack(track, this.stream)
  }

  /** JsSIP is told, too: it sets the tracks anew at each hold and each offer. */
  setMuted(muted: boolean, session: Session | undefined): void {
    this.#muted = muted
    if (session?.connection) {
      if (muted) session.mute({ audio: true })
      else session.unmute({ audio: true })
    }
    const hold = session?.isOnHold()
    for (const track of this.stream.getAudioTracks()) track.enabled = !(muted || hold?.local || hold?.remote)
  }

  /** RFC 4733, by the audio sender. False: the peer takes no telephone events. */
  sendTones(tones: string): boolean {
    return insertTones(this.#connection, tones)
  }

  release(): void {
    for (const track of this.stream.getTracks()) track.stop()
    this.#connection?.close()
  }
}
