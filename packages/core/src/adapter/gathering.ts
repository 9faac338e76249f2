import type { Candidates } from '../failure/index.ts'
import type { IceServer, LineLimits } from '../sip/line-config.ts'
import type { Gathering } from '../sip/sip.port.ts'

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

  note(servers: readonly IceServer[]): void {
    this.#until.set(keyOf(servers), Date.now() + silence)
  }

  include(servers: readonly IceServer[]): boolean {
    return (this.#until.get(keyOf(servers)) ?? 0) > Date.now()
  }
}

const keyOf = (servers: readonly IceServer[]): string => JSON.stringify(servers.map((server) => server.urls))

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
  readonly iceServers: readonly IceServer[]
  readonly silent: SilentServers
  /** Nothing that the PBX could use was found: the description must not be sent. */
  failed(detail: string): void
}

/**
 * Decides when a description is good enough to be sent: with the first usable candidate, see `LineConfig.iceServers`.
 * JsSIP by itself waits until gathering is complete, which a silent STUN server delays by 40 s, and SIP.js for 5 s.
 */
export class Gatherer {
  readonly #options: GathererOptions
  #timers: number[] = []
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

  /** A round begins: the library is about to make a description. */
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

  /** A candidate was found; `ready` makes the library go on with those that it has. */
  candidate(line: string, ready: () => void): void {
    this.start()
    this.#ready = ready
    const parsed = parseCandidate(line)
    this.#literal ||= parsed?.literal === true
    if (!parsed?.usable) return
    if (this.#found === 'none' || parsed.type !== 'host') this.#found = parsed.type
    if (!this.#reflexive || parsed.type !== 'host') ready()
  }

  /** There is a description, by `ready` or because gathering is complete: as it is to be sent. */
  described(sdp: string): string {
    const lines = sdp.split('\r\n')
    const candidates = lines.flatMap((line) => parseCandidate(line) ?? [])
    const literal = candidates.find((candidate) => candidate.literal)
    this.#settle(candidates, literal?.type)
    // Some PBXs refuse a description for one name that they cannot resolve.
    return literal ? lines.filter((line) => parseCandidate(line)?.literal !== false).join('\r\n') : sdp
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#since = undefined
  }

  #settle(candidates: readonly Candidate[], literal: CandidateType | undefined): void {
    if (this.#since === undefined) return
    const waited = Math.round(performance.now() - this.#since)
    this.stop()
    this.#result = { candidate: this.#found === 'none' ? (literal ?? 'none') : this.#found, waited }
    this.#lack = lackOf(candidates)
    if (!literal) this.#options.failed(explain(this.#lack))
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

const explain = (lack: Candidates | undefined): string =>
  lack === 'hidden'
    ? 'only .local (mDNS) candidates: the browser hides its addresses; grant the microphone first or add ICE servers'
    : 'no ICE candidate was found'
