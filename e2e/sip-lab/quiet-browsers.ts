/**
 * Before the caller's page runs: its browser agrees on G722 with comfort noise, as any does whose page takes none out.
 * What goes over the wire is the page's own matter.
 */
export function agreesOnComfortNoise(): void {
  const Original = RTCPeerConnection
  const wanted = ['audio/G722', 'audio/CN']
  const withNoise = (sdp = '') => {
    const noisy = sdp.replace(/^(m=audio \S+ \S+ 9)(?=\r?$)/m, '$1 13')
    return noisy === sdp ? sdp : noisy.replace(/^(a=rtpmap:9 G722\/8000\r?\n)/m, '$1a=rtpmap:13 CN/8000\r\n')
  }
  window.RTCPeerConnection = class extends Original {
    override addTrack(...args: Parameters<RTCPeerConnection['addTrack']>) {
      const sender = super.addTrack(...args)
      const codecs = RTCRtpSender.getCapabilities('audio')?.codecs.filter(({ mimeType }) => wanted.includes(mimeType))
      for (const transceiver of this.getTransceivers()) transceiver.setCodecPreferences(codecs ?? [])
      return sender
    }
    override setLocalDescription(given?: RTCLocalSessionDescriptionInit) {
      return super.setLocalDescription(given?.sdp ? { type: given.type ?? 'offer', sdp: withNoise(given.sdp) } : given)
    }
    override setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit) {
      return super.setRemoteDescription({ type, sdp: withNoise(sdp) })
    }
  }
}

/** Before the agent's page runs: while `window.quiet`, its browser, which speaks G722 alone, sends only RTCP, as a muted phone. */
export function sendsNothingWhileQuiet(): void {
  const Original = RTCPeerConnection
  const gate = (sender: RTCRtpSender) => {
    const { readable, writable } = sender.createEncodedStreams()
    const passing = new TransformStream({
      transform(packet, controller) {
        if (!window.quiet) controller.enqueue(packet)
      },
    })
    void readable.pipeThrough(passing).pipeTo(writable)
    return sender
  }
  window.quiet = true
  window.RTCPeerConnection = class extends Original {
    constructor(config?: RTCConfiguration) {
      super({ ...config, encodedInsertableStreams: true } as RTCConfiguration)
    }
    override addTrack(...args: Parameters<RTCPeerConnection['addTrack']>) {
      const sender = super.addTrack(...args)
      const g722 = RTCRtpSender.getCapabilities('audio')?.codecs.filter(({ mimeType }) => mimeType === 'audio/G722')
      for (const transceiver of this.getTransceivers()) transceiver.setCodecPreferences(g722 ?? [])
      return gate(sender)
    }
  }
}

declare global {
  interface Window {
    quiet: boolean
  }
  /** Chromium's own; no type library has it. */
  interface RTCRtpSender {
    createEncodedStreams(): { readonly readable: ReadableStream<unknown>; readonly writable: WritableStream<unknown> }
  }
}
