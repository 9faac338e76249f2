import { guarded } from '../listeners.ts'
import type {
  AudioReport,
  AudioStream,
  MediaPort,
  MicrophoneReport,
  PlaybackReport,
  WatchOptions,
} from '../media/index.ts'

/** One thing that the media port opened. */
export interface MockResource<Report> {
  readonly open: boolean
  /** Simulation only. Nothing is told once it is closed. */
  say(report: Report): void
}

/** A media port that does nothing but what a test tells it. */
export interface MockMedia extends MediaPort {
  readonly microphones: readonly MockResource<MicrophoneReport>[]
  readonly playbacks: readonly (MockResource<PlaybackReport> & { readonly resumed: number })[]
  readonly watches: readonly MockResource<AudioReport>[]
  /** With what options each watch was begun. */
  readonly watched: readonly WatchOptions[]
  readonly tones: readonly (MockResource<never> & { readonly kind: 'ringback' | 'ringtone' })[]
}

/** A stream for the mock: an id is all that core ever sees. */
export const mockStream = (id: string): AudioStream => ({ id })

function resource<Report>(on: (report: Report) => void) {
  const tell = guarded(on)
  const state = {
    open: true,
    resumed: 0,
    say(report: Report) {
      if (state.open) tell(report)
    },
    close() {
      state.open = false
    },
  }
  return state
}

/** A scriptable media port. */
export function mockMedia(): MockMedia {
  const microphones: ReturnType<typeof resource<MicrophoneReport>>[] = []
  const playbacks: ReturnType<typeof resource<PlaybackReport>>[] = []
  const watches: ReturnType<typeof resource<AudioReport>>[] = []
  const watched: WatchOptions[] = []
  const tones: (ReturnType<typeof resource<never>> & { kind: 'ringback' | 'ringtone' })[] = []
  const tone = (kind: 'ringback' | 'ringtone') => {
    const opened = Object.assign(
      resource<never>(() => {}),
      { kind },
    )
    tones.push(opened)
    return { stop: opened.close }
  }
  const keep = <Report>(list: ReturnType<typeof resource<Report>>[], on: (report: Report) => void) => {
    const opened = resource(on)
    list.push(opened)
    return opened
  }
  return {
    microphones,
    playbacks,
    watches,
    watched,
    tones,
    acquire(on) {
      const opened = keep(microphones, on)
      return { release: opened.close }
    },
    play(_stream, on) {
      const opened = keep(playbacks, on)
      return { resume: () => void opened.resumed++, stop: opened.close }
    },
    ringback: () => tone('ringback'),
    ringtone: () => tone('ringtone'),
    watch(_connection, options, on) {
      watched.push(options)
      const opened = keep(watches, on)
      return { stop: opened.close }
    },
  }
}
