import type {
  AudioReport,
  CallReport,
  IncomingCall,
  LineReport,
  MediaPort,
  MicrophoneReport,
  PlaybackReport,
  SipStack,
} from '@patchcord/core'
import { type MockCall, type MockStackOptions, mockAssistant, mockMedia, mockStack } from '@patchcord/core/mock'

/** Something that a port opened, which reports as a test says: within its contract, or long after it was closed. */
export interface Source<Report> {
  readonly isOpen: () => boolean
  /** What it has told, in order. */
  readonly told: Report[]
  tell(report: Report): void
}

/** A closed mock says nothing; the listener that it was given is still there. */
function source<Report>(
  isOpen: () => boolean,
  say: (report: Report) => void,
  listener: (report: Report) => void,
): Source<Report> {
  const told: Report[] = []
  return {
    isOpen,
    told,
    tell(report) {
      told.push(report)
      if (isOpen()) say(report)
      else listener(report)
    },
  }
}

/** The mock ports, and everything that they ever opened, oldest first. */
export function rawPorts(obeysHangup: boolean, answersHold: MockStackOptions['answersHold'] = () => true) {
  const stack = mockStack({ obeysHangup, answersHold })
  const mock = mockMedia()
  const assistant = mockAssistant()
  const lines: Source<LineReport>[] = []
  const calls: (Source<CallReport> & { readonly mock: MockCall })[] = []
  const microphones: Source<MicrophoneReport>[] = []
  const playbacks: Source<PlaybackReport>[] = []
  const watches: Source<AudioReport>[] = []
  /** A call that comes in is known from when somebody takes it. */
  const watched = (incoming: IncomingCall): IncomingCall => ({
    ...incoming,
    take(listener) {
      const call = incoming.take(listener) as MockCall
      calls.push({ ...source(() => !call.ended, call.say, listener), mock: call })
      return call
    },
  })
  const sip: SipStack = {
    name: stack.name,
    capabilities: stack.capabilities,
    preload() {},
    open(config, on) {
      const line = stack.open(config, (report) =>
        on(report.type === 'incoming' ? { ...report, call: watched(report.call) } : report),
      )
      const opened = stack.line
      lines.push(source(() => !opened.closed, opened.say, on))
      return {
        close: () => line.close(),
        dial(request, listener) {
          line.dial(request, listener)
          const call = stack.call
          calls.push({ ...source(() => !call.ended, call.say, listener), mock: call })
          return call
        },
      }
    },
  }
  const newest = <Opened extends { readonly open: boolean }>(list: readonly Opened[]): Opened => {
    const opened = list.at(-1)
    if (!opened) throw new Error('the mock opened nothing')
    return opened
  }
  const media: MediaPort = {
    ...mock,
    acquire(on) {
      const microphone = mock.acquire(on)
      const opened = newest(mock.microphones)
      microphones.push(source(() => opened.open, opened.say, on))
      return microphone
    },
    play(stream, on) {
      const playback = mock.play(stream, on)
      const opened = newest(mock.playbacks)
      playbacks.push(source(() => opened.open, opened.say, on))
      return playback
    },
    watch(connection, options, on) {
      const watch = mock.watch(connection, options, on)
      const opened = newest(mock.watches)
      watches.push(source(() => opened.open, opened.say, on))
      return watch
    },
  }
  const open = () => ({
    lines: stack.lines.filter(({ closed }) => !closed).length,
    /** Those that nobody has hung up yet. */
    calls: calls.filter(isUp).length,
    microphones: mock.microphones.filter((opened) => opened.open).length,
    playbacks: mock.playbacks.filter((opened) => opened.open).length,
    watches: mock.watches.filter((opened) => opened.open).length,
    tones: mock.tones.filter((opened) => opened.open).length,
  })
  return { stack, sip, media, assistant, lines, calls, microphones, playbacks, watches, open }
}

/** Neither over, nor hung up or refused by this side. */
export const isUp = ({ mock: { ended, asked } }: { readonly mock: MockCall }): boolean =>
  !ended && !asked.some((what) => what === 'hangup' || what.startsWith('reject'))

export type RawPorts = ReturnType<typeof rawPorts>
