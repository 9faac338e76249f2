export {
  type AudioCell,
  type AudioFacts,
  type AudioLimits,
  type AudioVerdict,
  audioCell,
  audioLimits,
  audioTable,
} from './audio-table.ts'
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
