import { Gatherer, type GathererOptions, ours } from '@patchcord/core/adapter'
import { expectCandidates } from './library.ts'
import type { Session } from './library.types.ts'

/** Puts a gatherer between a session and its descriptions. */
export function gatherFor(session: Session, options: GathererOptions): Gatherer {
  const failed = (detail: string) => {
    options.failed(detail)
    rounds?.giveUp()
  }
  const gatherer = new Gatherer({ ...options, failed })
  let rounds: Rounds | undefined
  session.on('connecting', () => {
    if (session.connection) rounds = new Rounds(session.connection, gatherer)
    gatherer.start()
  })
  session.on('icecandidate', ({ candidate, ready }) => {
    if (isCurrent(candidate, session.connection)) gatherer.candidate(candidate.candidate, ready)
  })
  session.on('sdp', (event) => {
    if (event.originator === 'local') event.sdp = ours(gatherer.described(event.sdp))
    else if (event.type === 'offer') expectCandidates(session, restarts(session, event.sdp))
  })
  return gatherer
}

/**
 * After an ICE restart, a browser first tells the end of the gathering before, where that still goes on. JsSIP would take
 * it for the end of the new one, and send a description without candidates.
 */
class Rounds {
  readonly #connection: RTCPeerConnection
  readonly #gatherer: Gatherer
  #first = ''
  #over = false

  constructor(connection: RTCPeerConnection, gatherer: Gatherer) {
    this.#connection = connection
    this.#gatherer = gatherer
    connection.addEventListener('icecandidate', (event) => {
      if (event.candidate) this.#first ||= this.#current
      else this.#look(event)
    })
    connection.addEventListener('icegatheringstatechange', (event) => this.#look(event))
  }

  /** Nothing was found within the limit: the end of the gathering before has to do, so that JsSIP goes on. */
  giveUp(): void {
    if (this.#current === this.#first) return
    this.#over = true
    this.#connection.dispatchEvent(new Event('icegatheringstatechange'))
    this.#over = false
  }

  get #sdp(): string {
    return this.#connection.localDescription?.sdp ?? ''
  }

  get #current(): string {
    return ufragOf(this.#sdp) ?? ''
  }

  #look(event: Event): void {
    if (this.#over || this.#current === this.#first || this.#sdp.includes('a=candidate:')) return
    event.stopImmediatePropagation()
    this.#gatherer.start()
  }
}

/** Whether the peer's offer restarts ICE (RFC 8839 §4.4.1). */
function restarts({ connection }: Session, offer: string): boolean {
  const before = connection?.remoteDescription
  return before != null && ufragOf(before.sdp) !== ufragOf(offer)
}

const ufragOf = (sdp: string | undefined): string | undefined => /^a=ice-ufrag:(\S+)/m.exec(sdp ?? '')?.[1]

/** After an ICE restart, a browser may still tell of what it found before. */
function isCurrent({ usernameFragment }: RTCIceCandidate, connection: RTCPeerConnection | null): boolean {
  const ufrag = ufragOf(connection?.localDescription?.sdp)
  return !usernameFragment || !ufrag || usernameFragment === ufrag
}
