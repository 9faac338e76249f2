import type { CallEnd, CallReport, LineConfig, LineReport, SipCall, SipLine, SipStack } from '@patchcord/core'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { FakeStream, installBrowser } from './browser.ts'
import { Pbx } from './pbx.ts'

/** Short, so that what has to wait for a limit does not take long. */
export const limits = { connect: 1000, hangup: 150, close: 400, gathering: 600, reflexive: 250 }

export function configFor(pbx: Pbx, changes: Partial<LineConfig> = {}): LineConfig {
  return {
    servers: [{ url: pbx.url, priority: 0 }],
    domain: 'pbx.test',
    account: { user: 'anna' },
    register: false,
    dtmf: 'rfc4733',
    iceServers: [],
    limits,
    pbx: 'freeswitch',
    profile: 'internal',
    ...changes,
  }
}

/** What a call reported. */
export interface Calling {
  readonly call: SipCall
  readonly reports: CallReport[]
  readonly stream: FakeStream
  types(): string[]
  until(type: CallReport['type']): Promise<void>
  end(): Promise<CallEnd>
}

export interface Opened {
  readonly line: SipLine
  readonly reports: LineReport[]
  count(type: LineReport['type']): number
  until(type: LineReport['type'], times?: number): Promise<void>
  dial(target?: string, on?: (report: CallReport) => void): Calling
}

/** Waits for a fact. */
export const fact = (check: () => void, timeout = 3000): Promise<void> => vi.waitFor(check, { timeout, interval: 4 })

/** Records a call's reports; a call that comes in is taken by the same. */
export function follow(make: (on: (report: CallReport) => void) => SipCall, stream = new FakeStream()): Calling {
  const reports: CallReport[] = []
  const call = make((report) => reports.push(report))
  const types = () => reports.map((report) => report.type)
  return {
    call,
    reports,
    stream,
    types,
    until: (type) => fact(() => expect(types()).toContain(type)),
    async end() {
      await fact(() => expect(types()).toContain('ended'))
      const last = reports.at(-1)
      expect(types().filter((type) => type === 'ended')).toHaveLength(1)
      if (last?.type !== 'ended') throw new Error('ended was not the last report')
      return last.end
    },
  }
}

let stack: () => SipStack
let lines: SipLine[] = []
let servers: Pbx[] = []

export async function startPbx(port?: number): Promise<Pbx> {
  const pbx = await Pbx.start(port)
  servers.push(pbx)
  return pbx
}

/** Opens a line without waiting for anything. */
export function open(config: LineConfig, on: (report: LineReport) => void = () => {}): Opened {
  const reports: LineReport[] = []
  const line = stack().open(config, (report) => {
    reports.push(report)
    on(report)
  })
  lines.push(line)
  const count = (type: LineReport['type']) => reports.filter((report) => report.type === type).length
  return {
    line,
    reports,
    count,
    until: (type, times = 1) => fact(() => expect(count(type)).toBeGreaterThanOrEqual(times)),
    dial(target = 'sip:200@pbx.test', extra = () => {}) {
      const stream = new FakeStream()
      return follow((on) => {
        const both = (report: CallReport) => {
          on(report)
          extra(report)
        }
        return line.dial({ target, stream, headers: [{ name: 'X-Transfer-Id', value: 't-1' }] }, both)
      }, stream)
    },
  }
}

/** A server and a connected line. */
export async function connected(changes: Partial<LineConfig> = {}): Promise<{ pbx: Pbx; opened: Opened }> {
  const pbx = await startPbx()
  const opened = open(configFor(pbx, changes))
  await opened.until('connected')
  return { pbx, opened }
}

/** Says which stack is tested, and registers the clean-up of each test's lines and servers. */
export function useLab(tested: () => SipStack): void {
  stack = tested
  beforeEach(installBrowser)
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()))
    await Promise.all(lines.map((line) => line.close()))
    lines = []
    servers = []
  })
}
