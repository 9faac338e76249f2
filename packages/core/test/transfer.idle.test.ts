import { describe, expect, test } from 'vitest'
import { arriveAt, stationNames, stations } from './support/stations.ts'
import { nothing, world } from './support/world.ts'

const warmLine = { ...nothing, lines: 1 }

describe('a warm idle', () => {
  const warm = (options = {}) => {
    const w = world(options)
    w.transfer.send('PREPARE')
    return w
  }

  test('holds an open line and nothing else', () => {
    const w = warm()
    expect(w.open()).toEqual(warmLine)
    expect(w.now()).toBe('idle:ready')
    expect(w.view().can).toContain('RELEASE')
  })

  test('is prepared once: a second time opens nothing', () => {
    const w = warm()
    w.transfer.send('PREPARE')
    expect(w.sip.lines).toHaveLength(1)
  })

  test('dials over the line that is up already', () => {
    const w = warm()
    w.lineUp()
    w.ask()
    w.grant()
    expect(w.now()).toBe('calling:dialing')
    expect(w.sip.lines).toHaveLength(1)
  })

  test('is waited for where its line still opens', () => {
    const w = warm()
    w.ask()
    expect(w.sip.lines).toHaveLength(1)
    w.lineUp()
    w.grant()
    expect(w.now()).toBe('calling:dialing')
    expect(w.sip.lines).toHaveLength(1)
  })

  test('lets the line go when it is released', () => {
    const w = warm()
    w.transfer.send('RELEASE')
    expect(w.open()).toEqual(nothing)
  })

  test('lets the line go when it expires', () => {
    const w = warm()
    w.clock.increment(299_999)
    expect(w.open()).toEqual(warmLine)
    w.clock.increment(1)
    expect(w.open()).toEqual(nothing)
  })

  test('lets the line go when it is lost, and when the caller leaves', () => {
    const lost = warm()
    lost.lineDown()
    expect(lost.open()).toEqual(nothing)
    const left = warm()
    left.transfer.leave()
    expect(left.open()).toEqual(nothing)
  })

  test('comes again after the transfer, and expires', () => {
    const w = warm()
    w.ask()
    stations.talking.go(w)
    w.bye()
    expect(w.open()).toEqual(warmLine)
    w.clock.increment(300_000)
    expect(w.open()).toEqual(nothing)
  })

  test('comes after every transfer where the page keeps the line, and not before', () => {
    const w = world({ keepWarm: true })
    expect(w.open()).toEqual(nothing)
    w.ask()
    stations.talking.go(w)
    w.bye()
    expect(w.open()).toEqual(warmLine)
  })

  test('opens a new line where the transfer lost the old one', () => {
    const w = world({ keepWarm: true, retries: 0 })
    w.ask()
    w.lineDown()
    expect(w.sip.lines.map(({ closed }) => closed)).toEqual([true, false])
    w.lineDown()
    expect(w.open()).toEqual(nothing)
  })

  test('is no business of a running transfer', () => {
    const w = arriveAt('ringing')
    w.transfer.send('PREPARE')
    w.transfer.send('RELEASE')
    expect(w.now()).toBe('calling:ringing')
    expect(w.view().can).not.toContain('PREPARE')
  })
})

describe('a retry', () => {
  const failed = () => {
    const w = arriveAt('ringing')
    w.refuse(486)
    return w
  }

  test('asks for the same again, as a transfer of its own', () => {
    const w = failed()
    w.transfer.retry()
    expect(w.view()).toMatchObject({ state: 'connecting', failure: null, last: null })
    stations.talking.go(w)
    w.bye()
    expect(w.dialled()).toEqual(['sip:2001@pbx.test', 'sip:2001@pbx.test'])
    expect(w.outcomes.map(({ result }) => result)).toEqual(['returned', 'handed-over'])
    const [first, second] = w.outcomes
    expect(second?.transferId).not.toBe(first?.transferId)
    expect(second?.attempts).toHaveLength(1)
    expect(w.sip.call.headers[0]).toEqual({ name: 'X-Transfer-Id', value: second?.transferId })
  })

  test('begins the timeline anew', () => {
    const w = failed()
    w.clock.increment(5000)
    w.transfer.retry()
    w.transfer.send('CANCEL')
    expect(w.outcomes[1]?.timeline[0]).toEqual({ at: 0, name: 'requested' })
  })

  test.each<[string, (w: ReturnType<typeof world>) => void]>([
    ['before any transfer', () => {}],
    ['after a hand-over', (w) => stationEnd(w)],
    ['after the caller’s own cancel', (w) => cancelled(w)],
    ['after a refusal', (w) => w.ask({ extension: '0900123456' })],
    ['after the server’s own bridge', (w) => w.ask({ call_started: true })],
  ])('is not offered %s, and does nothing', (_, before) => {
    const w = world()
    before(w)
    expect(w.view().can).not.toContain('RETRY')
    const view = w.view()
    w.transfer.retry()
    expect(w.view()).toBe(view)
  })

  test('does nothing while a transfer runs', () => {
    const w = failed()
    w.transfer.retry()
    const view = w.view()
    w.transfer.retry()
    expect(w.view()).toBe(view)
  })
})

