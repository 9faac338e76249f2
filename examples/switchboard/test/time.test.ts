import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startBoard, startPair, untilStats } from './support/board.ts'
import { call, exchange, invite } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

// Not setInterval: the heartbeat would miss the pongs of a leap in time.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('as time passes', () => {
  it('a callee that leaves a CANCEL unanswered is given up after 32 s', async () => {
    const { board, caller, callee } = await startPair()
    const { sent, heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    caller.request({ ...sent, method: 'CANCEL' })
    await callee.hear(/^CANCEL/)
    vi.advanceTimersByTime(32_000)
    await caller.hear(/487/)
    expect(board.stats()).toMatchObject({ dialogs: 0, clientTransactions: 0 })
  })

  it('a callee that leaves an INVITE unanswered is given up after 32 s', async () => {
    const { caller, callee } = await startPair()
    await invite(caller, callee)
    vi.advanceTimersByTime(32_000)
    expect((await caller.hear(/408/)).get('reason')).toBe('Q.850;cause=102;text="RECOVERY_ON_TIMER_EXPIRE"')
  })

  it('an ended call is forgotten, and all its transactions with it, after 32 s', async () => {
    const { board, caller, callee } = await startPair()
    const legs = await call(caller, callee)
    await exchange(callee, legs.callee, caller, { method: 'BYE' })
    vi.advanceTimersByTime(32_000)
    expect(board.stats()).toMatchObject({ dialogs: 0, serverTransactions: 0, clientTransactions: 0 })
    caller.request({ method: 'NOTIFY', cseq: 11, ...legs.caller })
    await caller.hear(/481/)
  })

  it('a call that stands stays', async () => {
    const { board, caller, callee } = await startPair()
    const { caller: leg } = await call(caller, callee)
    vi.advanceTimersByTime(3_600_000)
    expect(board.stats().dialogs).toBe(1)
    await exchange(caller, leg, callee, { method: 'BYE' })
  })

  it('a socket that answers no ping is ended, one that does stays', async () => {
    vi.useRealTimers()
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const { board, port } = await startBoard()
    const phone = await Phone.open(port)
    const deaf = new WebSocket(`ws://127.0.0.1:${port}/sip`, 'sip', { autoPong: false })
    await once(deaf, 'open')
    vi.advanceTimersByTime(15_000)
    await phone.pong()
    await phone.leftOver()
    vi.advanceTimersByTime(15_000)
    await once(deaf, 'close')
    await untilStats(board, { flows: 1 })
    expect(await phone.leftOver()).toEqual([])
  })
})
