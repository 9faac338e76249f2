import type { Candidates } from '../failure/index.ts'
import type { IceServer, LineLimits } from '../sip/line-config.ts'
import type { Gathering } from '../sip/sip.port.ts'
import { type Candidate, type CandidateType, lackOf, parseCandidate } from './candidates.ts'

/**
 * How many milliseconds the other host candidates are waited for after the first one, by its IP version. Chromium finds
 * those of all networks and both versions within 3 ms of the first, and the useless ones for TCP 120 ms later. A PBX
 * that is told of too few drops what comes from the others. FreeSWITCH refuses an offer without IPv4.
 */
const others = { 4: 10, 6: 100 } as const

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

/** What a gatherer is told and tells. */
export interface GathererOptions {
  readonly limits: LineLimits
  readonly iceServers: readonly IceServer[]
  readonly silent: SilentServers
  /** Nothing that the PBX could use was found: the description must not be sent. */
  failed(detail: string): void
}

/**
 * Decides when a description is good enough to be sent: with the usable candidates that come at once, see
 * `LineConfig.iceServers`. JsSIP by itself waits until gathering is complete, which takes 120 ms for candidates that are
 * of no use, and 40 s with a silent STUN server; SIP.js then waits for 5 s.
 */
export class Gatherer {
  readonly #options: GathererOptions
  #timers: number[] = []
  #since: number | undefined
  /** A reflexive or relayed candidate is waited for. */
  #reflexive = false
  /** The other host candidates have had their time. */
  #whole = false
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
    this.#ready = undefined
    this.#whole = false
    this.#reflexive = iceServers.length > 0 && !silent.include(iceServers)
    this.#timers = []
    this.#after(limits.gathering, () => this.#exhausted())
    if (this.#reflexive) this.#after(limits.reflexive, () => this.#unanswered())
  }

  /** A candidate was found; `ready` makes the library go on with those that it has. */
  candidate(line: string, ready: () => void): void {
    this.start()
    this.#ready = ready
    const parsed = parseCandidate(line)
    this.#literal ||= parsed?.literal === true
    if (!parsed?.version) return
    if (this.#found === 'none' || parsed.type !== 'host') this.#found = parsed.type
    if (parsed.type !== 'host') this.#reflexive = false
    this.#waitForOthers(others[parsed.version])
    this.#proceed()
  }

  /** There is a description, by `ready` or because gathering is complete: as it is to be sent. */
  described(sdp: string): string {
    const lines = sdp.split('\r\n')
    const candidates = lines.flatMap((line) => parseCandidate(line) ?? [])
    const literal = candidates.find((candidate) => candidate.literal)
    this.#settle(candidates, literal?.type)
    // Some PBXs refuse a description for one name that they cannot resolve.
    return lines.filter((line) => parseCandidate(line)?.literal !== false).join('\r\n')
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#since = undefined
    this.#whole = false
  }

  /** In two halves: candidates that have queued up behind a busy page get their turn in between. */
  #waitForOthers(ms: number): void {
    this.#after(ms / 2, () =>
      this.#after(ms / 2, () => {
        this.#whole = true
        this.#proceed()
      }),
    )
  }

  #after(ms: number, act: () => void): void {
    this.#timers.push(setTimeout(act, ms))
  }

  #proceed(): void {
    if (this.#whole && !this.#reflexive) this.#ready?.()
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
    this.#proceed()
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
