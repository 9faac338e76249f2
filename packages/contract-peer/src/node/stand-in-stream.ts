/** Stand-ins for the browser's tracks and streams: enough for a SIP library, none of it sounds. */

export class StandInTrack extends EventTarget {
  static all: StandInTrack[] = []
  readonly kind: string
  readonly id = crypto.randomUUID()
  readonly label = 'stand-in'
  enabled = true
  readyState: 'live' | 'ended' = 'live'
  /** The first of which this is a copy, or itself. */
  readonly origin: StandInTrack

  constructor(origin?: StandInTrack, kind = origin?.kind ?? 'audio') {
    super()
    this.kind = kind
    this.origin = origin ?? this
    StandInTrack.all.push(this)
  }

  stop(): void {
    this.readyState = 'ended'
  }

  clone(): StandInTrack {
    return new StandInTrack(this.origin)
  }
}

export class StandInStream extends EventTarget {
  readonly id = crypto.randomUUID()
  #tracks: StandInTrack[]

  constructor(from: readonly StandInTrack[] | StandInStream = []) {
    super()
    this.#tracks = from instanceof StandInStream ? from.getTracks() : [...from]
  }

  getTracks(): StandInTrack[] {
    return [...this.#tracks]
  }

  getAudioTracks(): StandInTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'audio')
  }

  getVideoTracks(): StandInTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'video')
  }

  getTrackById(id: string): StandInTrack | null {
    return this.#tracks.find((track) => track.id === id) ?? null
  }

  addTrack(track: StandInTrack): void {
    this.#tracks.push(track)
  }

  removeTrack(track: StandInTrack): void {
    this.#tracks = this.#tracks.filter((other) => other !== track)
  }

  clone(): StandInStream {
    return new StandInStream(this.#tracks.map((track) => track.clone()))
  }
}
