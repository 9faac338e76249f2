/** What an adapter opens in this page, while the probes stand. */
export interface Probes {
  readonly connections: readonly RTCPeerConnection[]
  /** Tracks that were cloned. */
  readonly clones: ReadonlySet<MediaStreamTrack>
  readonly microphones: number
  readonly tones: string
  /** Connections that are not counted. */
  connection(): RTCPeerConnection
  remove(): void
}

/** Stands between an adapter and the browser, and writes down what is opened. */
export function placeProbes(): Probes {
  const connections: RTCPeerConnection[] = []
  const clones = new Set<MediaStreamTrack>()
  const seen = { microphones: 0, tones: '' }
  const Native = globalThis.RTCPeerConnection
  const { clone: cloneStream } = MediaStream.prototype
  const { clone: cloneTrack } = MediaStreamTrack.prototype
  const { insertDTMF } = RTCDTMFSender.prototype
  const { getUserMedia } = MediaDevices.prototype
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      connections.push(this)
    }
  }
  MediaStream.prototype.clone = function clone() {
    const copy = cloneStream.call(this)
    for (const track of copy.getTracks()) clones.add(track)
    return copy
  }
  MediaStreamTrack.prototype.clone = function clone() {
    const copy = cloneTrack.call(this)
    clones.add(copy)
    return copy
  }
  RTCDTMFSender.prototype.insertDTMF = function insert(...tones: Parameters<RTCDTMFSender['insertDTMF']>) {
    seen.tones += tones[0]
    insertDTMF.apply(this, tones)
  }
  MediaDevices.prototype.getUserMedia = function ask(...wanted: Parameters<MediaDevices['getUserMedia']>) {
    seen.microphones += 1
    return getUserMedia.apply(this, wanted)
  }
  return {
    connections,
    clones,
    get microphones() {
      return seen.microphones
    },
    get tones() {
      return seen.tones
    },
    connection: () => new Native(),
    remove() {
      globalThis.RTCPeerConnection = Native
      MediaStream.prototype.clone = cloneStream
      MediaStreamTrack.prototype.clone = cloneTrack
      RTCDTMFSender.prototype.insertDTMF = insertDTMF
      MediaDevices.prototype.getUserMedia = getUserMedia
    },
  }
}
