import { describe, expect, it } from 'vitest'
import { startPair, untilStats } from './support/board.ts'
import { call, exchange, invite, ROUTE, register } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

const VANISHED = 'Q.850;cause=41;text="NORMAL_TEMPORARY_FAILURE"'

describe('a client that vanishes for good', () => {
  it.each(['caller', 'callee'] as const)('as %s: the other side gets a BYE in its name', async (who) => {
    const { board, ...phones } = await startPair({ graceMs: 30 })
    const other = phones[who === 'caller' ? 'callee' : 'caller']
    await call(phones.caller, phones.callee)
    phones[who].vanish()
    const bye = await other.hear(/^BYE/)
    expect([bye.get('from'), bye.get('reason')]).toEqual([expect.stringContaining(phones[who].tag), VANISHED])
    expect(bye.get('to')).toContain(other.tag)
    expect(board.stats().dialogs).toBe(0)
  })

  it('numbers that BYE after its own last request', async () => {
    const { caller, callee } = await startPair({ graceMs: 30 })
    const { caller: leg } = await call(caller, callee)
    await exchange(caller, leg, callee, { method: 'INFO', cseq: 41 })
    caller.vanish()
    expect((await callee.hear(/^BYE/)).get('cseq')).toBe('42 BYE')
  })

  it('while it rings somebody: that one gets a CANCEL at once', async () => {
    const { board, caller, callee } = await startPair()
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    caller.vanish()
    callee.reply(await callee.hear(/^CANCEL/), '200 OK')
    callee.reply(heard, '487 Request Terminated')
    await untilStats(board, { dialogs: 0, serverTransactions: 0, clientTransactions: 0 })
  })

  it('while it rings somebody who answers anyway: that one is acknowledged and hung up', async () => {
    const { board, caller, callee } = await startPair()
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    caller.vanish()
    await callee.hear(/^CANCEL/)
    callee.reply(heard, '200 OK')
    await callee.hear(/^ACK/)
    await callee.hear(/^BYE/)
    await untilStats(board, { dialogs: 0 })
  })

  it('before anybody gave a sign of life: the CANCEL waits for it, beyond the grace time', async () => {
    const { port, caller, callee } = await startPair({ graceMs: 30 })
    const others = await Promise.all([Phone.open(port), Phone.open(port, '2010')])
    await register(others[1])
    await call(...others)
    const { heard } = await invite(caller, callee)
    caller.vanish()
    others[0].vanish()
    await others[1].hear(/^BYE/)
    callee.reply(heard, '180 Ringing')
    await callee.hear(/^CANCEL/)
  })

  it('while it is rung: the caller gets 480 after the grace time', async () => {
    const { board, caller, callee } = await startPair({ graceMs: 30 })
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    callee.vanish()
    expect((await caller.hear(/480/)).get('reason')).toBe('Q.850;cause=20;text="SUBSCRIBER_ABSENT"')
    expect(board.stats()).toMatchObject({ dialogs: 0, clientTransactions: 0 })
  })

  it('together with the other side: the call is forgotten', async () => {
    const { board, caller, callee } = await startPair({ graceMs: 30 })
    await call(caller, callee)
    caller.vanish()
    callee.vanish()
    await untilStats(board, { flows: 0, dialogs: 0 })
  })
})

describe('a client that comes back within the grace time', () => {
  it('is known by a request inside the call, and hears the BYE there', async () => {
    const { board, caller, callee } = await startPair()
    const legs = await call(caller, callee)
    caller.vanish()
    await untilStats(board, { flows: 1 })
    await caller.connect()
    await exchange(caller, legs.caller, callee, { method: 'INVITE' })
    await exchange(callee, legs.callee, caller, { method: 'BYE', cseq: 11 })
    await untilStats(board, { dialogs: 0 })
  })

  it('is known by its registration, and hears the BYE there', async () => {
    const { board, caller, callee } = await startPair()
    const legs = await call(caller, callee)
    callee.vanish()
    await untilStats(board, { flows: 1 })
    await callee.connect()
    await register(callee)
    await exchange(caller, legs.caller, callee, { method: 'BYE' })
    await untilStats(board, { dialogs: 0 })
  })

  it('may answer on its new socket what rang on the old one', async () => {
    const { board, caller, callee } = await startPair()
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    callee.vanish()
    await untilStats(board, { flows: 1 })
    await callee.connect()
    await register(callee)
    callee.reply(heard, '200 OK')
    await caller.hear(/^SIP\/2.0 200/)
  })

  it('is not waited for on a socket that the server still takes for open', async () => {
    const { board, caller, callee } = await startPair()
    const legs = await call(caller, callee)
    await callee.connect()
    await register(callee)
    await exchange(caller, legs.caller, callee, { method: 'INFO' })
    expect(board.stats()).toMatchObject({ flows: 3, dialogs: 1 })
  })

  it('may hang up itself', async () => {
    const { board, caller, callee } = await startPair()
    const { caller: leg } = await call(caller, callee)
    caller.vanish()
    await untilStats(board, { flows: 1 })
    await caller.connect()
    await exchange(caller, leg, callee, { method: 'BYE' })
    await untilStats(board, { dialogs: 0 })
  })

  it('is not hung up when the grace time of its absence ends', async () => {
    const { board, caller, callee } = await startPair({ graceMs: 60 })
    const legs = await call(caller, callee)
    const passed = await startPair({ graceMs: 60 })
    await call(passed.caller, passed.callee)
    caller.vanish()
    await untilStats(board, { flows: 1 })
    await caller.connect()
    await exchange(caller, legs.caller, callee, { method: 'INFO' })
    passed.caller.vanish()
    await passed.callee.hear(/^BYE/)
    expect(board.stats().dialogs).toBe(1)
    await exchange(callee, legs.callee, caller, { method: 'INFO', cseq: 11 })
  })

  it('finds that the other side has hung up meanwhile', async () => {
    const { board, caller, callee } = await startPair()
    const { callee: leg, caller: own } = await call(caller, callee)
    caller.vanish()
    await untilStats(board, { flows: 1 })
    callee.request({ method: 'BYE', cseq: 7, ...leg })
    await callee.hear(/^SIP\/2.0 200/)
    await caller.connect()
    caller.request({ method: 'INVITE', cseq: 10, headers: ROUTE, ...own })
    expect((await caller.hear(/^BYE/)).get('from')).toContain(callee.tag)
    await untilStats(board, { dialogs: 0 })
  })

  it('misses what was said meanwhile: 480, and the call stands', async () => {
    const { board, caller, callee } = await startPair()
    const { callee: leg } = await call(caller, callee)
    caller.vanish()
    await untilStats(board, { flows: 1 })
    callee.request({ method: 'INFO', cseq: 7, ...leg })
    await callee.hear(/480/)
    expect(board.stats().dialogs).toBe(1)
  })
})
