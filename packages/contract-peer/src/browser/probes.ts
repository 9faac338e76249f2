/** What an adapter opens in this page, while the probes stand. */
export interface Probes {
  readonly connections: readonly RTCPeerConnection[]
  /** Tracks that were cloned. */
  readonly clones: ReadonlySet<MediaStreamTrack>
  readonly seen: { readonly microphones: number; readonly tones: string }
  /** A connection that is not counted. */
  connection(): RTCPeerConnection
  remove(): void
}

/** Puts another function into an object's place; returns what takes it out again. */
function replace<Owner extends object, Key extends keyof Owner>(
  owner: Owner,
  key: Key,
  change: (native: Owner[Key]) => Owner[Key],
): () => void {
  const native = owner[key]
  owner[key] = change(native)
  return () => {
    owner[key] = native
  }
}

function watchClones(clones: Set<MediaStreamTrack>): (() => void)[] {
  const stream = replace(MediaStream.prototype, 'clone', (native) => {
    return function clone(this: MediaStream) {
      const copy = native.call(this)
      for (const track of copy.getTracks()) clones.add(track)
      return copy
    }
  })
  const track = replace(MediaStreamTrack.prototype, 'clone', (native) => {
    return function clone(this: MediaStreamTrack) {
      const copy = native.call(this)
      clones.add(copy)
      return copy
    }
  })
  return [stream, track]
}

function watchUse(seen: { microphones: number; tones: string }): (() => void)[] {
  const tones = replace(RTCDTMFSender.prototype, 'insertDTMF', (native) => {
    return function insertDTMF(this: RTCDTMFSender, ...tones) {
      seen.tones += tones[0]
      native.apply(this, tones)
    }
  })
  const microphone = replace(MediaDevices.prototype, 'getUserMedia', (native) => {
    return function getUserMedia(this: MediaDevices, ...wanted) {
      seen.microphones += 1
      return native.apply(this, wanted)
    }
  })
  return [tones, microphone]
}

/** Stands between an adapter and the browser, and writes down what is opened. */
export function placeProbes(): Probes {
  const connections: RTCPeerConnection[] = []
  const clones = new Set<MediaStreamTrack>()
  const seen = { microphones: 0, tones: '' }
  const Native = globalThis.RTCPeerConnection
  class Counted extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      connections.push(this)
    }
  }
  const removals = [replace(globalThis, 'RTCPeerConnection', () => Counted), ...watchClones(clones), ...watchUse(seen)]
  return {
    connections,
    clones,
    seen,
    connection: () => new Native(),
    remove: () => removals.forEach((remove) => void remove()),
  }
}
