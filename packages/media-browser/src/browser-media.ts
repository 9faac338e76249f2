import type { AudioStream, MediaPort } from '@patchcord/core'
import { watchAudio } from './audio-watch.ts'
import { RINGBACK, RINGTONE, type RingbackRegion } from './cadence.ts'
import { openMicrophone } from './microphone.ts'
import { startPlayback } from './playback.ts'
import { answerOf } from './reporter.ts'
import { startTone } from './tones.ts'

/** What a page may say about its audio. Functions are asked anew each time; one that throws counts as absent. */
export interface BrowserMediaOptions {
  /**
   * The page's own microphone stream. Where it has a live audio track, a clone of that track is used: no second prompt,
   * the page's tracks are never stopped by us, and the page may stop or mute its own without silencing the call.
   */
  readonly stream?: () => MediaStream | undefined | null
  /** How the microphone is opened where the page has none; by default the browser's own processing. */
  readonly constraints?: MediaTrackConstraints
  /** The `deviceId` of the loudspeaker; asked at each playback and tone, the system's default where undefined. */
  readonly sink?: () => string | undefined
  /** Whose ringing tone the caller hears; `eu` by default. */
  readonly ringbackRegion?: RingbackRegion
}

/** The media port on the browser's own media APIs. Touches nothing until a method is called. */
export function browserMedia(options: BrowserMediaOptions = {}): MediaPort {
  const sink = () => answerOf(options.sink)
  return {
    acquire: (on) => openMicrophone(options, on),
    play: (stream, on) => startPlayback(mediaStreamOf(stream), sink(), on),
    ringback: () => startTone(RINGBACK[options.ringbackRegion ?? 'eu'], sink()),
    ringtone: () => startTone(RINGTONE, sink()),
    watch: watchAudio,
  }
}

/** In a browser every `AudioStream` is a `MediaStream`: the port says so, and core cannot. */
const mediaStreamOf = (stream: AudioStream): MediaStream => stream as MediaStream
