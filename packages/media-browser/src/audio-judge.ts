import { type AudioFacts, type AudioReport, audioCell, audioLimits, type WatchOptions } from '@patchcord/core'
import { type AudioSample, grew, loudness } from './stats.ts'

/** Below this RMS (-60 dBFS) nobody is heard, whatever comfort noise the line makes. */
const HEARD = 0.001

/** The far side is called silent after this many milliseconds without a sound. */
const SILENT_AFTER = 5_000

/** What is heard of early media (-46 dBFS): a ringing tone or a voice, not the hiss of a gateway. */
const EARLY_HEARD = 0.005

/** Early media is silent again after this many milliseconds. */
const EARLY_SILENT_AFTER = 8_000

/** Packets at least this often (ms) come and leave now. Opus sends one in 400 ms while it is quiet (RFC 7587 §3.1.3). */
const NOW = 1_000

/** A browser checks its path every 2.5 s: with two answers missing, the other end is gone. */
const CONSENT = 5_000

/** RTCP comes every 5 s, give or take a half (RFC 3550 §6.2): after three without one, nobody reports. */
const REPORTED = 15_000

/** What is looked at, one time after the other: a sample, where there is one, and what was agreed on. */
export interface Look {
  readonly sample: AudioSample | undefined
  readonly comfortNoise: boolean
}

/** Judges one look after the other. */
export type AudioJudge = (look: Look, now: number) => readonly AudioReport[]

/**
 * What looks at a call's audio amount to, as `AudioReport` promises. The first sample is the baseline: packets that it
 * already counts, early media's above all, prove nothing. Clock readings are given, so that it is pure but for memory.
 */
export function audioJudge(options: WatchOptions, startedAt: number): AudioJudge {
  const observe = observer(startedAt)
  const flow = flowJudge(options.stalledAfter)
  const level = levelJudge(startedAt)
  const early = options.early && earlyJudge()
  const once = new Set<AudioReport['type']>()
  let before: AudioSample | undefined
  return ({ sample, comfortNoise }, now) => {
    const step = before && sample ? { before, sample } : undefined
    before = sample ?? before
    const seen = observe(step, sample, comfortNoise, now)
    if (early) return early(seen.facts.now ? step : undefined, now)
    const { verdict, report } = flow(seen)
    const proven = seen.left && (verdict === 'silent' || (verdict === 'proven' && seen.facts.now))
    const first = (type: 'comfort-noise' | 'proven', is: boolean): AudioReport[] => {
      if (!is || once.has(type)) return []
      once.add(type)
      return [{ type }]
    }
    return [
      ...first('comfort-noise', comfortNoise),
      ...report,
      ...first('proven', proven),
      ...level(step, verdict === 'silent', now),
    ]
  }
}

interface Step {
  readonly before: AudioSample
  readonly sample: AudioSample
}

interface Seen {
  readonly facts: AudioFacts
  /** Since the last packet; where none ever came, since the beginning. */
  readonly idle: number
  /** Packets leave now, over a path that works. */
  readonly left: boolean
}

/** Keeps when each thing was seen last, and makes the table's facts of it. */
function observer(startedAt: number) {
  let arrivedAt: number | undefined
  let leftAt = Number.NEGATIVE_INFINITY
  let answeredAt = startedAt
  let reportedAt = Number.NEGATIVE_INFINITY
  let connected = true
  const note = ({ before, sample }: Step, now: number) => {
    if (grew(before.received, sample.received)) arrivedAt = now
    if (grew(before.sent, sample.sent)) leftAt = now
    if (sample.answers === undefined || sample.answers !== before.answers) answeredAt = now
  }
  return (step: Step | undefined, sample: AudioSample | undefined, comfortNoise: boolean, now: number): Seen => {
    if (step) note(step, now)
    if (sample?.reported !== undefined) reportedAt = now - sample.reported
    connected = sample?.connected ?? connected
    const recently = (at: number, limit: number) => now - at < limit
    const facts: AudioFacts = {
      comfortNoise,
      ever: arrivedAt !== undefined,
      now: arrivedAt !== undefined && recently(arrivedAt, NOW),
      rtcp: recently(reportedAt, REPORTED),
      consent: connected && recently(answeredAt, CONSENT),
    }
    return { facts, idle: now - (arrivedAt ?? startedAt), left: connected && recently(leftAt, NOW) }
  }
}

/** The table's verdict, once its limit has passed; until then the one before. */
function flowJudge(stalledAfter: number) {
  const limits = { ...audioLimits, stalled: stalledAfter }
  let verdict: ReturnType<typeof audioCell>['verdict'] = 'proven'
  return ({ facts, idle }: Seen) => {
    const cell = audioCell(facts)
    const was = verdict === 'stalled'
    if (idle >= limits[cell.limit]) verdict = cell.verdict
    const is = verdict === 'stalled'
    const report: AudioReport[] = is === was ? [] : [{ type: is ? 'stalled' : 'flowing' }]
    return { verdict, report }
  }
}

/** Says nothing where the browser does not tell: silence is claimed on evidence alone. */
function levelJudge(startedAt: number) {
  let heardAt = startedAt
  let silent = false
  return (step: Step | undefined, quiet: boolean, now: number): AudioReport[] => {
    if (step && (loudness(step.before, step.sample) ?? 1) >= HEARD) heardAt = now
    const was = silent
    silent = quiet || now - heardAt >= SILENT_AFTER
    return silent === was ? [] : [{ type: 'level', silent }]
  }
}

/** Silent until something is heard. */
function earlyJudge() {
  let heardAt = Number.NEGATIVE_INFINITY
  let silent = true
  return (step: Step | undefined, now: number): AudioReport[] => {
    if (step && (loudness(step.before, step.sample) ?? 1) >= EARLY_HEARD) heardAt = now
    const was = silent
    silent = now - heardAt >= EARLY_SILENT_AFTER
    return silent === was ? [] : [{ type: 'level', silent }]
  }
}
