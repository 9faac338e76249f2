import type { Outcome } from '@patchcord/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { finderOf } from './support/secrets.ts'
import { wrong } from './support/setting-error.ts'
import { arriveAt, requestAt, stations } from './support/stations.ts'
import { nothing, world } from './support/world.ts'

describe('request()', () => {
  test('resolves with the outcome that the listeners and the assistant were told', async () => {
    const w = requestAt('talking', ['2001'])
    w.bye()
    expect(await w.asked).toBe(w.outcomes[0])
  })

  test('resolves with the refusal, where the policy does not allow the target', async () => {
    const w = world()
    const outcome = await w.transfer.request({ targets: ['0900123456'] })
    expect(outcome).toMatchObject({ result: 'refused', failure: { code: 'policy-refused', field: 'extension' } })
    expect(w.outcomes).toEqual([outcome])
  })

  test('resolves with a refusal of its own while another one runs, which goes on', async () => {
    const w = requestAt('ringing', ['2001'])
    const second = await w.transfer.request({ targets: ['2002'] })
    expect(second).toMatchObject({ result: 'refused', failure: { detail: 'another transfer is running' } })
    expect(w.now()).toBe('calling:ringing')
    expect(w.outcomes).toEqual([])
    w.refuse(486)
    expect((await w.asked).transferId).not.toBe(second.transferId)
  })

  test.each([undefined, null, {}, { targets: '2001' }, { targets: [null] }, { targets: [{}] }])(
    'never rejects, and never throws: %j',
    async (given) => {
      const outcome = await world().transfer.request(wrong(given))
      expect(outcome.result).toBe('refused')
    },
  )

  test('resolves though the caller leaves, and though the transfer is disposed of', async () => {
    const left = requestAt('connecting', ['2001'])
    left.transfer.leave()
    expect((await left.asked).result).toBe('abandoned')
    const disposed = requestAt('ringing', ['2001'])
    await disposed.transfer.dispose()
    expect((await disposed.asked).result).toBe('abandoned')
  })
})

describe('the view', () => {
  test('is the same object until something changes', () => {
    const w = arriveAt('ringing')
    const view = w.view()
    w.ring()
    w.sent()
    w.speak('speaking')
    w.lineUp()
    expect(w.view()).toBe(view)
  })

  test('is told to a listener at every change, not at once, and no more after it stopped', () => {
    const w = world()
    const seen: unknown[] = []
    const stop = w.transfer.subscribe((view) => seen.push(view))
    expect(seen).toEqual([])
    w.ask()
    expect(seen).toEqual([w.view()])
    stop()
    w.lineUp()
    w.grant()
    expect(seen).toHaveLength(1)
  })

  test('is plain JSON, and equal for equal states', () => {
    const first = arriveAt('talking')
    const second = arriveAt('talking')
    expect(JSON.parse(JSON.stringify(first.view()))).toEqual(first.view())
    expect(first.view()).toEqual(second.view())
  })

  test('names the extension and the department from the request to the dismissal', () => {
    const w = world()
    w.ask({ extension: null, department: 'support' })
    expect(w.view()).toMatchObject({ extension: '2001', department: 'support' })
    w.deny()
    expect(w.view()).toMatchObject({ extension: '2001', department: 'support' })
    w.transfer.send('DISMISS')
    expect(w.view()).toMatchObject({ extension: null, department: null })
  })

  test.each([
    ['connecting', ['CANCEL', 'HANGUP']],
    ['prompting', ['CANCEL', 'HANGUP']],
    ['dialing', ['CANCEL', 'HANGUP']],
    ['ringing', ['CANCEL', 'HANGUP']],
    ['early', ['CANCEL', 'HANGUP']],
    ['joining', ['CANCEL', 'HANGUP', 'MUTE', 'DTMF']],
    ['talking', ['CANCEL', 'HANGUP', 'MUTE', 'DTMF']],
    ['draining', ['CANCEL', 'HANGUP']],
    ['waiting', ['CANCEL', 'HANGUP']],
    ['hangingUp', []],
  ] as const)('while %s lets the caller %j', (station, can) => {
    expect(arriveAt(station).view().can).toEqual(can)
  })
})

