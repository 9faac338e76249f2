import { lastConnection, nodeArena, StandInConnection } from '@patchcord/contract-peer'
import type { CallReport, LineReport, SipCall, SipLine } from '@patchcord/core'
import { configOf, type FarAction, type FarScript, type LineSetting, type Scene } from '@patchcord/core/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sipjs } from '../src/index.ts'

/** What is SIP.js's own and needs a look inside; its own cases are in `own.test.ts`, all else is the contract's. */

const arena = nodeArena('SIP.js', () => sipjs())
let scene: Scene

beforeEach(async () => {
  scene = await arena.enter({ simulatedTime: false, browser: {} })
})

afterEach(async () => {
  await scene.leave()
  vi.restoreAllMocks()
})

const fact = (check: () => void) => vi.waitFor(check, { timeout: 3000, interval: 4 })
const good: FarAction = { type: 'reply', status: 200, sdp: 'good' }
const answers: FarScript = [{ on: 'INVITE', play: [good] }]
const sent = () => scene.far.wire.filter(({ from }) => from === 'stack').map(({ step }) => step)

/** A line that is connected, or registered. */
async function opened(setting: LineSetting = {}): Promise<SipLine> {
  const reports: LineReport['type'][] = []
  const line = scene.stack.open(configOf(setting, scene.far, arena.limits), ({ type }) => reports.push(type))
  await fact(() => expect(reports).toContain(setting.register ? 'registered' : 'connected'))
  return line
}

/** A call that the far side answers, or that has come as far as a report. */
async function placed(line: SipLine, until: CallReport['type'] = 'answered') {
  const types: CallReport['type'][] = []
  const { stream } = scene.stream()
  const call: SipCall = line.dial({ target: 'sip:200@pbx.test', stream, headers: [] }, ({ type }) => types.push(type))
  await fact(() => expect(types).toContain(until))
  return { call, types }
}

describe('the library', () => {
  it('may be given by the page, and is asked for again when it could not be had', async () => {
    let loads = 0
    const load = async () => {
      loads += 1
      if (loads < 3) throw new Error('the network is down')
      return import('sip.js')
    }
    const reports: string[] = []
    const line = sipjs({ load }).open(configOf({}, scene.far, arena.limits), (report) => {
      reports.push(report.type === 'disconnected' ? report.detail : report.type)
    })
    await fact(() => expect(reports).toContain('connected'))
    expect(reports.filter((report) => report !== 'connecting')).toEqual([
      'the SIP library could not be started: Error: the network is down',
      'connected',
    ])
    await line.close()
  })
})

describe('SIP.js’s own habits', () => {
  it('no STUN server of somebody else’s is asked', async () => {
    await scene.far.begin(answers, [])
    const line = await opened()
    await placed(line)
    expect(StandInConnection.all.map(({ configuration }) => configuration.iceServers)).toEqual([[]])
    await line.close()
  })

  it('nothing is printed, least of all a secret', async () => {
    const printed = (['debug', 'info', 'log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
    const refusal: FarAction = { type: 'reply', status: 503 }
    const script = [[{ type: 'challenge', realm: 'pbx.test' }], [refusal]] as const
    await scene.far.begin(
      script.map((play) => ({ on: 'INVITE', play })),
      [],
    )
    const line = await opened({ register: true, secret: { kind: 'password', values: ['hunter2'] } })
    await placed(line, 'ended')
    await line.close()
    expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([])
  })

  it('no timer of 32 s and more outlives a line that nobody answers', async () => {
    await scene.far.begin(answers, [])
    const started = vi.spyOn(globalThis, 'setTimeout')
    const cleared = vi.spyOn(globalThis, 'clearTimeout')
    const line = await opened({ register: true })
    await placed(line)
    const silence = ['REGISTER', 'BYE'].map((on) => ({ on, play: [] }))
    await scene.far.begin(silence, [])
    await line.close()
    const long = started.mock.results.filter((_, index) => Number(started.mock.calls[index]?.[1]) >= 30_000)
    expect(long.length).toBeGreaterThan(2)
    expect(cleared.mock.calls.flat()).toEqual(expect.arrayContaining(long.map(({ value }) => value)))
  })
})

describe('descriptions', () => {
  it('of early media need not come again', async () => {
    await scene.far.begin([{ on: 'INVITE', play: [{ type: 'reply', status: 183, sdp: 'good' }] }], [])
    const line = await opened()
    const { types } = await placed(line, 'progress')
    await fact(() => expect(lastConnection().signalingState).toBe('stable'))
    lastConnection().setRemoteDescription = async () => {
      throw new Error('applied again')
    }
    await scene.far.act(good)
    await fact(() => expect(types).toContain('answered'))
    await line.close()
  })

  it('that cannot be made are refused, and the next one can', async () => {
    await scene.far.begin(answers, [])
    const line = await opened()
    const { call, types } = await placed(line)
    StandInConnection.script = { finds: [[0, 'mdns']] }
    expect(await call.restartIce()).toBe(false)
    expect(lastConnection().signalingState).toBe('stable')
    expect(await call.setHeld(true)).toBe(true)
    expect(types).not.toContain('ended')
    await line.close()
    expect(sent()).toContain('BYE')
  })
})
