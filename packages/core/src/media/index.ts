export type {
  AudioConnection,
  AudioReport,
  AudioStream,
  AudioWatch,
  MediaPort,
  Microphone,
  MicrophoneRefusal,
  MicrophoneReport,
  Playback,
  PlaybackReport,
  Tone,
  WatchOptions,
} from './media.port.ts'
