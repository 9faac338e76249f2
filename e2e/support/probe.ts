import type { Outcome } from '@patchcord/core'

/** What a page under test holds open, and what a person in front of it hears. */
export interface Probe {
  /** SIP sockets, live microphone tracks, peer connections and audio contexts that are not closed. */
  open(): { sockets: number; tracks: number; peers: number; contexts: number }
  /** The strongest frequency of what plays aloud: of the far side of a call, or of the assistant. 0: silence. */
  heard(who: 'call' | 'assistant'): number
  /** The microphones go, as when they are unplugged. */
  unplug(): void
  /** The codecs of what comes in, such as `audio/opus`, of every connection that is up. */
  codecs(): Promise<string[]>
  /** Every INVITE that left, with its headers. */
  readonly invites: string[]
  /** Whenever the transfer's state or detail changed: when that was, and what the assistant sounded like, in Hz. */
  readonly moments: {
    readonly at: number
    readonly state: string
    readonly detail: string
    readonly assistant: number
  }[]
  /** Every `patchcord-outcome`, as JSON keeps it. */
  readonly outcomes: Outcome[]
}

declare global {
  interface Window {
    probe: Probe
  }
}

/** Runs in the page, before its own scripts; it must stand alone. */
export function installProbe(): void {
  const sockets = new Set<WebSocket>()
  const tracks = new Set<MediaStreamTrack>()
  const peers = new Set<RTCPeerConnection>()
  const contexts = new Set<AudioContext>()
  const players = new Set<HTMLMediaElement>()
  const invites: string[] = []
  const outcomes: Outcome[] = []
  const moments: Probe['moments'] = []

  const NativeSocket = window.WebSocket
  window.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      if (protocols?.includes('sip')) sockets.add(this)
    }
    override send(data: string): void {
      if (typeof data === 'string' && data.startsWith('INVITE ')) invites.push(data.slice(0, data.indexOf('\r\n\r\n')))
      super.send(data)
    }
  }
  const NativePeer = window.RTCPeerConnection
  window.RTCPeerConnection = class extends NativePeer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      peers.add(this)
    }
  }
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  devices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints)
    for (const track of stream.getTracks()) tracks.add(track)
    return stream
  }
  const clone = MediaStreamTrack.prototype.clone
  MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
    const copy = clone.call(this)
    if (tracks.has(this)) tracks.add(copy)
    return copy
  }
  const NativeContext = window.AudioContext
  window.AudioContext = class extends NativeContext {
    constructor(options?: AudioContextOptions) {
      super(options)
      contexts.add(this)
    }
  }
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    players.add(this)
    return play.call(this)
  }

  // One context, one stream and one source for each element, kept for good: a second capture silences the first.
  let listening: AudioContext | undefined
  const streams = new Map<HTMLMediaElement, MediaStream>()
  const ears = new Map<MediaStream, { source: MediaStreamAudioSourceNode; analyser: AnalyserNode }>()
  const streamOf = (element: HTMLMediaElement): MediaStream | undefined => {
    if (element.srcObject instanceof MediaStream) return element.srcObject
    // Captured before it really plays, Chromium gives a first track that stays silent for good.
    if (element.currentTime === 0) return undefined
    const stream =
      streams.get(element) ?? (element as HTMLMediaElement & { captureStream(): MediaStream }).captureStream()
    streams.set(element, stream)
    return stream
  }
  const analyserOf = (element: HTMLMediaElement): AnalyserNode | undefined => {
    const stream = streamOf(element)
    if (!stream) return undefined
    const known = ears.get(stream)
    // Made before the page's first gesture, the context waits for being asked again.
    if (listening?.state === 'suspended') void listening.resume()
    if (known) return known.analyser
    if (stream.getAudioTracks().length === 0) return undefined
    listening ??= new NativeContext()
    const analyser = new AnalyserNode(listening, { fftSize: 8192, smoothingTimeConstant: 0 })
    const source = listening.createMediaStreamSource(stream)
    source.connect(analyser)
    ears.set(stream, { source, analyser })
    return analyser
  }
  const strongest = (analyser: AnalyserNode): number => {
    const bins = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(bins)
    const width = analyser.context.sampleRate / analyser.fftSize
    let best = Math.ceil(100 / width)
    for (let bin = best; bin < 3000 / width; bin++) if ((bins[bin] ?? -200) > (bins[best] ?? -200)) best = bin
    return (bins[best] ?? -200) > -70 ? Math.round(best * width) : 0
  }
  const isCall = (element: HTMLMediaElement): boolean => element.srcObject instanceof MediaStream
  const aloud = (element: HTMLMediaElement): boolean =>
    !element.paused && !element.muted && element.volume > 0 && !element.ended

  document.addEventListener('patchcord-outcome', (event) => {
    outcomes.push(JSON.parse(JSON.stringify((event as CustomEvent<Outcome>).detail)))
  })

  new MutationObserver(([change]) => {
    const element = change?.target
    if (!(element instanceof HTMLElement) || element.localName !== 'patchcord-transfer') return
    const [state = '', detail = ''] = ['state', 'detail'].map((name) => element.getAttribute(name) ?? '')
    moments.push({ at: Date.now(), state, detail, assistant: window.probe.heard('assistant') })
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['state', 'detail'] })

  window.probe = {
    invites,
    outcomes,
    moments,
    open: () => ({
      sockets: [...sockets].filter(({ readyState }) => readyState < WebSocket.CLOSED).length,
      tracks: [...tracks].filter(({ readyState }) => readyState === 'live').length,
      peers: [...peers].filter(({ connectionState }) => connectionState !== 'closed').length,
      contexts: [...contexts].filter(({ state }) => state !== 'closed').length,
    }),
    unplug() {
      for (const track of tracks) {
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
    },
    async codecs() {
      const up = [...peers].filter(({ connectionState }) => connectionState === 'connected')
      const reports = await Promise.all(up.map((peer) => peer.getStats()))
      return reports.flatMap((report) =>
        [...report.values()]
          .filter(({ type }) => type === 'inbound-rtp')
          .map(({ codecId }) => report.get(codecId)?.mimeType),
      )
    },
    heard(who) {
      const playing = [...players].filter((element) => aloud(element) && isCall(element) === (who === 'call'))
      const analysers = playing.flatMap((element) => analyserOf(element) ?? [])
      return Math.max(0, ...analysers.map(strongest))
    },
  }
}
