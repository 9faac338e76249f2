import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt } from './support/stations.ts'
import { world } from './support/world.ts'

const two = ['2001', '2002']

describe('what disturbs a talk', () => {
  test('does not undo another thing that is known', () => {
    const w = arriveAt('talking')
    w.transfer.send('MUTE')
    w.sip.call.say({ type: 'remote-hold', on: true })
    expect(w.view()).toMatchObject({ muted: true, notice: 'on-hold' })
    w.sip.call.say({ type: 'remote-hold', on: false })
    expect(w.view()).toMatchObject({ muted: true, notice: 'talking' })
  })

  test('a playback that was blocked while it rang is still blocked after the answer', () => {
    const w = arriveAt('early')
    w.media.playbacks[0]?.say({ type: 'blocked' })
    w.sip.call.say({ type: 'answered' })
    w.prove()
    expect(w.now()).toBe('confirmed:blocked')
  })
})

describe('the end of a talk', () => {
  test('that this side’s stack hangs up by itself is the caller’s', () => {
    const w = arriveAt('talking')
    w.sip.call.end({ by: 'local' })
    expect(w.outcomes).toMatchObject([{ result: 'handed-over', endedBy: 'caller' }])
  })
})

describe('a call that the PBX no longer has', () => {
  test('has ended, and nobody is named: the agent may have hung up, or the PBX crashed', () => {
    const w = arriveAt('talking')
    w.sip.call.end({ by: 'unknown' })
    expect(w.outcomes).toMatchObject([{ result: 'handed-over', endedBy: 'unknown' }])
    expect(w.outcomes[0]?.failure).toBeUndefined()
    expect(w.view().notice).toBe('handed-over')
  })

  test('brings the assistant back, even where a hang-up ends the conversation', () => {
    const w = arriveAt('talking', { afterHandover: 'end' })
    w.sip.call.end({ by: 'unknown' })
    expect(w.view()).toMatchObject({ state: 'idle', hearing: { input: true, output: true } })
  })

  test('before any sound was proven is a lost connection, not an agent who declined', () => {
    const w = arriveAt('joining', { retries: 0 })
    w.sip.call.end({ by: 'unknown' })
    expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'connection-lost' } }])
  })
})

describe('an INVITE that was lost with its socket', () => {
  test('and that the PBX was never told of is not signalled, whatever failed last', () => {
    const w = arriveAt('ringing')
    w.lineDown()
    w.lose()
    w.clock.increment(1000)
    w.lineDown()
    expect(w.outcomes).toMatchObject([
      {
        failure: { code: 'server-unreachable', signalled: false },
        attempts: [{ failure: { code: 'connection-lost', signalled: false } }],
      },
    ])
    expect(w.view().failure?.signalled).toBe(false)
  })

  test('is signalled once the line is back, which ends it first', () => {
    const w = arriveAt('ringing')
    w.lineDown()
    w.lose()
    w.clock.increment(1000)
    w.lineUp()
    w.refuse(486)
    expect(w.outcomes).toMatchObject([{ failure: { code: 'busy', signalled: true }, attempts: [{}, {}] }])
  })
})

describe('hunting goes on', () => {
  test('where nothing ever rang within the limit', () => {
    const w = requestAt('dialing', two)
    w.clock.increment(25_000)
    expect(w.dialled()).toEqual(['sip:2001@pbx.test', 'sip:2002@pbx.test'])
  })

  test('where the sound found no way', () => {
    const w = requestAt('ringing', two)
    w.sip.call.end({ cause: 'media', by: 'system' })
    expect(w.dialled()).toEqual(['sip:2001@pbx.test', 'sip:2002@pbx.test'])
  })
})

test('a lost connection is tried again as often as the page allows', () => {
  const w = requestAt('ringing', ['2001'], { retries: 3 })
  for (let tries = 0; tries < 3; tries++) {
    w.lose()
    w.clock.increment(1000)
    w.lineUp()
    w.ring()
  }
  expect(w.calls()).toHaveLength(4)
  w.lose()
  expect(w.outcomes).toMatchObject([{ result: 'returned', failure: { code: 'connection-lost' } }])
})

test('a microphone that was granted has no limit any more, however long the line takes', () => {
  const w = world({ limits: { microphone: 1000 } })
  w.ask()
  w.grant()
  w.clock.increment(1000)
  expect(w.now()).toBe('connecting:connecting')
  w.lineUp()
  expect(w.now()).toBe('calling:dialing')
})

test('a line that is only connecting is neither up nor down', () => {
  const w = world()
  w.ask()
  w.grant()
  w.sip.line.say({ type: 'connecting', server: 'wss://pbx.test:7443' })
  expect(w.now()).toBe('connecting:connecting')
})

test('disposing waits for the hang-up, whatever is told meanwhile', async () => {
  const w = world({}, { obeysHangup: false })
  w.ask()
  w.lineUp()
  w.grant()
  w.ring()
  let disposed = false
  const disposing = w.transfer.dispose().then(() => {
    disposed = true
  })
  w.assistant.say({ type: 'down' })
  for (let i = 0; i < 20; i++) await Promise.resolve()
  expect([disposed, w.assistant.open]).toEqual([false, true])
  w.clock.increment(2000)
  await disposing
  expect(w.assistant.open).toBe(false)
})
