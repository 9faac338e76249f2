import type { AudioReport, WatchOptions } from '@patchcord/core'
import { type AudioSample, grew, loudness } from './stats.ts'

/** Below this RMS (-60 dBFS) nobody is heard, whatever comfort noise the line makes. */
const HEARD = 0.001

/** The far side is called silent after this many milliseconds without a sound. */
const SILENT_AFTER = 5_000

/** Judges one sample after the other; `undefined` stands for a sample that was not to be had. */
export type AudioJudge = (sample: AudioSample | undefined, now: number) => readonly AudioReport[]

/**
 * What samples of a call's audio amount to, as `AudioReport` promises. The first sample is the baseline: packets that it
 * already counts, early media's above all, prove nothing. Clock readings are given, so that it is pure but for memory.
 */
export function audioJudge(options: WatchOptions, startedAt: number): AudioJudge {
  const flow = flowJudge(options.stalledAfter, startedAt)
  const proof = proofJudge()
  const level = levelJudge(startedAt)
  let before: AudioSample | undefined
  return (sample, now) => {
    const step = before && sample ? { before, sample } : undefined
    before = sample ?? before
    return [flow(step, now), proof(step), level(step, now)].flatMap((report) => report ?? [])
  }
}

interface Step {
  readonly before: AudioSample
  readonly sample: AudioSample
}

const arrived = ({ before, sample }: Step) => grew(before.received, sample.received)
const left = ({ before, sample }: Step) => grew(before.sent, sample.sent)

/** Both directions within one step: packets that once came do not prove a call that is one-way by now. */
function proofJudge(): (step: Step | undefined) => AudioReport | undefined {
  let proven = false
  return (step) => {
    if (proven || !step) return undefined
    proven = step.sample.connected && arrived(step) && left(step)
    return proven ? { type: 'proven' } : undefined
  }
}

function flowJudge(stalledAfter: number, startedAt: number) {
  let arrivedAt = startedAt
  let stalled = false
  return (step: Step | undefined, now: number): AudioReport | undefined => {
    if (step && arrived(step)) arrivedAt = now
    const was = stalled
    stalled = now - arrivedAt >= stalledAfter
    return stalled === was ? undefined : { type: stalled ? 'stalled' : 'flowing' }
  }
}

/** Says nothing where the browser does not tell: silence is claimed on evidence alone. */
function levelJudge(startedAt: number) {
  let heardAt = startedAt
  let silent = false
  return (step: Step | undefined, now: number): AudioReport | undefined => {
    if (step && (loudness(step.before, step.sample) ?? 1) >= HEARD) heardAt = now
    const was = silent
    silent = now - heardAt >= SILENT_AFTER
    return silent === was ? undefined : { type: 'level', silent }
  }
}
