import { describe, expect, test } from 'vitest'
import { nothing, world } from './support/world.ts'

function talking(options = {}) {
  const w = world(options)
  w.ask()
  w.lineUp()
  w.grant()
  w.ring()
  w.answer()
  w.prove()
  return w
}

describe('the way from the assistant to an agent', () => {
  test('connects, dials, rings, joins, talks, and is idle again when the agent hangs up', () => {
    const w = world()
    const seen: string[] = [w.now()]
    w.transfer.subscribe(() => seen.push(w.now()))
    w.ask()
    w.lineUp()
    w.grant()
    w.ring()
    w.answer()
    w.prove()
    w.bye()
    expect(seen.filter((now, index) => now !== seen[index - 1])).toEqual([
      'idle:ready',
      'connecting:connecting',
      'calling:dialing',
      'calling:ringing',
      'confirmed:joining',
      'confirmed:talking',
      'idle:handed-over',
    ])
    expect(w.outcomes).toHaveLength(1)
    expect(w.outcomes[0]).toMatchObject({
      result: 'handed-over',
      endedBy: 'agent',
      attempts: [{ target: 'sip:2001@pbx.test' }],
    })
    expect(w.open()).toEqual(nothing)
  })

  test('the assistant hears and speaks until the answer, speaks until the proof, and has both back at the end', () => {
    const w = talking()
    w.bye()
    expect(w.assistant.heard.filter((now, i, all) => JSON.stringify(now) !== JSON.stringify(all[i - 1]))).toEqual([
      { input: true, output: true },
      { input: false, output: true },
      { input: false, output: false },
      { input: true, output: true },
    ])
  })

  test('the bare answer is no success: without proven audio the transfer returns with no-audio', () => {
    const w = world()
    w.ask()
    w.lineUp()
    w.grant()
    w.ring()
    w.answer()
    w.join()
    w.clock.increment(6000)
    expect(w.outcomes[0]).toMatchObject({ result: 'returned', failure: { code: 'no-audio', stage: 'joining' } })
    expect(w.assistant.heard.at(-1)).toEqual({ input: true, output: true })
    expect(w.open()).toEqual(nothing)
  })

  test('a second request during a transfer changes nothing but the log', () => {
    const w = talking()
    const before = w.view()
    w.ask({ extension: '2005' })
    expect(w.view()).toBe(before)
    expect(w.sip.lines.flatMap(({ calls }) => calls)).toHaveLength(1)
    expect(w.assistant.outcomes).toHaveLength(0)
    expect(w.log.at(-1)?.message).toContain('refused')
  })

  test('works again after the end', () => {
    const w = talking()
    w.bye()
    for (let i = 0; i < 3; i++) {
      w.ask()
      w.lineUp()
      w.grant()
      w.ring()
      w.answer()
      w.prove()
      expect(w.now()).toBe('confirmed:talking')
      w.transfer.send('HANGUP')
      expect(w.now()).toBe('idle:handed-over')
      expect(w.open()).toEqual(nothing)
    }
  })
})
