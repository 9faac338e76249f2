import type { CallEnd, CallReport, LineReport, SipCall, SipLine, SipStack } from '@patchcord/core'
import { type Arena, contractCases, mockArena, playCase } from '@patchcord/core/testing'
import { describe, expect, it } from 'vitest'

/** What is wrong with an adapter: each part may stand in the way of what a right one does. */
interface Fault {
  /** What is told instead of a report. */
  readonly call?: (report: CallReport) => readonly CallReport[]
  readonly line?: (report: LineReport) => readonly LineReport[]
  readonly methods?: (call: SipCall) => Partial<SipCall>
  readonly lines?: (line: SipLine) => Partial<SipLine>
  /** What a line tells when it has been closed. */
  readonly closing?: LineReport
}

function planted(stack: SipStack, fault: Fault): SipStack {
  const { call = (report) => [report], line = (report) => [report], methods = () => ({}), lines = () => ({}) } = fault
  const wrong = (right: SipCall): SipCall => ({ ...right, ...methods(right) })
  const tell = (on: (report: CallReport) => void) => (report: CallReport) => call(report).forEach(on)
  return {
    ...stack,
    open(config, on) {
      const right = stack.open(config, (report) => {
        const told =
          report.type === 'incoming'
            ? {
                ...report,
                call: { ...report.call, take: (l: (r: CallReport) => void) => wrong(report.call.take(tell(l))) },
              }
            : report
        line(told).forEach(on)
      })
      const close = () => {
        if (fault.closing) queueMicrotask(() => fault.closing && on(fault.closing))
        return right.close()
      }
      return { close, dial: (request, l) => wrong(right.dial(request, tell(l))), ...lines(right) }
    },
  }
}

const withFault = (arena: Arena, fault: Fault): Arena => ({
  ...arena,
  // What is broken by this adapter would be waited for.
  patience: 200,
  async enter(needs) {
    const scene = await arena.enter(needs)
    return { ...scene, stack: planted(scene.stack, fault) }
  },
})

const ending = (change: (end: CallEnd) => Partial<CallEnd>) => (report: CallReport) =>
  report.type === 'ended' ? [{ ...report, end: { ...report.end, ...change(report.end) } }] : [report]

const without = (type: CallReport['type']) => (report: CallReport) => (report.type === type ? [] : [report])
const twice = (type: CallReport['type']) => (report: CallReport) => (report.type === type ? [report, report] : [report])

const faults: Readonly<Record<string, readonly [caughtBy: string, says: string, fault: Fault]>> = {
  'reports ended twice': ['out-answered', 'ended was reported 2 times', { call: twice('ended') }],
  'reports ended never': ['status-486', 'did not end', { call: without('ended') }],
  'reports something after ended': [
    'status-486',
    'ended was not the last report',
    { call: (report) => (report.type === 'ended' ? [report, { type: 'media', state: 'failed' }] : [report]) },
  ],
  'never reports sent': ['out-answered-at-once', 'sent did not come first', { call: without('sent') }],
  'reports answered twice': ['out-answered', 'answered was reported twice', { call: twice('answered') }],
  'takes a 100 for progress': [
    'out-trying',
    'progress 100',
    {
      call: (report) => (report.type === 'sent' ? [report, { type: 'progress', status: 100, media: false }] : [report]),
    },
  ],
  'swallows what rings': ['out-progress-each', 'was not reported', { call: without('progress') }],
  'forgets that a hang-up did not reach the peer': [
    'lost-hung-up',
    'signalled',
    { call: ending(() => ({ signalled: true })) },
  ],
  'says that every call was answered': ['status-486', 'answered', { call: ending(() => ({ answered: true })) }],
  'invents a status': [
    'status-486',
    '603',
    { call: ending(({ response }) => (response ? { response: { ...response, status: 603 } } : {})) },
  ],
  'forgets the response': [
    'status-480',
    'response',
    { call: ending(({ response, ...rest }) => (response ? { ...rest, response: undefined as never } : {})) },
  ],
  'drops the reasons of a BYE': ['out-remote-bye', 'reasons', { call: ending(() => ({ reasons: [] })) }],
  'takes the loss of the socket for a hang-up': [
    'lost-ringing',
    'hangup',
    { call: ending(({ cause }) => (cause === 'transport' ? { cause: 'hangup' } : {})) },
  ],
  'throws when it cannot dial': [
    'out-later',
    'dial() threw',
    {
      lines: () => ({
        dial: () => {
          throw new Error('not connected')
        },
      }),
    },
  ],
  'reports before dial() has returned': [
    'out-later',
    'before the method that made the call had returned',
    {
      lines: (right) => ({
        dial: (request, on) => {
          on({ type: 'ended', end: { cause: 'transport', by: 'system', answered: false, signalled: true, detail: '' } })
          return right.dial(request, () => {})
        },
      }),
    },
  ],
  'throws at a hang-up after the end': [
    'ended-idempotent',
    'hang-up in this state threw',
    {
      methods: () => ({
        hangup: () => {
          throw new Error('no such dialog')
        },
      }),
    },
  ],
  'rejects a hold after the end': [
    'ended-idempotent',
    'setHeld(true) rejected',
    { methods: () => ({ setHeld: () => Promise.reject(new Error('invalid state')) }) },
  ],
  'reports a registration that nobody asked for': [
    'register-not-asked',
    'none was asked for',
    { line: (report) => (report.type === 'connected' ? [report, { type: 'registered' }] : [report]) },
  ],
  'reports connected before connecting': [
    'open',
    'the first report was connected',
    { line: (report) => (report.type === 'connecting' ? [] : [report]) },
  ],
  'reports after close()': [
    'close-idle',
    'was reported after close()',
    { closing: { type: 'disconnected', server: 'wss://live.test/', detail: 'closed' } },
  ],
  'rejects when it is closed': [
    'close-idle',
    'close() rejected',
    { lines: () => ({ close: () => Promise.reject(new Error('already closed')) }) },
  ],
  'makes another call of each take()': ['in-answered', 'another object', { methods: () => ({ id: 'another' }) }],
  'answers no hang-up': ['hang-up-ringing', 'did not end', { methods: () => ({ hangup: () => {} }) }],
}

describe('the contract catches an adapter that', () => {
  it.each(Object.entries(faults))('%s', async (_, [id, says, fault]) => {
    const test = contractCases.find((one) => one.id === id)
    if (!test) throw new Error(`there is no case ${id}`)
    expect(await playCase(test, mockArena())).toMatchObject({ result: 'passed' })
    const { result, problems } = await playCase(test, withFault(mockArena(), fault))
    expect(result).toBe('failed')
    expect(problems.join('\n')).toContain(says)
  })

  it('declares a lack without saying what forces it', async () => {
    const arena = mockArena()
    const stack = { capabilities: { ...arena.stack.capabilities, keepsCallOverReconnect: false } }
    const test = contractCases.find(({ id }) => id === 'lost-talking')
    if (!test) throw new Error('there is no such case')
    expect((await playCase(test, { ...arena, stack })).problems.join()).toContain('not what of its library forces that')
    const lacks = { keepsCallOverReconnect: 'library.js:12 ends every call when the socket closes' }
    expect(await playCase(test, { ...arena, stack: { ...stack, lacks } })).toMatchObject({
      result: 'lacking',
      reason: lacks.keepsCallOverReconnect,
    })
  })
})
