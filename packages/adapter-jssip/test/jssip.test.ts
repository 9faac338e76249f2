import { lastConnection, nodeArena } from '@patchcord/contract-peer'
import type { CallReport } from '@patchcord/core'
import { type ContractCase, configOf, type FarAction, playCase, type Scene } from '@patchcord/core/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { jssip } from '../src/index.ts'

/** What is JsSIP's own; all else is the contract's. */

const arena = nodeArena('JsSIP', () => jssip())
let scene: Scene

beforeEach(async () => {
  scene = await arena.enter({ simulatedTime: false, browser: {} })
})

afterEach(() => scene.leave())

const config = () => configOf({}, scene.far, arena.limits)

const fact = (check: () => void) => vi.waitFor(check, { timeout: 3000, interval: 4 })

/** A line that is up on both sides: the server's side alone is, for a moment, before ours knows. */
async function connected(to = config()) {
  const reports: string[] = []
  const line = scene.stack.open(to, ({ type }) => reports.push(type))
  await fact(() => expect(reports).toContain('connected'))
  return line
}

describe('the library', () => {
  it('may be given by the page, and is asked for again when it could not be had', async () => {
    let loads = 0
    const load = async () => {
      loads += 1
      if (loads < 3) throw new Error('the network is down')
      return (await import('jssip')).default
    }
    const reports: string[] = []
    const line = jssip({ load }).open(config(), (report) => {
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

describe('the connection', () => {
  it.each([false, true])('that JsSIP gives up ends the call for its media (answered: %s)', async (answered) => {
    const says: FarAction = answered ? { type: 'reply', status: 200, sdp: 'good' } : { type: 'reply', status: 180 }
    await scene.far.begin([{ on: 'INVITE', play: [says] }], [])
    const line = await connected()
    const reports: CallReport[] = []
    const { stream } = scene.stream()
    line.dial({ target: 'sip:200@pbx.test', stream, headers: [] }, (report) => reports.push(report))
    await fact(() => expect(reports.map(({ type }) => type)).toContain(answered ? 'answered' : 'progress'))
    lastConnection().iceConnectionState = 'failed'
    lastConnection().tell('iceconnectionstatechange')

    const end = { cause: 'media', by: 'system', answered, signalled: true }
    await fact(() => expect(reports.at(-1)).toMatchObject({ type: 'ended', end }))
    await fact(() => expect(scene.far.wire.map(({ step }) => step)).toContain(answered ? 'BYE' : 'CANCEL'))
    await line.close()
  })
})

describe('a call', () => {
  const reportsOf = async (line: ReturnType<typeof scene.stack.open>, until: CallReport['type']) => {
    const reports: CallReport[] = []
    const { stream } = scene.stream()
    const call = line.dial({ target: 'sip:200@pbx.test', stream, headers: [] }, (report) => reports.push(report))
    const reported = (type: CallReport['type']) =>
      fact(() => expect(reports.map((report) => report.type)).toContain(type))
    await reported(until)
    return { call, reported }
  }
  const sent = () => scene.far.wire.flatMap(({ from, step }) => (from === 'stack' ? [step] : []))

  it('whose hold is refused has no offer left, which JsSIP would leave standing', async () => {
    await scene.far.begin(
      [200, 488].map((status) => ({ on: 'INVITE', play: [{ type: 'reply', status, sdp: 'good' }] })),
      [],
    )
    const line = await connected()
    const { call } = await reportsOf(line, 'answered')
    expect(await call.setHeld(true)).toBe(false)
    expect(lastConnection().signalingState).toBe('stable')
    await line.close()
  })

  it('that is hung up while a challenge is on its way ends no sooner than the INVITE that answers it', async () => {
    await scene.far.begin(
      [
        { on: 'INVITE', play: [] },
        { on: 'INVITE', play: [{ type: 'reply', status: 180 }] },
      ],
      [],
    )
    const secret = { kind: 'password', values: ['right'] } as const
    const line = await connected(configOf({ secret }, scene.far, arena.limits))
    const { call, reported } = await reportsOf(line, 'sent')
    await fact(() => expect(sent()).toEqual(['INVITE']))
    call.hangup()
    await scene.far.act({ type: 'challenge', realm: 'pbx.test' })
    await reported('ended')
    expect(sent()).toContain('CANCEL')
    await line.close()
  })
})

// #region own
const own: readonly ContractCase[] = [
  {
    id: 'session-timer',
    name: 'the INVITE asks for no session timer, which FreeSWITCH would refuse',
    clause: 'headers',
    far: [{ on: 'INVITE', play: [{ type: 'reply', status: 486 }] }],
    steps: [{ type: 'dial' }, { type: 'ended', end: { cause: 'response' } }],
    messages: [{ step: 'INVITE', noHeaders: ['Session-Expires'] }],
  },
]

describe('the wire', () => {
  it.each(own)('$name', async (test) => {
    expect(
      (
        await playCase(
          test,
          nodeArena('jssip', () => jssip()),
        )
      ).problems,
    ).toEqual([])
  })
})
// #endregion