describe('an application that throws', () => {
  afterEach(() => vi.unstubAllGlobals())
  const crash = () => {
    throw new Error('the application’s own fault')
  }
  /** Collects what is thrown to the page instead of into the transfer. */
  const thrown = () => {
    const tasks: (() => void)[] = []
    vi.stubGlobal('queueMicrotask', (task: () => void) => tasks.push(task))
    return tasks
  }

  test.each(['view listener', 'outcome listener', 'log'] as const)('in its %s disturbs nothing', (where) => {
    const tasks = thrown()
    const w = world(where === 'log' ? { log: crash } : {})
    const others: string[] = []
    if (where === 'view listener') w.transfer.subscribe(crash)
    if (where === 'outcome listener') w.transfer.onOutcome(crash)
    w.transfer.subscribe((view) => others.push(view.notice))
    w.transfer.onOutcome(({ result }) => others.push(result))
    w.ask()
    stations.talking.go(w)
    w.bye()
    expect(others).toEqual(['connecting', 'dialing', 'ringing', 'joining', 'talking', 'handed-over', 'handed-over'])
    expect(w.assistant.outcomes).toHaveLength(1)
    expect(w.open()).toEqual(nothing)
    expect(tasks.length).toBeGreaterThan(0)
    for (const task of tasks) expect(task).toThrow('the application’s own fault')
  })
})

describe('an application that acts from inside a listener', () => {
  test('may cancel at the ring', () => {
    const w = arriveAt('dialing')
    w.transfer.subscribe(({ notice }) => {
      if (notice === 'ringing') w.transfer.send('CANCEL')
    })
    w.ring()
    expect(w.outcomes).toMatchObject([{ result: 'abandoned' }])
    expect(w.open()).toEqual(nothing)
  })

  test('may ask again at the outcome', () => {
    const w = arriveAt('ringing')
    const stop = w.transfer.onOutcome(() => {
      stop()
      void w.transfer.request({ targets: ['2002'] })
    })
    w.refuse(486)
    expect(w.view()).toMatchObject({ state: 'connecting', extension: '2002' })
  })

  test('may ask for another one at once, and each is told its own outcome', async () => {
    const w = world()
    let second: Promise<Outcome> | undefined
    w.transfer.subscribe(() => {
      second ??= w.transfer.request({ targets: ['2002'] })
    })
    const first = w.transfer.request({ targets: ['2001'] })
    w.transfer.send('CANCEL')
    expect((await second)?.result).toBe('refused')
    expect((await first).result).toBe('abandoned')
  })

  test('finds the view that belongs to the outcome', () => {
    const w = arriveAt('talking')
    const seen: string[] = []
    w.transfer.onOutcome(() => seen.push(w.now()))
    w.bye()
    expect(seen).toEqual(['idle:handed-over'])
  })
})

describe('secrets', () => {
  const password = 'correct-horse-battery'

  test('the account’s password stands in no inspection event, view, log line, progress or outcome', () => {
    const holds = finderOf(password)
    let leaks = 0
    const w = world({
      account: { user: '2001', secret: { kind: 'password', password } },
      inspect: (event) => {
        if (holds(event)) leaks += 1
      },
    })
    w.ask()
    stations.ringing.go(w)
    w.refuse(403)
    expect(w.sip.line.config.account.secret).toMatchObject({ password })
    expect(leaks).toBe(0)
    expect(holds([w.view(), w.log, w.assistant.steps, w.outcomes])).toBe(false)
  })
})

describe('dispose()', () => {
  test('resolves when every line of the transfer’s life is closed, not the last one alone', async () => {
    const w = world()
    const closed: (() => void)[] = []
    const open = w.sip.open
    Object.assign(w.sip, {
      open(...args: Parameters<typeof open>) {
        const line = open(...args)
        const close = line.close.bind(line)
        return Object.assign(Object.create(line), {
          close: () => close().then(() => new Promise<void>((resolve) => closed.push(resolve))),
        })
      },
    })
    for (let i = 0; i < 2; i++) {
      w.transfer.send('PREPARE')
      w.transfer.send('RELEASE')
    }
    let disposed = false
    const disposing = w.transfer.dispose().then(() => {
      disposed = true
    })
    await vi.waitFor(() => expect(closed).toHaveLength(2))
    closed[1]?.()
    for (let i = 0; i < 20; i++) await Promise.resolve()
    expect(disposed).toBe(false)
    closed[0]?.()
    await disposing
    expect(disposed).toBe(true)
  })
})
