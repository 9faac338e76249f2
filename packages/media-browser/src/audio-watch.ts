import type { AudioConnection, AudioReport, AudioWatch, WatchOptions } from '@patchcord/core'
import { audioJudge } from './audio-judge.ts'
import { agreesOnComfortNoise } from './comfort-noise.ts'
import { reporter } from './reporter.ts'
import { type AudioSample, readAudio } from './stats.ts'

/** Chromium answers `getStats` from a cache this old at most (ms). A baseline taken sooner could miss early packets. */
const CACHED = 50

/** Between two samples while proof is awaited: a little more than the cache, so that each one is new. */
const PROVING = 60

/** Between two samples of early media: a ringing tone goes on for that long beside the one that begins. */
const EARLY = 100

/** Between two samples afterwards, unless the stall limit asks for less. */
const WATCHING = 500

/** Watches a connection's audio as `MediaPort.watch` promises. At most one sample is under way at a time. */
export function watchAudio(
  connection: AudioConnection,
  options: WatchOptions,
  on: (report: AudioReport) => void,
): AudioWatch {
  const out = reporter(on)
  const judge = audioJudge(options, performance.now())
  let pace = options.early ? EARLY : PROVING
  const look = async () => {
    const sample = await take(connection)
    const comfortNoise = agreesOnComfortNoise(connection)
    for (const report of judge({ sample, comfortNoise }, performance.now())) {
      if (report.type === 'proven') pace = Math.min(WATCHING, options.stalledAfter / 2)
      out.report(report)
    }
    if (out.open) timer = setTimeout(look, pace)
  }
  let timer = setTimeout(look, CACHED)
  return {
    stop() {
      out.close()
      clearTimeout(timer)
    },
  }
}

/** A closed connection has no samples, which is no error here: nothing arrives any more. */
async function take(connection: AudioConnection): Promise<AudioSample | undefined> {
  try {
    return readAudio(await connection.getStats())
  } catch {
    return undefined
  }
}
