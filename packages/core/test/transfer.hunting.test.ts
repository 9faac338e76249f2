import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt, stations } from './support/stations.ts'
import { nothing, world } from './support/world.ts'

const first = 'sip:2001@pbx.test'
const second = 'sip:2002@pbx.test'
const two = ['2001', '2002']

describe('hunting over two targets', () => {
  test.each([
    [486, 'busy'],
    [600, 'busy'],
    [480, 'unavailable'],
    [404, 'not-found'],
    [408, 'no-answer'],
    [603, 'declined'],
    [500, 'server-error'],
    [503, 'server-error'],
  ])('goes on at once after %i, %s', (status, code) => {
    const w = requestAt('ringing', two)
    w.refuse(status)
    expect(w.now()).toBe('calling:dialing')
    expect(w.dialled()).toEqual([first, second])
    expect(w.view()).toMatchObject({ extension: '2002', failure: null })
    w.ring()
    w.answer()
    w.prove()
    w.bye()
    expect(w.outcomes).toMatchObject([
      { result: 'handed-over', attempts: [{ target: first, failure: { code } }, { target: second }] },
    ])
    expect(w.outcomes[0]?.attempts[1]).not.toHaveProperty('failure')
  })

  test.each([
    [302, 'redirected'],
    [400, 'bad-request'],
    [401, 'auth-failed'],
    [403, 'forbidden'],
    [422, 'session-timer'],
    [488, 'codec-mismatch'],
  ])('stops after %i, %s, which the next target would meet too', (status, code) => {
    const w = requestAt('dialing', two)
    w.refuse(status)
    expect(w.dialled()).toEqual([first])
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code, sipStatus: status, stage: 'dialing' } }])
    expect(w.open()).toEqual(nothing)
  })

  test('follows a redirection within the policy, before the targets that are left', () => {
    const w = requestAt('ringing', two)
    w.redirect('sip:2003@pbx.test:5060;transport=udp', 'sip:2003@pbx.test', 'sip:2004@pbx.test')
    expect(w.now()).toBe('calling:dialing')
    w.refuse(486)
    w.refuse(404)
    expect(w.dialled()).toEqual([first, 'sip:2003@pbx.test', 'sip:2004@pbx.test', second])
    w.refuse(486)
    expect(w.outcomes).toMatchObject([
      { result: 'returned', attempts: [{ failure: { code: 'redirected' } }, {}, {}, { failure: { code: 'busy' } }] },
    ])
  })

  test.each([
    ['of another domain', ['sip:2003@evil.test']],
    ['that the policy does not allow', ['sip:0900123456@pbx.test']],
    ['of another kind', ['tel:+4930123456', 'https://pbx.test/', '']],
    ['to where it comes from', ['sip:2001@pbx.test']],
  ])('does not follow a redirection %s', (_, contacts) => {
    const w = requestAt('ringing', two)
    w.redirect(...contacts)
    expect(w.dialled()).toEqual([first])
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'redirected', sipStatus: 302 } }])
    expect(w.open()).toEqual(nothing)
  })

  test('follows no redirection back, so that a circle ends', () => {
    const w = requestAt('ringing', ['2001'])
    w.redirect('sip:2002@pbx.test')
    w.redirect('sip:2001@pbx.test')
    expect(w.dialled()).toEqual([first, second])
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'redirected' } }])
  })

  test('follows a chain of redirections to the tenth target at the most', () => {
    const w = requestAt('ringing', ['2001'])
    for (let next = 2002; next < 2030 && w.outcomes.length === 0; next++) w.redirect(`sip:${next}@pbx.test`)
    expect(w.dialled()).toHaveLength(10)
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'redirected' } }])
  })

  test('asks for the microphone once, and keeps the line', () => {
    const w = requestAt('ringing', two)
    w.refuse(486)
    expect([w.media.microphones.length, w.sip.lines.length]).toEqual([1, 1])
  })

  test('ends with the last target’s failure, and says each', () => {
    const w = requestAt('ringing', two)
    w.refuse(486)
    w.refuse(404)
    expect(w.outcomes).toMatchObject([
      {
        result: 'returned',
        failure: { code: 'not-found' },
        attempts: [
          { target: first, server: 'wss://pbx.test:7443', failure: { code: 'busy' } },
          { target: second, failure: { code: 'not-found' } },
        ],
      },
    ])
    expect(w.outcomes[0]?.failure?.remedy).toContain('2002')
  })

  test('never has two live calls: a silent target is drained first', () => {
    const w = requestAt('draining', two)
    expect(w.dialled()).toEqual([first])
    w.clock.increment(1500)
    expect(w.dialled()).toEqual([first, second])
    expect(new Set(w.calls()[0]?.asked)).toEqual(new Set(['hangup']))
  })

  test('goes on when no path leads to the answered target', () => {
    const w = requestAt('joining', two)
    w.clock.increment(6000)
    expect(w.dialled()).toEqual([first, second])
  })

  test('goes on when the answered target sends no sound', () => {
    const w = requestAt('joining', two)
    w.join()
    w.clock.increment(6000)
    expect(w.dialled()).toEqual([first, second])
  })

  test('is over once the caller was handed over: a BYE finishes the transfer', () => {
    const w = requestAt('talking', two)
    w.bye()
    expect(w.outcomes).toMatchObject([{ result: 'handed-over', endedBy: 'agent', attempts: [{ target: first }] }])
    expect(w.dialled()).toEqual([first])
  })

  test('is over once the caller was handed over: a loss brings the assistant back', () => {
    const w = requestAt('talking', two)
    w.lose()
    expect(w.now()).toBe('idle:lost')
    expect(w.outcomes).toMatchObject([
      {
        result: 'handed-over',
        endedBy: 'loss',
        failure: { code: 'connection-lost', stage: 'talking', signalled: false },
      },
    ])
    expect(w.assistant.heard.at(-1)).toEqual({ input: true, output: true })
    expect(w.dialled()).toEqual([first])
  })
})

