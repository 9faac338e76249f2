/**
 * A stream of audio, opaque to core: in a browser, a `MediaStream`. Only the media port and a SIP adapter look inside.
 */
export interface AudioStream {
  readonly id: string
}

/** A call's media connection, opaque to core: in a browser, an `RTCPeerConnection`. */
export interface AudioConnection {
  getStats(): Promise<unknown>
  /** What both sides have agreed on; absent where it can't be read. */
  readonly localDescription?: { readonly sdp: string } | null
  readonly remoteDescription?: { readonly sdp: string } | null
}

/** Why a microphone was not to be had. `internal`: the page asked for it in a way that no browser allows. */
export type MicrophoneRefusal = 'mic-denied' | 'mic-missing' | 'mic-busy' | 'internal'

/**
 * What a microphone tells. Order: `prompting`(0..1), then exactly one of `granted` and `refused`; after `granted` any
 * number of `silenced`, each a change, and at most one `ended`, last. Reports MUST NOT come before `acquire` has returned, nor after `release`.
 */
export type MicrophoneReport =
  /** The browser is asking the caller. */
  | { readonly type: 'prompting' }
  | { readonly type: 'granted'; readonly stream: AudioStream }
  | { readonly type: 'refused'; readonly code: MicrophoneRefusal; readonly detail: string }
  /** The system gives no sound, or gives it again: another call came in, or a switch on the device was used. */
  | { readonly type: 'silenced'; readonly on: boolean }
  /** The device was unplugged, or the permission withdrawn. */
  | { readonly type: 'ended' }

/** A microphone in use. `release` is idempotent, legal in any state, and stops only what `acquire` opened. */
export interface Microphone {
  release(): void
}

/** What the caller's loudspeaker tells: any number of reports, each a change. */
export type PlaybackReport =
  | { readonly type: 'playing' }
  /** The browser's autoplay rules want a gesture: call `resume` from inside one. */
  | { readonly type: 'blocked' }

/** A remote stream being played. Both methods are idempotent and never throw; `stop` leaves nothing in the page. */
export interface Playback {
  resume(): void
  stop(): void
}

/** A local tone. `stop` is idempotent. */
export interface Tone {
  stop(): void
}

/**
 * What watching a call's audio tells, each by {@link audioTable}.
 * - `comfort-noise`, at most once: both sides agreed on it (RFC 3389), so a quiet far side may send no packets, and its
 *   proof takes as long as RTCP.
 * - `proven`, at most once: packets left on the nominated pair, and packets arrived on a track that is bound, or the
 *   table says that the far side is there and silent.
 * - `flowing` / `stalled`: the sound is there, or silence is / packets had to come and none did.
 * - `level`, any number: whether the far side was heard at all lately. It only warns: a silent agent is no failure.
 */
export type AudioReport =
  | { readonly type: 'comfort-noise' }
  | { readonly type: 'proven' }
  | { readonly type: 'flowing' }
  | { readonly type: 'stalled' }
  | { readonly type: 'level'; readonly silent: boolean }

/** Limits of {@link MediaPort.watch}, in milliseconds. */
export interface WatchOptions {
  /** No inbound packet for this long, where packets had to come, is reported as `stalled`. */
  readonly stalledAfter: number
  /**
   * Early media: only `level` is reported. It is silent until the first sound, and again after 8 s without one: longer
   * than the pause of any country's ringing tone. Packets count as sound where a browser can't tell.
   */
  readonly early?: true
}

/** Watching a connection. `stop` is idempotent; no report follows it. */
export interface AudioWatch {
  stop(): void
}

/**
 * The media port: the only owner of the caller's microphone and loudspeaker.
 *
 * - Every method MUST return at once, MUST NOT throw, and MUST NOT report before it has returned.
 * - `acquire` MUST tell `NotAllowedError`, `NotFoundError` and `NotReadableError` apart. An existing live stream that
 *   the page gave MUST be reused and MUST NOT be stopped by `release`.
 * - A `release` while the browser still asks MUST stop the microphone as soon as it is granted.
 * - `play` MUST report `blocked` where the browser refuses to start, and `playing` once it plays.
 */
export interface MediaPort {
  acquire(on: (report: MicrophoneReport) => void): Microphone
  play(stream: AudioStream, on: (report: PlaybackReport) => void): Playback
  /** The ringing tone that the caller hears while nothing else sounds. */
  ringback(): Tone
  /** The ringing tone that an agent hears when a call comes in. */
  ringtone(): Tone
  watch(connection: AudioConnection, options: WatchOptions, on: (report: AudioReport) => void): AudioWatch
}
