import { WebSocket } from 'ws'

/** A stand-in for the browser's media: enough for a SIP library to make a call, none of it real. */

type Listener = (event: never) => void

class Emitter {
  readonly #listeners = new Map<string, Set<Listener>>()

  addEventListener(type: string, listener: Listener): void {
    const set = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, set.add(listener))
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener)
  }

  fire(type: string, event: object = {}): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(event as never)
  }
}

export class FakeTrack {
  readonly kind = 'audio'
  readonly id = crypto.randomUUID()
  enabled = true
  readyState: 'live' | 'ended' = 'live'

  stop(): void {
    this.readyState = 'ended'
  }

  clone(): FakeTrack {
    return new FakeTrack()
  }
}

export class FakeStream {
  static readonly all: FakeStream[] = []
  readonly id = crypto.randomUUID()
  readonly tracks: FakeTrack[]

  constructor(tracks: FakeTrack[] = [new FakeTrack()]) {
    this.tracks = tracks
    FakeStream.all.push(this)
  }

  getTracks(): FakeTrack[] {
    return this.tracks
  }

  getAudioTracks(): FakeTrack[] {
    return this.tracks
  }

  getVideoTracks(): FakeTrack[] {
    return []
  }

  clone(): FakeStream {
    return new FakeStream(this.tracks.map((track) => track.clone()))
  }
}

/** A candidate that comes so many milliseconds after gathering began; `null` means that gathering is complete. */
export type Gathered = readonly [after: number, candidate: string | null]

export const candidates = {
  host: 'candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host',
  mdns: 'candidate:1 1 udp 2113937151 0a1b2c3d-0000-4000-8000-000000000000.local 50000 typ host',
  tcp: 'candidate:2 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active',
  ipv6: 'candidate:3 1 udp 2113939711 2001:db8::7 50001 typ host',
  srflx: 'candidate:4 1 udp 1677729535 198.51.100.7 50002 typ srflx raddr 192.0.2.7 rport 50000',
  relay: 'candidate:5 1 udp 33562367 203.0.113.7 50003 typ relay raddr 198.51.100.7 rport 50002',
} as const

const body = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0',
  'c=IN IP4 0.0.0.0',
  'a=rtcp-mux',
  'a=sendrecv',
  'a=rtpmap:0 PCMU/8000',
]

/** A usable description, as a peer would send it. */
export const sdp = `${[...body, `a=${candidates.host}`].join('\r\n')}\r\n`
/** One that the connection refuses. */
export const badSdp = `${body.join('\r\n')}\r\na=BAD\r\n`

export class FakeConnection extends Emitter {
  static all: FakeConnection[] = []
  /** What each new connection finds. */
  static gathers: readonly Gathered[] = [
    [0, candidates.host],
    [2, null],
  ]
  static offers: 'made' | 'refused' = 'made'

  readonly configuration: RTCConfiguration
  readonly tones: string[] = []
  readonly sender: { track: FakeTrack | null; dtmf: object }
  readonly transceiver: { readonly sender: object; direction: string }
  iceGatheringState = 'new'
  iceConnectionState = 'new'
  connectionState = 'new'
  signalingState = 'stable'
  localDescription: { type: string; sdp: string } | null = null
  #found: string[] = []
  #before: string[] = []

  constructor(configuration: RTCConfiguration) {
    super()
    this.configuration = configuration
    const tones = this.tones
    this.sender = {
      track: null,
      dtmf: { toneBuffer: '', canInsertDTMF: true, insertDTMF: (sent: string) => tones.push(sent) },
    }
    this.transceiver = { sender: this.sender, direction: 'sendrecv' }
    FakeConnection.all.push(this)
  }

  get closed(): boolean {
    return this.signalingState === 'closed'
  }

  addTrack(track: FakeTrack): object {
    this.sender.track = track
    return this.sender
  }

  getSenders(): object[] {
    return [this.sender]
  }

  getTransceivers(): object[] {
    return [this.transceiver]
  }

  async createOffer(options?: RTCOfferOptions): Promise<object> {
    if (FakeConnection.offers === 'refused') throw new Error('no offer today')
    if (options?.iceRestart) {
      this.#before = this.#found
      this.#found = []
      this.iceGatheringState = 'new'
    }
    return { type: 'offer', sdp: '' }
  }

  async createAnswer(): Promise<object> {
    return { type: 'answer', sdp: '' }
  }

  async setLocalDescription(description: { type: string; sdp: string }): Promise<void> {
    if (description.type === 'rollback') {
      this.signalingState = 'stable'
      if (this.#before.length > 0) this.#found = this.#before
      return
    }
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable'
    this.#describe(description.type)
    if (this.iceGatheringState !== 'new') return
    this.iceGatheringState = 'gathering'
    for (const [after, candidate] of FakeConnection.gathers) setTimeout(() => this.#gathered(candidate), after)
  }

  async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
    if (this.closed) throw new Error('the connection is closed')
    if (description.sdp.includes('a=BAD')) throw new Error('bad sdp')
    if (description.type === 'answer' && this.signalingState !== 'have-local-offer') throw new Error('no offer')
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable'
  }

  /** Simulates a change of the connection. */
  becomes(state: 'connecting' | 'connected' | 'disconnected' | 'failed'): void {
    this.connectionState = state
    this.fire('connectionstatechange')
  }

  async getStats(): Promise<object> {
    return {}
  }

  close(): void {
    this.signalingState = 'closed'
  }

  #gathered(candidate: string | null): void {
    if (this.closed) return
    if (candidate === null) this.iceGatheringState = 'complete'
    else this.#found.push(candidate)
    this.#describe(this.localDescription?.type ?? 'offer')
    this.fire('icecandidate', { candidate: candidate && { candidate } })
    if (candidate === null) this.fire('icegatheringstatechange')
  }

  #describe(type: string): void {
    const directed = body.map((line) => (line === 'a=sendrecv' ? `a=${this.transceiver.direction}` : line))
    const lines = [...directed, ...this.#found.map((found) => `a=${found}`)]
    this.localDescription = { type, sdp: `${lines.join('\r\n')}\r\n` }
  }
}

export const lastConnection = (): FakeConnection => {
  const connection = FakeConnection.all.at(-1)
  if (!connection) throw new Error('there is no connection')
  return connection
}

/** Puts the stand-ins where a library and its adapter look for them. */
export function installBrowser(): void {
  FakeConnection.all = []
  FakeConnection.offers = 'made'
  FakeConnection.gathers = [
    [0, candidates.host],
    [2, null],
  ]
  Object.assign(globalThis, {
    window: globalThis,
    WebSocket,
    RTCPeerConnection: FakeConnection,
    MediaStream: FakeStream,
    RTCSessionDescription: class {
      readonly type!: string
      readonly sdp!: string
      constructor(init: { type: string; sdp: string }) {
        Object.assign(this, init)
      }
    },
  })
}