describe('a lost connection', () => {
  test('is tried again after a second, at the same target', () => {
    const w = arriveAt('waiting')
    w.clock.increment(999)
    expect(w.now()).toBe('failed:trying-again')
    w.clock.increment(1)
    expect(w.now()).toBe('calling:dialing')
    expect(w.dialled()).toEqual([first, first])
    expect(w.view().failure).toBeNull()
  })

  test('holds no call while it waits', () => {
    expect(arriveAt('waiting').open().calls).toBe(0)
  })

  test('is given up after the retries, with every attempt told', () => {
    const w = arriveAt('waiting', { retries: 1 })
    w.clock.increment(1000)
    w.lose()
    expect(w.outcomes).toMatchObject([
      {
        result: 'returned',
        failure: { code: 'connection-lost', signalled: false, retryable: true },
        attempts: [{ failure: { code: 'connection-lost' } }, { failure: { code: 'connection-lost' } }],
      },
    ])
  })

  test('is not tried again where no retry is allowed, but hunted on', () => {
    const w = requestAt('ringing', two, { retries: 0 })
    w.lose()
    expect(w.dialled()).toEqual([first, second])
  })

  test('is tried again for each target anew', () => {
    const w = requestAt('waiting', two)
    w.clock.increment(1000)
    w.lose()
    w.lose()
    expect(w.now()).toBe('failed:trying-again')
    w.clock.increment(1000)
    w.lose()
    expect(w.dialled()).toEqual([first, first, second, second])
    expect(w.outcomes).toHaveLength(1)
  })
})

describe('a server that cannot be reached', () => {
  test('since it stays silent is not tried again by itself: the caller has waited for it once', () => {
    const w = world({ retries: 2 })
    w.ask()
    w.lineDown({ silent: true })
    expect(w.now()).not.toBe('failed:trying-again')
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'server-unreachable', retryable: true } }])
    w.transfer.retry()
    expect([w.now(), w.sip.lines.length]).toEqual(['connecting:connecting', 2])
  })

  test('is tried again over a new line, then the transfer returns with no attempt made', () => {
    const w = world()
    w.ask()
    w.lineDown()
    expect(w.now()).toBe('failed:trying-again')
    w.clock.increment(1000)
    expect(w.sip.lines.map(({ closed }) => closed)).toEqual([true, false])
    w.lineDown()
    expect(w.outcomes).toMatchObject([
      {
        result: 'returned',
        attempts: [],
        failure: { code: 'server-unreachable', stage: 'line', detail: 'closed 1006' },
      },
    ])
    expect(w.open()).toEqual(nothing)
  })

  test('and says nothing is given up after the line’s limit', () => {
    const w = world({ retries: 0 })
    w.ask()
    w.clock.increment(11_999)
    expect(w.now()).toBe('connecting:connecting')
    w.clock.increment(1)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'server-unreachable', stage: 'line' } }])
  })

  test('reaches an agent where the second try comes through', () => {
    const w = world()
    w.ask()
    w.lineDown()
    w.clock.increment(1000)
    stations.talking.go(w)
    expect(w.now()).toBe('confirmed:talking')
  })
})

test.each<['dialing' | 'ringing', object]>([
  ['dialing', { code: 'busy', stage: 'dialing' }],
  ['ringing', { code: 'busy', stage: 'ringing' }],
])('a refusal while %s says so', (place, failure) => {
  const w = arriveAt(place)
  w.refuse(486)
  expect(w.outcomes).toMatchObject([{ failure }])
})

describe('the ring limit', () => {
  test('counts from the INVITE, not from the ring', () => {
    const w = arriveAt('dialing')
    w.clock.increment(20_000)
    w.ring()
    w.clock.increment(4999)
    expect(w.now()).toBe('calling:ringing')
    w.clock.increment(1)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'no-answer', stage: 'ringing' } }])
  })

  test('is a timeout where nothing ever rang', () => {
    const w = arriveAt('dialing')
    w.clock.increment(25_000)
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'timeout', stage: 'dialing' } }])
  })

  test('is no-answer where early media came', () => {
    const w = arriveAt('early')
    w.clock.increment(25_000)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'no-answer', stage: 'ringing' } }])
  })

  test('may be set', () => {
    const w = arriveAt('ringing', { limits: { ring: 5000 } })
    w.clock.increment(5000)
    expect(w.now()).toBe('idle:returned')
  })

  test('begins anew for each target', () => {
    const w = requestAt('ringing', two)
    w.clock.increment(24_000)
    w.refuse(486)
    w.clock.increment(24_000)
    expect(w.now()).toBe('calling:dialing')
  })

  test('hangs up; a far side that stays silent may still be up, and the failure says so', () => {
    const w = arriveAt('draining')
    expect(w.calls()[0]?.asked).toEqual(['hangup'])
    w.clock.increment(1500)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'no-answer', signalled: false } }])
  })
})
