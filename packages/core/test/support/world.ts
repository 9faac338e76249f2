import {
  type Account,
  type CreateTransferOptions,
  createTransfer,
  fusionpbx,
  type LogEntry,
  type Outcome,
  type TransferOptions,
} from '@patchcord/core'
import { type MockStackOptions, mockAssistant, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { SimulatedClock } from 'xstate'

type WorldOptions = TransferOptions & Pick<CreateTransferOptions, 'inspect' | 'log'> & { readonly account?: Account }

/** A transfer over mocks and a simulated clock, with the verbs of a caller's day. */
export function world(options: WorldOptions = {}, stackOptions: MockStackOptions = {}) {
  const sip = mockStack(stackOptions)
  const media = mockMedia()
  const assistant = mockAssistant()
  const clock = new SimulatedClock()
  const log: LogEntry[] = []
  const { account, ...settings } = options
  const line = fusionpbx({ domain: 'pbx.test' }, account ? { account } : {})
  const transfer = createTransfer({
    sip,
    line,
    media,
    assistant,
    clock,
    now: () => clock.now(),
    log: (entry) => log.push(entry),
    ...settings,
    policy: { departments: { support: '2001' }, ...options.policy },
  })
  const outcomes: Outcome[] = []
  transfer.onOutcome((outcome) => outcomes.push(outcome))
  const connection = { getStats: () => Promise.resolve(new Map()) }
  const verbs = {
    ask: (message: object = {}) =>
      assistant.say({ type: 'transfer-initiated', message: { success: true, extension: '2001', ...message } }),
    lineUp: () => sip.line.say({ type: 'connected', server: 'wss://pbx.test:7443' }),
    lineDown: () => sip.line.say({ type: 'disconnected', server: 'wss://pbx.test:7443', detail: 'closed 1006' }),
    grant: () => media.microphones.at(-1)?.say({ type: 'granted', stream: mockStream('mic') }),
    deny: (code: 'mic-denied' | 'mic-missing' | 'mic-busy' = 'mic-denied') =>
      media.microphones.at(-1)?.say({ type: 'refused', code, detail: 'NotAllowedError' }),
    prompt: () => media.microphones.at(-1)?.say({ type: 'prompting' }),
    unplug: () => media.microphones.at(-1)?.say({ type: 'ended' }),
    speak: (phase: 'speaking' | 'spoken') => assistant.say({ type: 'announcement', phase, text: 'One moment.' }),
    sent: () => sip.call.say({ type: 'sent', gathering: { candidate: 'host', waited: 11.6 } }),
    ring: () => sip.call.say({ type: 'progress', status: 180, media: false }),
    early: () => {
      sip.call.say({ type: 'progress', status: 183, media: true })
      sip.call.say({ type: 'remote-stream', stream: mockStream('early'), connection })
    },
    answer: () => {
      sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection })
      sip.call.say({ type: 'answered' })
    },
    /** The media path is there. */
    join: () => sip.call.say({ type: 'media', state: 'connected' }),
    prove: () => media.watches.at(-1)?.say({ type: 'proven' }),
    refuse: (status: number, reasons: { protocol: string; cause: number }[] = []) =>
      sip.call.end({
        cause: 'response',
        by: 'remote',
        response: { status, reasonPhrase: '', reasons, credentials: 'none' },
      }),
    lose: () => sip.call.end({ cause: 'transport', by: 'system', signalled: false, detail: 'closed 1006' }),
    bye: () => sip.call.end({ by: 'remote' }),
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

export const nothing = { lines: 0, calls: 0, microphones: 0, playbacks: 0, watches: 0, tones: 0 }
