import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt, stations } from './support/stations.ts'
import { world } from './support/world.ts'

type World = ReturnType<typeof world>
const endings: [string, () => World][] = [
  ['handed over', () => ended(arriveAt('talking'), (w) => w.bye())],
  ['lost', () => ended(arriveAt('talking'), (w) => w.lose())],
  ['returned', () => ended(arriveAt('ringing'), (w) => w.refuse(480, [{ protocol: 'Q.850', cause: 19 }]))],
  ['hunted', () => ended(requestAt('ringing', ['2001', '2002']), (w) => [486, 404].map((status) => w.refuse(status)))],
  ['abandoned', () => ended(arriveAt('waiting'), (w) => w.transfer.send('CANCEL'))],
  ['refused', () => ended(world(), (w) => w.ask({ extension: '<script>' }))],
]
function ended(w: World, how: (w: World) => unknown) {
  w.clock.increment(40)
  how(w)
  w.clock.increment(2000)
  return w
}

describe.each(endings)('the outcome of a transfer that was %s', (_, play) => {
  const w = play()
  const [outcome] = w.outcomes

  test('is one, and plain JSON', () => {
    expect(w.outcomes).toHaveLength(1)
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
  })

  test('is told to the assistant with the same id', () => {
    expect(w.assistant.outcomes).toEqual([outcome])
    expect(outcome?.transferId).toMatch(/^[0-9a-f]{16}$/)
  })

  test('is logged, as a warning where something failed', () => {
    const lines = w.log.filter(({ data }) => data?.['outcome'] === outcome)
    expect(lines.map(({ level }) => level)).toEqual([outcome?.failure ? 'warn' : 'info'])
  })

  test('has a timeline that begins with the request and never runs backwards', () => {
    const times = outcome?.timeline.map(({ at }) => at) ?? []
    expect(outcome?.timeline[0]).toEqual({ at: 0, name: 'requested' })
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.every(Number.isInteger)).toBe(true)
  })

  test('says of each attempt what was dialled, over which server, and why it failed', () => {
    for (const attempt of outcome?.attempts ?? []) {
      expect(attempt).toMatchObject({
        target: expect.stringMatching(/^sip:200[12]@pbx\.test$/),
        server: 'wss://pbx.test:7443',
      })
      if (attempt.failure) expect(attempt.failure.sentence).not.toBe('')
    }
    expect(outcome?.attempts.length).toBe(w.calls().length)
  })
})

test('the timeline tells every step, and what the INVITE waited for', () => {
  const w = arriveAt('connecting')
  w.clock.increment(100)
  w.lineUp()
  w.grant()
  w.clock.increment(12)
  w.sent()
  w.clock.increment(88)
  w.ring()
  w.clock.increment(2000)
  w.answer()
  w.clock.increment(150)
  w.prove()
  w.clock.increment(60_000)
  w.bye()
  expect(w.outcomes[0]?.timeline).toEqual([
    { at: 0, name: 'requested' },
    { at: 0, name: 'connecting:connecting' },
    { at: 100, name: 'dial sip:2001@pbx.test' },
    { at: 100, name: 'calling:dialing' },
    { at: 112, name: 'invite sent (host candidate after 12 ms)' },
    { at: 200, name: 'calling:ringing' },
    { at: 2200, name: 'confirmed:joining' },
    { at: 2350, name: 'confirmed:talking' },
    { at: 62_350, name: 'idle:handed-over' },
  ])
})

test('a timeline is bounded, though the line comes and goes for hours', () => {
  const w = arriveAt('talking')
  for (let i = 0; i < 300; i++) {
    w.lineDown()
    w.lineUp()
  }
  w.bye()
  expect(w.outcomes[0]?.timeline.length).toBe(100)
})

describe('the assistant is told', () => {
  test('each step of the transfer in its order, with the transfer’s id', () => {
    const w = arriveAt('talking')
    w.bye()
    expect(w.assistant.steps.map(({ state, detail }) => `${state}:${detail}`)).toEqual([
      'connecting:connecting',
      'calling:dialing',
      'calling:ringing',
      'confirmed:joining',
      'confirmed:talking',
    ])
    expect(new Set(w.assistant.steps.map(({ transferId }) => transferId))).toEqual(new Set([w.outcomes[0]?.transferId]))
  })

  test('of the steps between two targets', () => {
    const w = requestAt('draining', ['2001', '2002'])
    w.clock.increment(1500)
    expect(w.assistant.steps.slice(-2).map(({ state, detail }) => `${state}:${detail}`)).toEqual([
      'failed:hanging-up',
      'calling:dialing',
    ])
  })

  test('nothing of a refused request but its outcome', () => {
    const w = world()
    w.ask({ extension: '' })
    expect(w.assistant.steps).toEqual([])
    expect(w.assistant.outcomes).toHaveLength(1)
  })
})

describe('the INVITE', () => {
  const names = (w: World) => w.sip.call.headers.map(({ name, value }) => [name, value])

  test('carries the transfer’s id, the conversation’s id and the department', () => {
    const w = world()
    w.assistant.say({ type: 'up', conversationId: 'c-17' })
    w.ask({ extension: null, department: 'support', reason: 'a kettle' })
    stations.talking.go(w)
    w.bye()
    expect(names(w)).toEqual([
      ['X-Transfer-Id', w.outcomes[0]?.transferId],
      ['X-Conversation-Id', 'c-17'],
      ['X-Transfer-Department', 'support'],
    ])
  })

  test('carries the topic only where the page says so', () => {
    const w = world({ sendTopic: true })
    w.ask({ reason: 'a kettle' })
    stations.dialing.go(w)
    expect(names(w).at(-1)).toEqual(['X-Transfer-Topic', 'a kettle'])
  })

  test('keeps the conversation’s id over the assistant’s loss', () => {
    const w = world()
    w.assistant.say({ type: 'up', conversationId: 'c-17' })
    w.assistant.say({ type: 'down' })
    w.assistant.say({ type: 'up' })
    w.ask()
    stations.dialing.go(w)
    expect(names(w).at(-1)).toEqual(['X-Conversation-Id', 'c-17'])
  })

  test('to the next target carries the same transfer’s id', () => {
    const w = requestAt('ringing', ['2001', '2002'])
    w.refuse(486)
    const [first, second] = w.calls()
    expect(second?.headers).toEqual(first?.headers)
  })
})
