import { describe, expect, it } from 'vitest'
import { startBoard, startPair, untilStats } from './support/board.ts'
import { acknowledge, call, invite } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

const REFUSALS = [
  [9403, 'Forbidden', 'Q.850;cause=52;text="OUTGOING_CALL_BARRED"'],
  [9404, 'Not Found', 'Q.850;cause=1;text="UNALLOCATED_NUMBER"'],
  [9480, 'Temporarily Unavailable', 'Q.850;cause=20;text="SUBSCRIBER_ABSENT"'],
  [9486, 'Busy Here', 'Q.850;cause=17;text="USER_BUSY"'],
  [9503, 'Service Unavailable', 'Q.850;cause=41;text="NORMAL_TEMPORARY_FAILURE"'],
  [9603, 'Decline', 'Q.850;cause=21;text="CALL_REJECTED"'],
] as const

const dial = (phone: Phone, user: number | string) => phone.request({ method: 'INVITE', uri: `sip:${user}@localhost` })

describe('a number with a fixed answer', () => {
  it.each(REFUSALS)('%i answers %s with its Reason', async (number, phrase, reason) => {
    const { board, port } = await startBoard()
    const caller = await Phone.open(port)
    const sent = dial(caller, number)
    await caller.hear(/100 Trying/)
    const refusal = await caller.hear(/^SIP\/2.0 [3-6]/)
    expect([refusal.start, refusal.get('reason')]).toEqual([`SIP/2.0 ${number - 9000} ${phrase}`, reason])
    acknowledge(caller, sent, refusal)
    await untilStats(board, { serverTransactions: 0 })
  })

  it('9100 says 100, then nothing until the CANCEL', async () => {
    const { board, port } = await startBoard()
    const caller = await Phone.open(port)
    const sent = dial(caller, 9100)
    await caller.hear(/100 Trying/)
    expect(await caller.leftOver()).toEqual([])
    caller.request({ ...sent, method: 'CANCEL' })
    acknowledge(caller, sent, await caller.hear(/487/))
    await untilStats(board, { serverTransactions: 0 })
  })

  it('9180 says 100 and 180 with a Contact, then nothing until the CANCEL', async () => {
    const { port } = await startBoard()
    const caller = await Phone.open(port)
    const sent = dial(caller, 9180)
    await caller.hear(/100 Trying/)
    const ringing = await caller.hear(/180 Ringing/)
    expect(ringing.get('contact')).toContain('sip:9180@')
    expect(await caller.leftOver()).toEqual([])
    caller.request({ ...sent, method: 'CANCEL' })
    const ended = await caller.hear(/487/)
    expect(ended.get('to')).toBe(ringing.get('to'))
    await caller.hear(/^SIP\/2.0 200/)
  })

  it('is forgotten when the caller’s socket is gone', async () => {
    const { board, port } = await startBoard()
    const caller = await Phone.open(port)
    dial(caller, 9180)
    dial(caller, 9486)
    await caller.hear(/180 Ringing/)
    await caller.hear(/486/)
    caller.vanish()
    await untilStats(board, { flows: 0, serverTransactions: 0 })
  })
})

describe('a request that goes nowhere', () => {
  it.each(['2005', '7777', '__proto__', 'constructor'])('to %s, not registered, gets 480', async (user) => {
    const { port } = await startBoard()
    const caller = await Phone.open(port)
    dial(caller, user)
    expect((await caller.hear(/480/)).get('reason')).toBe('SIP;cause=806;text="USER_NOT_REGISTERED"')
  })

  it('to a foreign domain gets 404', async () => {
    const { port } = await startBoard()
    const caller = await Phone.open(port)
    caller.request({ method: 'INVITE', uri: 'sip:2005@elsewhere.test' })
    expect((await caller.hear(/404/)).get('reason')).toBe('Q.850;cause=3;text="NO_ROUTE_DESTINATION"')
  })

  it('inside a call that does not exist gets 481', async () => {
    const { port } = await startBoard()
    const caller = await Phone.open(port)
    caller.request({ method: 'BYE', uri: 'sip:2005@localhost', to: '<sip:2005@localhost>;tag=gone' })
    await caller.hear(/481/)
  })

  it('as a CANCEL of nothing gets 481', async () => {
    const { port } = await startBoard()
    const caller = await Phone.open(port)
    caller.request({ method: 'CANCEL', uri: 'sip:2005@localhost' })
    await caller.hear(/481/)
  })

  it('with no hop left gets 483', async () => {
    const { port } = await startBoard()
    const caller = await Phone.open(port)
    caller.request({ method: 'INVITE', uri: 'sip:9486@localhost', headers: ['Max-Forwards: 0'] })
    await caller.hear(/483/)
  })

  it('calls from one page to another still work on every loopback name', async () => {
    const { caller, callee } = await startPair()
    const { heard } = await invite(caller, callee, { uri: 'sip:2005@127.0.0.1' })
    expect(heard.start).toContain(callee.contact)
  })
})

describe('an anonymous caller', () => {
  it('is let in by default', async () => {
    const { caller, callee } = await startPair()
    await call(caller, callee)
  })

  it('is refused with 403 where the setting says so', async () => {
    const { caller } = await startPair({ anonymous: false })
    dial(caller, 2005)
    expect((await caller.hear(/403/)).get('reason')).toBe('Q.850;cause=52;text="OUTGOING_CALL_BARRED"')
  })

  it('is anyone of a foreign domain, a known user’s name or not', async () => {
    const { port } = await startBoard()
    const caller = await Phone.open(port)
    caller.request({ method: 'INVITE', uri: 'sip:9486@localhost', from: '<sip:2001@anonymous.invalid>;tag=a' })
    await caller.hear(/486/)
  })

  it('may ask the switchboard itself for OPTIONS', async () => {
    const { port } = await startBoard({ anonymous: false })
    expect(await (await Phone.open(port)).leftOver()).toEqual([])
  })
})
