import type { ScriptedBrowser } from '@patchcord/core/testing'
import { complaintOf, isRefused, mediaOf } from './stand-in-checks.ts'
import { candidateOf, describe, ufragOf } from './stand-in-sdp.ts'
import { StandInStream, StandInTrack } from './stand-in-stream.ts'
import { StandInSender, StandInTransceiver } from './stand-in-transceiver.ts'

/** Marks an answer with which media connects. */
export const liveLine = 'a=x-live:1'

/** As Chromium finds them: UDP of both IP versions at once, TCP 120 ms later. */
const usualFinds: NonNullable<ScriptedBrowser['finds']> = [
  [0, 'host'],
  [1, 'ipv6'],
  [120, 'tcp'],
  [120, null],
]

interface Description {
  readonly type: RTCSdpType
  readonly sdp: string
}

const restarts = (before: string | undefined, now: string): boolean =>
  before !== undefined && peersUfrag(before) !== peersUfrag(now)

const peersUfrag = (sdp: string): string | undefined => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1]

/** The direction of an answer (RFC 3264 §6.1): what both sides want. */
function answering(offered: string, wanted: string): string {
  const sends = wanted.startsWith('send') && ['sendrecv', 'recvonly'].includes(offered)
  const receives = ['sendrecv', 'recvonly'].includes(wanted) && offered.startsWith('send')
  if (sends) return receives ? 'sendrecv' : 'sendonly'
  return receives ? 'recvonly' : 'inactive'
}

/** A stand-in for `RTCPeerConnection`: it gathers, offers and answers as a case says, and connects nothing. */
export class StandInConnection extends EventTarget {
  static all: StandInConnection[] = []
  /** What each new connection does. */
  static script: ScriptedBrowser = {}

  readonly configuration: RTCConfiguration
  readonly senders: StandInSender[] = []
  readonly receiver = { track: new StandInTrack() }
  iceGatheringState = 'new'
  iceConnectionState = 'new'
  connectionState = 'new'
  signalingState = 'stable'
  localDescription: Description | null = null
  remoteDescription: Description | null = null
  readonly #transceiver = new StandInTransceiver(this.receiver, () => this.closed)
  #found: string[] = []
  #round = 0
  /** Senders that were there before the peer's first word; where that is an answer, none matters. */
  readonly #early: StandInSender[] = []
  /** What a rollback of an ICE restart brings back. */
  #before: { readonly found: string[]; readonly round: number } | undefined
  /** One side restarts ICE: our description begins another round. */
  #restarted = false

  constructor(configuration: RTCConfiguration = {}) {
    super()
    this.configuration = configuration
    // What is received is not the adapter's to stop.
    this.receiver.track.stop()
    if (StandInConnection.script.refusesConnections) throw new Error('no connection today')
    StandInConnection.all.push(this)
  }

  get closed(): boolean {
    return this.signalingState === 'closed'
  }

  addTrack(track: StandInTrack): StandInSender {
    if (this.senders.some((sender) => sender.track === track)) throw new Error('a track is sent once')
    const sender = new StandInSender(track)
    if (!this.remoteDescription) this.#early.push(sender)
    this.senders.push(sender)
    return sender
  }

  removeTrack(sender: StandInSender): void {
    sender.track = null
  }

  getSenders(): StandInSender[] {
    return this.senders
  }

  getReceivers(): object[] {
    return [this.receiver]
  }

