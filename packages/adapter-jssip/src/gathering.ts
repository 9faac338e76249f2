import type { Candidates, Gathering, LineLimits } from '@patchcord/core'
import type { Session } from './library.types.ts'

type CandidateType = Gathering['candidate']

interface Candidate {
  readonly type: CandidateType
  /** A literal address; browsers put a `.local` name in its place while there is no microphone (RFC 8828 §5). */
  readonly literal: boolean
  /** What a PBX without trickle ICE needs at least one of. */
  readonly usable: boolean
  /** An address that is of use within its own network alone (RFC 1918, RFC 3927, RFC 6598). */
  readonly isPrivate: boolean
}

/** For how long a server that stayed silent is not waited for. */
const silence = 60_000

/** Remembers the ICE servers that stayed silent. */
export class SilentServers {
  readonly #until = new Map<string, number>()

  note(servers: readonly RTCIceServer[]): void {
    this.#until.set(keyOf(servers), Date.now() + silence)
  }

  include(servers: readonly RTCIceServer[]): boolean {
    return (this.#until.get(keyOf(servers)) ?? 0) > Date.now()
  }
}

const keyOf = (servers: readonly RTCIceServer[]): string => JSON.stringify(servers.map((server) => server.urls))

const candidateLine = /candidate:\S+ \d+ (\S+) \d+ (\S+) \d+ typ (\S+)/i

const privateAddress = /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./

function parseCandidate(line: string): Candidate | undefined {
  const [, protocol = '', address = '', kind = ''] = candidateLine.exec(line) ?? []
  if (!address) return undefined
  const type = kind === 'relay' ? 'relay' : kind === 'host' ? 'host' : 'srflx'
  const usable = protocol.toLowerCase() === 'udp' && /^\d+(\.\d+){3}$/.test(address)
  return { type, literal: !address.toLowerCase().endsWith('.local'), usable, isPrivate: privateAddress.test(address) }
}

/** What is wrong with the addresses that were found; undefined where nothing is. */
function lackOf(found: readonly Candidate[]): Candidates | undefined {
  if (!found.some(({ literal }) => literal)) return found.length > 0 ? 'hidden' : 'none'
  const usable = found.filter((candidate) => candidate.usable)
  return usable.length > 0 && usable.every(({ isPrivate }) => isPrivate) ? 'private' : undefined
}

/** What a gatherer is told and tells. */
export interface GathererOptions {
  readonly limits: LineLimits
  readonly iceServers: readonly RTCIceServer[]
  readonly silent: SilentServers
  /** Nothing that the PBX could use was found: the description must not be sent. */
  failed(detail: string): void
}

/**
 * Decides when a description is good enough to be sent: with the first usable candidate, see `LineConfig.iceServers`.
 * JsSIP by itself waits until gathering is complete, which a silent STUN server delays by 40 s.
 */
export class Gatherer {
  readonly #options: GathererOptions
  #timers: ReturnType<typeof setTimeout>[] = []
  #since: number | undefined
  #reflexive = false
  #found: CandidateType = 'none'
  #literal = false
  #ready: (() => void) | undefined
  #result: Gathering = { candidate: 'none', waited: 0 }
  #lack: Candidates | undefined

  constructor(options: GathererOptions) {
    this.#options = options
  }

  /** How the last round went. */
  get result(): Gathering {
    return this.#result
  }

  /** What was wrong with the addresses of the last round. */
  get lack(): Candidates | undefined {
    return this.#lack
  }

  /** A round begins: JsSIP is about to make a description. */
  start(): void {
    if (this.#since !== undefined) return
    const { limits, iceServers, silent } = this.#options
    this.#since = performance.now()
    this.#found = 'none'
    this.#literal = false
    this.#reflexive = iceServers.length > 0 && !silent.include(iceServers)
    this.#timers = [setTimeout(() => this.#exhausted(), limits.gathering)]
    if (this.#reflexive) this.#timers.push(setTimeout(() => this.#unanswered(), limits.reflexive))
  }

  /** JsSIP found a candidate; `ready` makes it go on with those that it has. */
  candidate({ candidate, ready }: { readonly candidate: RTCIceCandidate; readonly ready: () => void }): void {
    this.start()
    this.#ready = ready
    const parsed = parseCandidate(candidate.candidate)
    this.#literal ||= parsed?.literal === true
    if (!parsed?.usable) return
    if (this.#found === 'none' || parsed.type !== 'host') this.#found = parsed.type
    if (!this.#reflexive || parsed.type !== 'host') ready()
  }

  /** JsSIP has the description, by `ready` or because gathering is complete. It may be changed here. */
  described(description: { sdp: string }): void {
    if (this.#since === undefined) return
    const waited = Math.round(performance.now() - this.#since)
    this.stop()
    const lines = description.sdp.split('\r\n')
    const candidates = lines.flatMap((line) => parseCandidate(line) ?? [])
    this.#lack = lackOf(candidates)
    const literal = candidates.find((candidate) => candidate.literal)
    this.#result = { candidate: this.#found === 'none' ? (literal?.type ?? 'none') : this.#found, waited }
    // Some PBXs refuse a description for one name that they cannot resolve.
    if (literal) description.sdp = lines.filter((line) => parseCandidate(line)?.literal !== false).join('\r\n')
    else this.#options.failed(explain(this.#lack))
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#since = undefined
  }

  #unanswered(): void {
    this.#options.silent.note(this.#options.iceServers)
    this.#reflexive = false
    if (this.#found !== 'none') this.#ready?.()
  }

  #exhausted(): void {
    if (this.#literal) this.#ready?.()
    else {
      this.stop()
      this.#lack = this.#ready ? 'hidden' : 'none'
      this.#options.failed(explain(this.#lack))
    }
  }
}

/** Puts a gatherer between a session and its descriptions. */
export function gatherFor(session: Session, options: GathererOptions): Gatherer {
  const gatherer = new Gatherer(options)
  session.on('connecting', () => gatherer.start())
  session.on('icecandidate', (event) => {
    if (isCurrent(event.candidate, session.connection)) gatherer.candidate(event)
  })
  session.on('sdp', (event) => {
    if (event.originator === 'local') gatherer.described(event)
  })
  return gatherer
}

/** After an ICE restart, a browser may still tell of what it found before. */
function isCurrent({ usernameFragment }: RTCIceCandidate, connection: RTCPeerConnection | null): boolean {
  const ufrag = /^a=ice-ufrag:(\S+)/m.exec(connection?.localDescription?.sdp ?? '')?.[1]
  return !usernameFragment || !ufrag || usernameFragment === ufrag
}

const explain = (lack: Candidates | undefined): string =>
  lack === 'hidden'
    ? 'only .local (mDNS) candidates: the browser hides its addresses; grant the microphone first or add ICE servers'
    : 'no ICE candidate was found'
