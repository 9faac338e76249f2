import { createTransfer, fusionpbx, type LogEntry, type Outcome } from '@patchcord/core'
import { mockAssistant, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { describe, expect, test } from 'vitest'
import { SimulatedClock } from 'xstate'
import type { TransferPorts } from '../src/transfer/index.ts'

/** A transfer over ports of which some are broken; `mend` puts a right one in the place of a method that throws. */
function withBroken(broken: 'line' | 'microphone' | 'assistant' | 'ringback' | 'call' | 'none') {
  const [sip, media, assistant, clock] = [mockStack(), mockMedia(), mockAssistant(), new SimulatedClock()]
  let mended = false
  const may = <Args extends unknown[], Made>(what: typeof broken, make: (...args: Args) => Made) => {
    return (...args: Args): Made => {
      if (broken === what && !mended) throw new Error(`no ${what}`)
      return make(...args)
    }
  }
  const ports: TransferPorts = {
    sip: {
      name: sip.name,
      capabilities: sip.capabilities,
      preload: sip.preload,
      open: may('line', (config, on) => {
        const line = sip.open(config, on)
        return { close: () => line.close(), dial: may('call', (request, report) => line.dial(request, report)) }
      }),
    },
    media: { ...media, acquire: may('microphone', media.acquire), ringback: may('ringback', media.ringback) },
    assistant: { connect: may('assistant', assistant.connect) },
    line: fusionpbx({ domain: 'pbx.test' }),
  }
  const outcomes: Outcome[] = []
  const log: LogEntry[] = []
  const transfer = createTransfer({ ...ports, clock, now: () => clock.now(), log: (entry) => log.push(entry) })
  transfer.onOutcome((outcome) => outcomes.push(outcome))
  const ready = () => {
    sip.line.say({ type: 'connected', server: 'wss://pbx.test:7443' })
    media.microphones.at(-1)?.say({ type: 'granted', stream: mockStream('mic') })
  }
  const talk = () => {
    ready()
    sip.call.say({ type: 'progress', status: 180, media: false })
    sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection: { getStats: async () => new Map() } })
    sip.call.say({ type: 'answered' })
    media.watches.at(-1)?.say({ type: 'proven' })
  }
  return {
    ...{ sip, media, assistant, clock, transfer, outcomes, log, ready, talk },
    ask: () => void transfer.request({ targets: ['2001', '2002'] }),
    now: () => `${transfer.getView().state}:${transfer.getView().notice}`,
    mend: () => {
      mended = true
    },
  }
}

describe('a port that throws, against its contract', () => {
  test.each([
    ['line', 'line'],
    ['microphone', 'microphone'],
  ] as const)('where there should be a %s returns the caller, and tells where', (broken, stage) => {
    const w = withBroken(broken)
    w.ask()
    expect(w.outcomes).toMatchObject([
      {
        result: 'returned',
        failure: { code: 'internal', stage, detail: expect.stringContaining(`error`) },
        attempts: [],
      },
    ])
    expect(w.transfer.getView().hearing).toEqual({ input: true, output: true })
    expect(w.sip.lines.filter(({ closed }) => !closed)).toEqual([])
    expect(w.media.microphones.filter(({ open }) => open)).toEqual([])
  })

  test.each(['line', 'microphone'] as const)(
    'where there should be a %s is asked again at the next request',
    (broken) => {
      const w = withBroken(broken)
      w.ask()
      w.mend()
      w.ask()
      w.talk()
      expect(w.now()).toBe('confirmed:talking')
    },
  )

  test('where there should be a call ends the attempt by a fault of the page, and hunts no further', () => {
    const w = withBroken('call')
    w.ask()
    w.ready()
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'internal', stage: 'dialing' } }])
    expect(w.outcomes[0]?.attempts).toHaveLength(1)
  })

  test('where there should be a tone is no matter for the call', () => {
    const w = withBroken('ringback')
    w.ask()
    w.talk()
    expect(w.now()).toBe('confirmed:talking')
  })

  test('where there should be a line to be prepared leaves idle usable', () => {
    const w = withBroken('line')
    w.transfer.send('PREPARE')
    expect(w.transfer.getView().state).toBe('idle')
    w.mend()
    w.ask()
    w.talk()
    expect(w.now()).toBe('confirmed:talking')
  })
})

describe('an assistant that cannot be connected to', () => {
  test('is told as gone, and is nobody’s voice', () => {
    expect(withBroken('assistant').transfer.getView()).toMatchObject({ notice: 'assistant-gone', voice: 'nobody' })
  })

  test('keeps nobody from an agent, and the page hears the outcome', () => {
    const w = withBroken('assistant')
    w.ask()
    w.talk()
    w.transfer.send('MUTE')
    w.sip.call.end({ by: 'remote' })
    expect(w.outcomes).toMatchObject([{ result: 'handed-over', endedBy: 'agent' }])
  })
})
