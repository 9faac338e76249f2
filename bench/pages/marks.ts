/** When something happened, in ms since the call was asked for. */
export type Marks = Partial<Record<'invite' | 'answered' | 'audio', number>>

declare global {
  interface Window {
    /** Calls the agent, hangs up once its sound arrives, and says when what happened. */
    call(): Promise<Marks>
  }
}

/** Sees the wire and the media from below, alike for every stack. */
export function watchFromBelow(): { begin(): void; audio: Promise<void>; marks: Marks } {
  let began = 0
  const marks: Marks = {}
  const mark = (name: keyof Marks) => {
    marks[name] ??= performance.now() - began
  }
  const { promise: audio, resolve } = Promise.withResolvers<void>()
  const NativeSocket = window.WebSocket
  window.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener(
        'message',
        ({ data }) => /^SIP\/2.0 200.*\r\nCSeq: \d+ INVITE/is.test(String(data)) && mark('answered'),
      )
    }
    override send(data: string): void {
      if (String(data).startsWith('INVITE ')) mark('invite')
      super.send(data)
    }
  }
  const NativePeer = window.RTCPeerConnection
  window.RTCPeerConnection = class extends NativePeer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', ({ track }) => {
        track.addEventListener('unmute', () => {
          mark('audio')
          resolve()
        })
      })
    }
  }
  return {
    begin() {
      began = performance.now()
    },
    audio,
    marks,
  }
}