function stationEnd(w: ReturnType<typeof world>) {
  w.ask()
  stations.talking.go(w)
  w.bye()
}

function denied(w: ReturnType<typeof world>) {
  w.ask()
  w.deny()
}

function cancelled(w: ReturnType<typeof world>) {
  w.ask()
  w.transfer.send('CANCEL')
}

describe('a dismissal', () => {
  test.each<[string, (w: ReturnType<typeof world>) => void]>([
    ['a failure', denied],
    ['a hand-over', stationEnd],
    ['a cancel', cancelled],
    ['a refusal', (w) => w.ask({ extension: '' })],
    ['the server’s own bridge', (w) => w.ask({ call_started: true })],
  ])('clears %s from the screen', (_, before) => {
    const w = world()
    before(w)
    expect(w.view().can).toContain('DISMISS')
    w.transfer.send('DISMISS')
    expect(w.view()).toMatchObject({ notice: 'ready', last: null, failure: null, extension: null })
    expect(w.view().can).toEqual(['PREPARE'])
  })
})

describe('a request that is not accepted', () => {
  test('in idle is told on the screen, to the assistant and in the outcome, by its field', () => {
    const w = world()
    w.ask({ extension: '0900123456' })
    expect(w.view()).toMatchObject({
      state: 'idle',
      notice: 'refused',
      failure: { code: 'policy-refused', field: 'extension' },
    })
    expect(w.outcomes).toMatchObject([{ result: 'refused', attempts: [], failure: { code: 'policy-refused' } }])
    expect(w.assistant.outcomes).toEqual(w.outcomes)
    expect(w.open()).toEqual(nothing)
    expect(w.sip.lines).toEqual([])
  })

  test.each(stationNames)(
    'while %s changes neither the call nor the screen, and nobody but the log is told',
    (name) => {
      const w = arriveAt(name)
      const view = w.view()
      const steps = w.assistant.steps.length
      for (const message of [{}, { extension: '0900123456' }, { call_started: true }, { success: false }])
        w.ask(message)
      expect(w.view()).toBe(view)
      expect(w.outcomes).toEqual([])
      expect(w.assistant.steps).toHaveLength(steps)
      expect(w.calls().length).toBeLessThanOrEqual(1)
      expect(w.log.filter(({ message }) => message.includes('refused'))).toHaveLength(4)
    },
  )

  test('is followed by one that is', () => {
    const w = world()
    w.ask({ extension: '0900123456' })
    w.ask()
    expect(w.view()).toMatchObject({ state: 'connecting', failure: null, last: null })
  })
})

describe('the server’s own bridge', () => {
  test('is shown, and nothing is dialled', () => {
    const w = world()
    w.ask({ call_started: true })
    expect(w.now()).toBe('idle:bridged')
    expect(w.sip.lines).toEqual([])
    expect(w.outcomes).toEqual([])
  })

  test('may fail without ending anything here', () => {
    const w = arriveAt('ringing')
    w.assistant.say({ type: 'transfer-status', message: { success: false, details: 'no route' } })
    expect(w.now()).toBe('calling:ringing')
  })

  test('that has failed is told, and the caller is back with the assistant', () => {
    const w = world()
    w.ask({ call_started: true })
    w.assistant.say({ type: 'transfer-status', message: { success: true, details: 'ringing' } })
    w.assistant.say({ type: 'transfer-status', message: null })
    expect(w.now()).toBe('idle:bridged')
    w.assistant.say({ type: 'transfer-status', message: { success: false, details: 'no route' } })
    expect(w.view()).toMatchObject({ notice: 'refused', failure: { code: 'not-offered', detail: 'no route' } })
    expect(w.outcomes).toMatchObject([{ result: 'refused', failure: { code: 'not-offered' }, attempts: [] }])
    w.assistant.say({ type: 'transfer-status', message: { success: false, details: 'no route' } })
    expect(w.outcomes).toHaveLength(1)
  })

  test('gives way to a request that dials', () => {
    const w = world()
    w.ask({ call_started: true })
    w.ask({ call_started: false, call_details: { error: 'no route' } })
    expect(w.view().state).toBe('connecting')
  })
})
