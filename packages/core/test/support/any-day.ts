import type {
  AssistantReport,
  AudioReport,
  CallEnd,
  CallReport,
  LineReport,
  MicrophoneReport,
  PlaybackReport,
  TransferCommand,
} from '@patchcord/core'
import { mockStream } from '@patchcord/core/mock'
import fc from 'fast-check'

/** One thing that happens. `age`: of the newest line, call and so on, or of one that was there before. */
export type Happening =
  /** Whatever a transfer waits for now comes. */
  | { readonly what: 'goes on' }
  | { readonly what: 'intent'; readonly intent: TransferCommand }
  | { readonly what: 'retry' | 'leave' | 'digits' }
  | { readonly what: 'message'; readonly message: object }
  | { readonly what: 'wish'; readonly targets: readonly string[] }
  | { readonly what: 'time'; readonly ms: number }
  | { readonly what: 'assistant'; readonly report: AssistantReport }
  | { readonly what: 'line'; readonly age: number; readonly report: LineReport }
  | { readonly what: 'microphone'; readonly age: number; readonly report: MicrophoneReport }
  | { readonly what: 'call'; readonly age: number; readonly report: CallReport }
  | { readonly what: 'playback'; readonly age: number; readonly report: PlaybackReport }
  | { readonly what: 'watch'; readonly age: number; readonly report: AudioReport }

const connection = { getStats: () => Promise.resolve(new Map()) }
const server = 'wss://pbx.test:7443'

const intents: readonly TransferCommand[] = [
  ...(['PREPARE', 'RELEASE', 'CANCEL', 'HANGUP'] as const),
  ...(['MUTE', 'UNMUTE', 'UNBLOCK', 'DISMISS'] as const),
]

const response = (status: number): Partial<CallEnd> => ({
  cause: 'response',
  by: 'remote',
  response: { status, reasonPhrase: '', reasons: [], credentials: 'none' },
})

export const ends: readonly CallEnd[] = [
  ...[486, 480, 403, 404, 503, 603].map(response),
  { cause: 'hangup', by: 'remote' } as const,
  { cause: 'hangup', by: 'local' } as const,
  ...(['sdp', 'media', 'timeout', 'invalid', 'internal'] as const).map((cause) => ({ cause, by: 'system' }) as const),
  { cause: 'transport', by: 'system', signalled: false } as const,
].map((end) => ({ cause: 'internal', by: 'system', answered: false, signalled: true, detail: '', ...end }))

export const callReports: readonly CallReport[] = [
  { type: 'sent', gathering: { candidate: 'host', waited: 10 } },
  { type: 'progress', status: 180, media: false },
  { type: 'progress', status: 183, media: true },
  { type: 'remote-stream', stream: mockStream('far'), connection },
  { type: 'answered' },
  { type: 'remote-hold', on: true },
  { type: 'remote-hold', on: false },
  ...(['connecting', 'connected', 'disconnected', 'failed'] as const).map(
    (state) => ({ type: 'media', state }) as const,
  ),
]

export const lineReports: readonly LineReport[] = [
  { type: 'connecting', server },
  { type: 'connected', server },
  { type: 'disconnected', server, detail: '' },
]

export const microphoneReports: readonly MicrophoneReport[] = [
  { type: 'prompting' },
  { type: 'granted', stream: mockStream('mic') },
  { type: 'refused', code: 'mic-denied', detail: '' },
  { type: 'ended' },
  { type: 'silenced', on: true },
  { type: 'silenced', on: false },
]

export const watchReports: readonly AudioReport[] = [
  { type: 'comfort-noise' },
  { type: 'proven' },
  { type: 'flowing' },
  { type: 'stalled' },
  { type: 'level', silent: true },
  { type: 'level', silent: false },
]

const assistantReports: readonly AssistantReport[] = [
  { type: 'up', conversationId: 'c-1' },
  { type: 'down' },
  { type: 'transfer-status', message: { success: false } },
  { type: 'announcement', phase: 'speaking', text: '' },
  { type: 'announcement', phase: 'spoken', text: '' },
]

const messages: readonly object[] = [
  { success: true, extension: '2001' },
  { success: true, extension: '2005', reason: 'billing' },
  { success: true, extension: '2001', call_started: true },
  { success: true },
  { success: false },
]

const wishes: readonly (readonly string[])[] = [['2001'], ['2001', '2005'], ['123456789'], []]

/** Mostly the newest. */
const age = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2)
export const times = fc.constantFrom(
  1,
  100,
  1000,
  1500,
  1800,
  3000,
  6000,
  8000,
  10_000,
  12_000,
  25_000,
  60_000,
  300_000,
)

/** What something that was opened tells, mostly the newest of its kind. */
export const told = <What extends Happening['what'], Report>(what: What, reports: readonly Report[]) =>
  fc.record({ what: fc.constant(what), age, report: fc.constantFrom(...reports) })

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Happening>({ what: 'goes on' }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('intent'), intent: fc.constantFrom(...intents) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('retry', 'leave', 'digits') }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('message'), message: fc.constantFrom(...messages) }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('wish'), targets: fc.constantFrom(...wishes) }) },
  { weight: 8, arbitrary: fc.record({ what: fc.constant('time'), ms: times }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('assistant'), report: fc.constantFrom(...assistantReports) }) },
  { weight: 6, arbitrary: told('line', lineReports) },
  { weight: 6, arbitrary: told('microphone', microphoneReports) },
  { weight: 10, arbitrary: told('call', callReports) },
  {
    weight: 4,
    arbitrary: told(
      'call',
      ends.map((end) => ({ type: 'ended', end }) as const),
    ),
  },
  { weight: 2, arbitrary: told('playback', [{ type: 'playing' }, { type: 'blocked' }] as const) },
  { weight: 9, arbitrary: told('watch', watchReports) },
)

/** The settings that change what the machine does. */
export const anySettings = fc.record({
  obeysHangup: fc.boolean(),
  inputCut: fc.constantFrom('answer', 'ring'),
  afterHandover: fc.constantFrom('resume', 'end'),
  keepWarm: fc.boolean(),
  retries: fc.constantFrom(0, 1, 2),
})

/** Whatever may happen in a day, in any order. */
export const anyDay = fc.array(happening, { maxLength: 50, size: 'max' })
