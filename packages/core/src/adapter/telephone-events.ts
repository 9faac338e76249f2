/**
 * Whether the peer's description takes telephone events (RFC 4733). One that keeps opus may not: Firefox offers the events
 * at 8 kHz alone, and some media relays keep only those of the codec's own clock.
 */
const takesTelephoneEvents = (description: { readonly sdp: string } | null | undefined): boolean =>
  /^a=rtpmap:\d+ telephone-event\//im.test(description?.sdp ?? '')

/** An `RTCPeerConnection`, as far as tones go. */
interface ToneConnection {
  readonly remoteDescription: { readonly sdp: string } | null
  getSenders(): readonly {
    readonly track: { readonly kind: string } | null
    readonly dtmf: {
      readonly canInsertDTMF: boolean
      readonly toneBuffer: string
      insertDTMF(tones: string): void
    } | null
  }[]
}

/** Sends tones by the audio sender (RFC 4733), behind those that wait. False: the peer takes no telephone events. */
export function insertTones(connection: ToneConnection | undefined, tones: string): boolean {
  if (!takesTelephoneEvents(connection?.remoteDescription)) return false
  const dtmf = connection?.getSenders().find(({ track }) => track?.kind === 'audio')?.dtmf
  if (dtmf?.canInsertDTMF) dtmf.insertDTMF(dtmf.toneBuffer + tones)
  return true
}