  getTransceivers(): object[] {
    const [sender] = this.senders
    return sender ? [Object.assign(this.#transceiver, { sender })] : []
  }

  async createOffer(options?: RTCOfferOptions): Promise<Description> {
    if (StandInConnection.script.refusesOffers) throw new Error('no offer today')
    if (options?.iceRestart) this.restartIce()
    return { type: 'offer', sdp: this.#described('offer', this.#transceiver.direction) }
  }

  async createAnswer(): Promise<Description> {
    if (StandInConnection.script.refusesAnswers) throw new Error('no answer today')
    const audio = mediaOf(this.remoteDescription?.sdp ?? '').find((medium) => medium.startsWith('m=audio')) ?? ''
    const offered = /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(audio)?.[1]
    const { direction: wanted } = this.#transceiver
    return { type: 'answer', sdp: this.#described('answer', answering(offered ?? 'sendrecv', wanted)) }
  }

  restartIce(): void {
    this.#before = { found: this.#found, round: this.#round }
    this.#found = []
    this.#round += 1
    this.#restarted = true
  }

  async setLocalDescription(description?: Description): Promise<void> {
    const next = description ?? (await this.#implied())
    if (next.type === 'rollback') return this.#rollBack()
    this.localDescription = next
    this.#signals(next.type === 'offer' ? 'have-local-offer' : 'stable')
    if (this.iceGatheringState === 'new') this.#gather()
    else if (this.#restarted) setTimeout(() => this.#gatherAgain())
    this.#restarted = false
  }

  async setRemoteDescription(description: Description): Promise<void> {
    if (this.closed) throw new Error('the connection is closed')
    if (description.type === 'rollback') return this.#rollBack()
    if (description.type === 'answer' && this.signalingState !== 'have-local-offer')
      throw new Error(`an answer in the state ${this.signalingState}`)
    const complaint = complaintOf(description.type, description.sdp, this.localDescription?.sdp)
    if (complaint) throw new Error(complaint)
    const { appliesIn } = StandInConnection.script
    if (appliesIn) await new Promise<void>((resolve) => void setTimeout(resolve, appliesIn))
    // What was not applied when a connection is closed never settles (WebRTC §4.4.1.5).
    if (this.closed) return new Promise(() => {})
    if (description.type === 'answer' && !this.remoteDescription) this.#early.length = 0
    this.#before = undefined
    if (description.type === 'offer' && restarts(this.remoteDescription?.sdp, description.sdp)) this.restartIce()
    this.remoteDescription = description
    this.#signals(description.type === 'offer' ? 'have-remote-offer' : 'stable')
    if (description.sdp.includes(liveLine) && this.connectionState === 'new') this.#connect()
  }

  /** Simulation only: the browser tells a change of the connection. */
  becomes(state: 'connecting' | 'connected' | 'disconnected' | 'failed'): void {
    this.connectionState = state
    this.iceConnectionState = state === 'connecting' ? 'checking' : state
    this.tell('connectionstatechange')
    this.tell('iceconnectionstatechange')
  }

  /** Simulation only: tells an event to its listeners. */
  tell(type: string, parts: object = {}): void {
    const event = Object.assign(new Event(type), parts)
    this.dispatchEvent(event)
    const handler = (this as unknown as Record<string, unknown>)[`on${type}`]
    if (typeof handler === 'function') handler.call(this, event)
  }

  async getStats(): Promise<Map<string, object>> {
    return new Map()
  }

  close(): void {
    this.signalingState = 'closed'
    this.connectionState = 'closed'
  }

  /** Chromium loses a sender that was there before the peer's first offer. */
  #rollBack(): void {
    for (const sender of this.#early) sender.track = null
    if (this.#before) {
      this.#found = this.#before.found
      this.#round = this.#before.round
      this.iceGatheringState = 'complete'
    }
    this.#restarted = false
    this.#signals('stable')
  }

  #signals(state: string): void {
    if (this.signalingState === state) return
    this.signalingState = state
    this.tell('signalingstatechange')
  }

  #connect(): void {
    const media = mediaOf(this.remoteDescription?.sdp ?? '')
    const { track } = this.receiver
    const video = new StandInTrack(undefined, 'video')
    video.stop()
    // Chromium puts the track of a refused medium into the stream, too.
    const others = media.some((medium) => medium.startsWith('m=video')) ? [video] : []
    const streams = [new StandInStream([track, ...others])]
    this.tell('track', { track, streams, receiver: this.receiver })
    if (media.some((medium) => medium.startsWith('m=video') && !isRefused(medium)))
      this.tell('track', { track: video, streams, receiver: { track: video } })
    if (StandInConnection.script.joins === false) return
    this.becomes('connecting')
    this.becomes('connected')
  }

  #implied(): Promise<Description> {
    return this.signalingState === 'have-remote-offer' ? this.createAnswer() : this.createOffer()
  }

  #gather(): void {
    this.iceGatheringState = 'gathering'
    this.#find(StandInConnection.script.finds ?? usualFinds, this.#round, 0)
  }

  /** Of a round after a restart, Chromium tells late: first the end of the one before, where that still goes on. */
  #gatherAgain(): void {
    if (this.closed) return
    if (this.iceGatheringState === 'gathering') this.#gathered(null)
    else this.iceGatheringState = 'gathering'
    const { finds = usualFinds, findsAgain = finds } = StandInConnection.script
    this.#find(findsAgain, this.#round, 0)
  }

  /** One after the other: Node may run two timers of different lengths in either order. */
  #find([next, ...rest]: NonNullable<ScriptedBrowser['finds']>, round: number, elapsed: number): void {
    if (!next) return
    const [after, found] = next
    setTimeout(() => {
      if (round !== this.#round) return
      this.#gathered(found && candidateOf(found))
      this.#find(rest, round, after)
    }, after - elapsed)
  }

  #gathered(candidate: string | null): void {
    if (this.closed || (candidate === null && this.iceGatheringState === 'complete')) return
    if (candidate === null) this.iceGatheringState = 'complete'
    else this.#found.push(candidate)
    const { localDescription } = this
    if (localDescription) {
      const audio = mediaOf(localDescription.sdp).find((medium) => medium.startsWith('m=audio')) ?? ''
      const direction = /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(audio)?.[1] ?? 'sendrecv'
      const type = localDescription.type === 'answer' ? 'answer' : 'offer'
      this.localDescription = { type, sdp: this.#described(type, direction) }
    }
    this.tell('icecandidate', { candidate: candidate && { candidate, usernameFragment: ufragOf(this.#round) } })
    if (candidate === null) this.tell('icegatheringstatechange')
  }

  #described(type: 'offer' | 'answer', direction: string): string {
    const peer = this.remoteDescription?.sdp ?? ''
    return describe({ type, round: this.#round, direction, found: this.#found, peer })
  }
}
