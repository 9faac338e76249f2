import { describe, expect, test } from 'vitest'
import { type DeskStationName, type DeskWorld, deskAt } from './support/desk-world.ts'

const remote = { by: 'remote' } as const
const q850 = (cause: number) => ({ ...remote, reasons: [{ protocol: 'Q.850', cause }] })
const elsewhere = { ...remote, reasons: [{ protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' }] }
const lost = { cause: 'transport', by: 'system', signalled: false } as const

const missed = (w: DeskWorld) => w.view().missed.map(({ caller, why }) => [caller.user, why])

describe('a call that vanishes says why', () => {
  test.each<[string, DeskStationName, Parameters<DeskWorld['sip']['call']['end']>[0], string]>([
    ['the caller cancels', 'ringing', remote, 'cancelled'],
    ['the phone system stops ringing', 'ringing', q850(19), 'no-answer'],
    ['nobody answers while it may ring', 'ringing', { cause: 'timeout', by: 'system' }, 'no-answer'],
    ['the desk’s own line drops', 'ringing', lost, 'connection-lost'],
    ['the phone system no longer has the call', 'answering', { by: 'unknown' }, 'connection-lost'],
    ['the caller hangs up during the answer', 'asking', remote, 'cancelled'],
    ['the PBX ends an answered call at once', 'answering', q850(88), 'codec-mismatch'],
    ['the caller hangs up before the sound is there', 'answering', q850(16), 'cancelled'],
    ['the descriptions do not fit', 'answering', { cause: 'sdp', by: 'system' }, 'codec-mismatch'],
  ])('%s', (_, station, end, code) => {
    const w = deskAt(station)
    w.sip.call.end(end)
    expect(w.view()).toMatchObject({ state: 'ready', failure: { code } })
    expect(missed(w)).toEqual([['transfer', code]])
  })

  test('an answer whose ACK never comes', () => {
    const w = deskAt('answering')
    w.clock.increment(10_000)
    expect(w.view().failure).toMatchObject({ code: 'timeout', stage: 'joining' })
  })

  test.each([
    ['SIP;cause=200', elsewhere],
    ['Q.850;cause=26', q850(26)],
  ])('another desk answers (%s): told, and not missed', (_, end) => {
    const w = deskAt('ringing')
    w.sip.call.end(end)
    expect(w.view()).toMatchObject({ state: 'ready', failure: { code: 'elsewhere' }, missed: [] })
  })

  test('a talk that the phone system breaks off', () => {
    const w = deskAt('talking')
    w.sip.call.end(q850(41))
    expect(w.view()).toMatchObject({ state: 'ready', failure: { code: 'server-error', q850: 41 }, missed: [] })
  })

  test.each([
    ['the caller hangs up', { ...remote }],
    ['the caller hangs up, with the usual cause', q850(16)],
    ['the phone system no longer has the call', { by: 'unknown' as const }],
  ])('but a talk after which %s needs no word', (_, end) => {
    const w = deskAt('talking')
    w.sip.call.end(end)
    expect(w.view()).toMatchObject({ state: 'ready', failure: null, missed: [] })
  })

  test('and its cause is among the facts, with a remedy that names the extension', () => {
    const w = deskAt('answering')
    w.sip.call.end(q850(88))
    expect(w.view().failure).toMatchObject({ code: 'codec-mismatch', stage: 'joining', q850: 88 })
    const away = deskAt('ringing')
    away.lineDown()
    away.sip.call.end(lost)
    expect(away.view().failure?.remedy).not.toContain('ACCOUNT')
  })
})

describe('the line on the last call', () => {
  test('outlives the line that comes back a moment later', () => {
    const w = deskAt('ringing')
    w.lineDown()
    w.sip.call.end(lost)
    w.registered()
    expect(w.view()).toMatchObject({ state: 'ready', failure: { code: 'connection-lost', stage: 'ringing' } })
  })

  test('goes when it is dismissed or another call rings; the list of missed calls stays', () => {
    for (const goes of [(w: DeskWorld) => w.desk.send('DISMISS'), (w: DeskWorld) => w.call('next')]) {
      const w = deskAt('ringing')
      w.sip.call.end(remote)
      goes(w)
      expect(w.view().failure).toBeNull()
      expect(missed(w)).toEqual([['transfer', 'cancelled']])
    }
  })

  test('stands back behind a refusal to sign in', () => {
    const w = deskAt('ringing')
    w.sip.call.end(remote)
    w.refuse(403, 'accepted')
    expect(w.view()).toMatchObject({ state: 'refused', failure: { code: 'forbidden' } })
  })
})

describe('missed calls', () => {
  test('say when each came in, by the clock that the page gave', () => {
    const w = deskAt('ready')
    w.clock.increment(5000)
    w.call('1001').end(remote)
    expect(w.view().missed).toMatchObject([{ caller: { user: '1001', at: 5000 }, why: 'cancelled' }])
  })

  test('are ten at most, the newest last', () => {
    const w = deskAt('ready')
    for (let call = 0; call < 12; call++) w.call(`10${call}`).end(remote)
    expect(missed(w)).toHaveLength(10)
    expect(missed(w).at(-1)).toEqual(['1011', 'cancelled'])
  })

  test('are forgotten when the agent clears them, or signs out', () => {
    for (const command of ['DISMISS_MISSED', 'SIGN_OUT'] as const) {
      const w = deskAt('ringing')
      w.sip.call.end(remote)
      expect(w.view().can).toContain('DISMISS_MISSED')
      w.desk.send(command)
      expect(w.view().missed).toEqual([])
      expect(w.view().can).not.toContain('DISMISS_MISSED')
    }
  })

  test.each<[string, (w: DeskWorld) => unknown]>([
    ['declines', (w) => w.desk.send('DECLINE')],
    ['hangs up before the answer', (w) => [w.desk.send('ANSWER'), w.desk.send('HANGUP')]],
    ['talks', (w) => [w.desk.send('ANSWER'), w.grant(), w.joined(), w.bye()]],
  ])('are none that the agent %s', (_, acts) => {
    const w = deskAt('ringing')
    acts(w)
    expect(w.view().missed).toEqual([])
  })

  test('include the one that rang beside another caller’s', () => {
    const w = deskAt('ready')
    const first = w.call('1001')
    w.call('1002')
    first.end(remote)
    expect(missed(w)).toEqual([['1001', 'cancelled']])
    expect(w.view()).toMatchObject({ state: 'ringing', caller: { user: '1002' } })
  })
})
