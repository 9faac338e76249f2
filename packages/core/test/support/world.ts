import {
  type Account,
  type AudioStream,
  type CreateTransferOptions,
  createTransfer,
  fusionpbx,
  type LineConfig,
  type LogEntry,
  type Outcome,
  type SipStack,
  type TransferOptions,
} from '@patchcord/core'
import { type MockStackOptions, mockAssistant, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { SimulatedClock } from 'xstate'

type WorldOptions = TransferOptions & Pick<CreateTransferOptions, 'inspect' | 'log'>

/** A stack, and what a world sees of its lines and calls. */
interface SeenStack extends SipStack {
  readonly lines: readonly {
    readonly closed: boolean
    readonly calls: readonly { readonly target: string; readonly asked: readonly string[]; readonly ended: boolean }[]
  }[]
}

/** What a world stands on beside its mocks. */
interface Ground<Sip extends SeenStack> {
  readonly sip: Sip
  readonly line: LineConfig
  /** What the caller's microphone gives. */
  readonly stream: () => AudioStream
}

/** A transfer over a stack, mocks of everything else and a simulated clock, with the verbs that need no stack. */
export function worldOn<Sip extends SeenStack>({ sip, line, stream }: Ground<Sip>, options: WorldOptions = {}) {
  const media = mockMedia()
  const assistant = mockAssistant()
  const clock = new SimulatedClock()
  const log: LogEntry[] = []
  const transfer = createTransfer({
    sip,
    line,
    media,
    assistant,
    clock,
    now: () => clock.now(),
    log: (entry) => log.push(entry),
    ...options,
    policy: { departments: { support: '2001' }, ...options.policy },
  })
  const outcomes: Outcome[] = []
  transfer.onOutcome((outcome) => outcomes.push(outcome))
  const verbs = {
    ask: (message: object = {}) =>
      assistant.say({ type: 'transfer-initiated', message: { success: true, extension: '2001', ...message } }),
    grant: () => media.microphones.at(-1)?.say({ type: 'granted', stream: stream() }),
    deny: (code: 'mic-denied' | 'mic-missing' | 'mic-busy' = 'mic-denied') =>
      media.microphones.at(-1)?.say({ type: 'refused', code, detail: 'NotAllowedError' }),
    prompt: () => media.microphones.at(-1)?.say({ type: 'prompting' }),
    unplug: () => media.microphones.at(-1)?.say({ type: 'ended' }),
    speak: (phase: 'speaking' | 'spoken') => assistant.say({ type: 'announcement', phase, text: 'One moment.' }),
    prove: () => media.watches.at(-1)?.say({ type: 'proven' }),
    calls: () => sip.lines.flatMap(({ calls }) => calls),
    dialled: () => sip.lines.flatMap(({ calls }) => calls.map(({ target }) => target)),
    view: () => transfer.getView(),
    now: () => `${transfer.getView().state}:${transfer.getView().notice}`,
    /** What is open on our side. */
    open: () => ({
      lines: sip.lines.filter((opened) => !opened.closed).length,
      calls: sip.lines.flatMap((opened) => opened.calls).filter((call) => !call.ended).length,
      microphones: media.microphones.filter((opened) => opened.open).length,
      playbacks: media.playbacks.filter((opened) => opened.open).length,
      watches: media.watches.filter((opened) => opened.open).length,
      tones: media.tones.filter((opened) => opened.open).length,
    }),
  }
  return { sip, media, assistant, clock, log, transfer, outcomes, ...verbs }
}

export type AnyWorld = ReturnType<typeof worldOn<SeenStack>>

/** A transfer over mocks and a simulated clock, with the verbs of a caller's day. */
export function world(
  { account, ...options }: WorldOptions & { readonly account?: Account } = {},
  stackOptions: MockStackOptions = {},
) {
  const sip = mockStack(stackOptions)
  const line = fusionpbx({ domain: 'pbx.test' }, account ? { account } : {})
  const connection = { getStats: () => Promise.resolve(new Map()) }
  const w = worldOn({ sip, line, stream: () => mockStream('mic') }, options)
  const earlySilence = () => {
    sip.call.say({ type: 'progress', status: 183, media: true })
    sip.call.say({ type: 'remote-stream', stream: mockStream('early'), connection })
  }
  return {
    ...w,
    calls: () => sip.lines.flatMap(({ calls }) => calls),
    lineUp: () => sip.line.say({ type: 'connected', server: 'wss://pbx.test:7443' }),
    lineDown: (how: { silent?: true } = {}) =>
      sip.line.say({ type: 'disconnected', server: 'wss://pbx.test:7443', detail: 'closed 1006', ...how }),
    sent: () => sip.call.say({ type: 'sent', gathering: { candidate: 'host', waited: 11.6 } }),
    ring: () => sip.call.say({ type: 'progress', status: 180, media: false }),
    earlySilence,
    early: () => {
      earlySilence()
      w.media.watches.at(-1)?.say({ type: 'level', silent: false })
    },
    answer: () => {
      sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection })
      sip.call.say({ type: 'answered' })
    },
    /** The media path is there. */
    join: () => sip.call.say({ type: 'media', state: 'connected' }),
    redirect: (...contacts: readonly string[]) =>
      sip.call.end({
        cause: 'response',
        by: 'remote',
        response: { status: 302, reasonPhrase: '', reasons: [], credentials: 'none', contacts },
      }),
    refuse: (status: number, reasons: { protocol: string; cause: number }[] = []) =>
      sip.call.end({
        cause: 'response',
        by: 'remote',
        response: { status, reasonPhrase: '', reasons, credentials: 'none' },
      }),
    lose: () => sip.call.end({ cause: 'transport', by: 'system', signalled: false, detail: 'closed 1006' }),
    bye: () => sip.call.end({ by: 'remote' }),
  }
}

export const nothing = { lines: 0, calls: 0, microphones: 0, playbacks: 0, watches: 0, tones: 0 }
