import { afterEach, describe, expect, test, vi } from 'vitest'
import { deskAt, deskStationNames, deskStations, deskWorld, password } from './support/desk-world.ts'
import { finderOf } from './support/secrets.ts'
import { nothing } from './support/world.ts'

describe.each(deskStationNames)('while %s', (name) => {
  test(`the desk is where the other tests believe it is: ${deskStations[name].now}`, () => {
    expect(deskAt(name).now()).toBe(deskStations[name].now)
  })

  test('signing out lets everything go, and forgets who it was', () => {
    const w = deskAt(name)
    w.desk.send('SIGN_OUT')
    if (w.view().state === 'wrap-up') w.desk.send('DONE')
    expect(w.view()).toMatchObject({ state: 'signed-out', extension: null, caller: null, failure: null })
    expect(w.open()).toEqual(nothing)
  })

  test('an agent who leaves the page hangs up and signs out in the same step', () => {
    const w = deskAt(name)
    w.desk.leave()
    expect(w.open()).toEqual(nothing)
  })

  test('disposing leaves nothing open, also where the far side is silent', async () => {
    const w = deskAt(name, {}, { obeysHangup: false })
    await w.desk.dispose()
    expect({ ...w.open(), calls: 0 }).toEqual(nothing)
    for (const call of w.sip.lines.flatMap(({ calls }) => calls)) expect(call.ended || call.asked.length > 0).toBe(true)
  })
})

describe('what the desk can do', () => {
  test.each([
    ['connecting', ['SIGN_OUT']],
    ['refused', ['SIGN_OUT', 'DISMISS', 'SIGN_IN']],
    ['recovering', ['SIGN_OUT', 'GO_NOT_READY', 'DISMISS']],
    ['ready', ['SIGN_OUT', 'GO_NOT_READY']],
    ['away', ['SIGN_OUT', 'GO_READY']],
    ['ringing', ['SIGN_OUT', 'GO_NOT_READY', 'ANSWER', 'DECLINE']],
    ['asking', ['SIGN_OUT', 'GO_NOT_READY', 'HANGUP']],
    ['answering', ['SIGN_OUT', 'GO_NOT_READY', 'HANGUP']],
    ['talking', ['SIGN_OUT', 'GO_NOT_READY', 'HANGUP', 'MUTE', 'HOLD', 'DTMF']],
    ['wrapUp', ['SIGN_OUT', 'GO_NOT_READY', 'DONE']],
  ] as const)('while %s: %j', (name, can) => {
    expect(deskAt(name).view().can).toEqual(can)
  })
})

describe('the view and its listeners', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('the view is the same object until something changes', () => {
    const w = deskAt('ready')
    const view = w.view()
    w.lineUp()
    w.desk.send('HANGUP')
    w.desk.send('DISMISS')
    w.registered()
    expect(w.view()).toBe(view)
  })

  test('a listener is told each change, not at once, and no more after it stopped', () => {
    const w = deskWorld()
    const seen: unknown[] = []
    const stop = w.desk.subscribe((view) => seen.push(view))
    expect(seen).toEqual([])
    w.signIn()
    expect(seen).toEqual([w.view()])
    stop()
    w.registered()
    expect(seen).toHaveLength(1)
  })

  test.each(['listener', 'log'] as const)('a %s that throws disturbs nothing', (where) => {
    const tasks: (() => void)[] = []
    vi.stubGlobal('queueMicrotask', (task: () => void) => tasks.push(task))
    const crash = () => {
      throw new Error('the application’s own fault')
    }
    const w = deskWorld(where === 'log' ? { log: crash } : {})
    if (where === 'listener') w.desk.subscribe(crash)
    const seen: string[] = []
    w.desk.subscribe(({ state }) => seen.push(state))
    deskStations.talking.go(w)
    expect(w.now()).toBe('on-call:talking')
    expect(seen).toContain('ringing')
    expect(tasks.length).toBeGreaterThan(0)
    for (const task of tasks) expect(task).toThrow('the application’s own fault')
  })

  test('the log says why a call or the line was lost, once, with the remedy', () => {
    const w = deskAt('ringing')
    w.lineDown()
    w.sip.call.end({ cause: 'transport', by: 'system', signalled: false })
    w.desk.send('GO_NOT_READY')
    const { failure } = w.view()
    const warnings = w.log.filter(({ level }) => level === 'warn').map(({ message }) => message)
    expect(warnings).toHaveLength(2)
    expect(warnings.at(-1)).toBe(`desk: connection-lost. ${failure?.remedy}`)
  })

  test('the log tells the desk’s states', () => {
    expect(deskAt('talking').log.map(({ message }) => message)).toEqual([
      'desk connecting',
      'desk ready',
      'desk ringing',
      'desk on-call',
    ])
  })
})

test.each(deskStationNames)('the password stands in no inspection event, view or log line: %s', (name) => {
  const holds = finderOf(password)
  let events = 0
  let leaks = 0
  const w = deskAt(name, {
    inspect: (event) => {
      events += 1
      if (holds(event)) leaks += 1
    },
  })
  w.desk.leave()
  expect(w.sip.line.config.account.secret).toMatchObject({ password })
  expect(events).toBeGreaterThan(5)
  expect(leaks).toBe(0)
  expect(holds([w.view(), w.log])).toBe(false)
})

/** Whoever knows a Call-ID may take the call over (RFC 3891). */
test.each(['ringing', 'talking', 'wrapUp'] as const)('nor does a Call-ID: %s', (name) => {
  const events: unknown[] = []
  const w = deskAt(name, { inspect: (event) => events.push(event) })
  const holds = finderOf(w.sip.call.id)
  w.desk.leave()
  expect(holds({ id: w.sip.call.id })).toBe(true)
  expect(events.length).toBeGreaterThan(5)
  expect(holds([...events, w.view(), w.log])).toBe(false)
})
