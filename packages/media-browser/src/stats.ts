/** What one `getStats` says about a call's audio, in numbers. Packets are counted by SSRC. */
export interface AudioSample {
  /** Packets received on tracks that are bound. Those on an unsignalled SSRC are counted by browsers and never heard. */
  readonly received: ReadonlyMap<number, number>
  readonly sent: ReadonlyMap<number, number>
  /** Whether a candidate pair is selected and works. */
  readonly connected: boolean
  /** Answers to checks on the selected pair so far: absent where a browser does not tell. */
  readonly answers?: number
  /** Milliseconds since the newest RTCP report arrived: absent where none has, or a browser does not tell. */
  readonly reported?: number
  /** What came out of the bound tracks so far: absent where a browser does not tell. */
  readonly sound?: Sound
  /** The loudest bound track just now, 0 to 1: absent where a browser does not tell. */
  readonly level?: number
}

/** Totals since the call began: energy in sample²·seconds, and how many seconds of samples that was. */
interface Sound {
  readonly energy: number
  readonly seconds: number
}

type Entry = Readonly<Record<string, unknown>>

/** Reads an `RTCStatsReport`, or any map of the same entries. Unknown or missing entries are no error. Pure. */
export function readAudio(report: unknown): AudioSample {
  const entries = entriesOf(report)
  const inbound = entries.filter((entry) => isAudio(entry, 'inbound-rtp') && isBound(entry))
  const outbound = entries.filter((entry) => isAudio(entry, 'outbound-rtp'))
  return {
    received: packetsBySsrc(inbound, 'packetsReceived'),
    sent: packetsBySsrc(outbound, 'packetsSent'),
    ...pathOf(entries),
    ...reportedOf(entries),
    ...soundOf(inbound),
    ...levelOf(inbound),
  }
}

/** Whether packets came on any SSRC between two samples; a new SSRC counts from zero. Pure. */
export function grew(before: ReadonlyMap<number, number>, now: ReadonlyMap<number, number>): boolean {
  return [...now].some(([ssrc, packets]) => packets > (before.get(ssrc) ?? 0))
}

/** How loud the far side was between two samples, 0 to 1 (RMS); undefined where nothing tells. Pure. */
export function loudness(before: AudioSample, now: AudioSample): number | undefined {
  if (!before.sound || !now.sound) return now.level
  const seconds = now.sound.seconds - before.sound.seconds
  return seconds > 0 ? Math.sqrt(Math.max(0, now.sound.energy - before.sound.energy) / seconds) : 0
}

/** A report is map-like, but no `Map`. */
function entriesOf(report: unknown): readonly Entry[] {
  return isReport(report) ? [...report.values()] : []
}

function isReport(value: unknown): value is { values(): Iterable<Entry> } {
  return typeof value === 'object' && value !== null && 'values' in value && typeof value.values === 'function'
}

const isAudio = (entry: Entry, type: string) => entry['type'] === type && entry['kind'] === 'audio'

const isBound = (entry: Entry) => Boolean(entry['trackIdentifier'])

/** By SSRC, since a Firefox entry's own id is random. */
function packetsBySsrc(entries: readonly Entry[], counter: string): ReadonlyMap<number, number> {
  return new Map(entries.map((entry) => [numberIn(entry, 'ssrc') ?? 0, numberIn(entry, counter) ?? 0]))
}

/**
 * The pair that the transport selected; where no transport names one, any nominated pair. Firefox has no counters on
 * the transport, so only the pair's state is asked here: packets are counted where RTP is.
 */
function pathOf(entries: readonly Entry[]): Pick<AudioSample, 'connected' | 'answers'> {
  const transports = entries.filter((entry) => entry['type'] === 'transport')
  const selected = transports.map((entry) => entry['selectedCandidatePairId']).filter(Boolean)
  const pairs = entries.filter((entry) => entry['type'] === 'candidate-pair' && entry['state'] === 'succeeded')
  const working = pairs.filter((pair) =>
    selected.length > 0 ? selected.includes(pair['id']) : pair['nominated'] === true,
  )
  const answers = working.flatMap((pair) => numberIn(pair, 'responsesReceived') ?? [])
  return { connected: working.length > 0, ...(answers.length > 0 ? { answers: sum(answers) } : {}) }
}

/**
 * The entries that a report of the other end makes (RFC 3550 §6.4) keep the time at which it arrived; the others have
 * the time of the sample, by the same clock.
 */
function reportedOf(entries: readonly Entry[]): { reported?: number } {
  const remote = entries.filter(
    (entry) => isAudio(entry, 'remote-inbound-rtp') || isAudio(entry, 'remote-outbound-rtp'),
  )
  const reports = remote.flatMap((entry) => numberIn(entry, 'timestamp') ?? [])
  const times = entries
    .filter((entry) => !remote.includes(entry))
    .flatMap((entry) => numberIn(entry, 'timestamp') ?? [])
  if (reports.length === 0 || times.length === 0) return {}
  return { reported: Math.max(0, Math.max(...times) - Math.max(...reports)) }
}

function soundOf(inbound: readonly Entry[]): { sound?: Sound } {
  const energies = inbound.flatMap((entry) => numberIn(entry, 'totalAudioEnergy') ?? [])
  const seconds = inbound.flatMap((entry) => numberIn(entry, 'totalSamplesDuration') ?? [])
  return energies.length > 0 && seconds.length > 0 ? { sound: { energy: sum(energies), seconds: sum(seconds) } } : {}
}

function levelOf(inbound: readonly Entry[]): { level?: number } {
  const levels = inbound.flatMap((entry) => numberIn(entry, 'audioLevel') ?? [])
  return levels.length > 0 ? { level: Math.max(...levels) } : {}
}

function numberIn(entry: Entry, key: string): number | undefined {
  const value = entry[key]
  return typeof value === 'number' ? value : undefined
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
