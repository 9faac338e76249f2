import { onTestFinished } from 'vitest'
import { type AudioSample, readAudio } from '../../src/stats.ts'
import { fact } from './recorder.ts'

/** Chromium's fake microphone: it beeps once a second. Stopped with the test. */
export async function fakeMicrophone(): Promise<MediaStream> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  onTestFinished(() => {
    for (const track of stream.getTracks()) track.stop()
  })
  return stream
}

/** A caller's connection (`near`) to an agent's (`far`) within the page, ICE and DTLS up. */
export interface Loopback {
  readonly near: RTCPeerConnection
  readonly far: RTCPeerConnection
  readonly farSender: RTCRtpSender
  readonly remote: MediaStream
}

export interface LoopbackOptions {
  /** Whether the caller sends. */
  readonly near: boolean
  /** What becomes of the agent's SDP on its way to the caller. */
  readonly farSdp?: (sdp: string) => string
  /** The agent's codecs; the browser's own by default. */
  readonly codecs?: readonly string[]
  /** Whether what the agent sends is passed on; asked for each packet. RTCP always is. */
  readonly passes?: () => boolean
}

/** Chromium's encoded streams, which no type library has. */
const encoding: RTCConfiguration & { readonly encodedInsertableStreams: boolean } = { encodedInsertableStreams: true }

interface EncodedSender extends RTCRtpSender {
  createEncodedStreams(): { readonly readable: ReadableStream<unknown>; readonly writable: WritableStream<unknown> }
}

/** Stands for a PBX: of what is sent, only what passes leaves. */
function relay(sender: RTCRtpSender, passes: () => boolean): void {
  const { readable, writable } = (sender as EncodedSender).createEncodedStreams()
  const gate = new TransformStream({
    transform(packet, controller) {
      if (passes()) controller.enqueue(packet)
    },
  })
  void readable.pipeThrough(gate).pipeTo(writable)
}

function prefer(peer: RTCPeerConnection, codecs: readonly string[]): void {
  const known = RTCRtpSender.getCapabilities('audio')?.codecs ?? []
  const chosen = known.filter(({ mimeType }) => codecs.includes(mimeType))
  for (const transceiver of peer.getTransceivers()) transceiver.setCodecPreferences(chosen)
}

/** The agent always sends. */
export async function loopback({
  near: sends,
  farSdp = (sdp) => sdp,
  codecs,
  passes,
}: LoopbackOptions): Promise<Loopback> {
  const stream = await fakeMicrophone()
  const far = new RTCPeerConnection(passes ? encoding : {})
  const near = new RTCPeerConnection()
  onTestFinished(() => [near, far].forEach((peer) => void peer.close()))
  near.onicecandidate = ({ candidate }) => candidate && void far.addIceCandidate(candidate)
  far.onicecandidate = ({ candidate }) => candidate && void near.addIceCandidate(candidate)
  const farSender = far.addTrack(track(stream).clone(), stream)
  onTestFinished(() => farSender.track?.stop())
  if (codecs) prefer(far, codecs)
  if (passes) relay(farSender, passes)
  await far.setLocalDescription()
  await near.setRemoteDescription({ type: 'offer', sdp: farSdp(far.localDescription?.sdp ?? '') })
  if (sends) near.addTrack(track(stream), stream)
  await near.setLocalDescription()
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription)
  await fact(() => near.connectionState === 'connected' && far.connectionState === 'connected')
  return { near, far, farSender, remote: new MediaStream(near.getReceivers().map((receiver) => receiver.track)) }
}

/** A connection that counts how often its statistics were read to the end. */
export function counted(connection: RTCPeerConnection) {
  const counter = {
    samples: 0,
    async getStats() {
      const stats = await connection.getStats()
      counter.samples++
      return stats
    },
  }
  return counter
}

export const sampleOf = async (connection: RTCPeerConnection): Promise<AudioSample> =>
  readAudio(await connection.getStats())

export const total = (packets: ReadonlyMap<number, number>) => [...packets.values()].reduce((a, b) => a + b, 0)

export function track(stream: MediaStream): MediaStreamTrack {
  const [first] = stream.getAudioTracks()
  if (!first) throw new Error('a stream without an audio track')
  return first
}
