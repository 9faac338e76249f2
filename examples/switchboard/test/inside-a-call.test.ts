import { describe, expect, it } from 'vitest'
import { startPair } from './support/board.ts'
import { call, exchange, invite, ROUTE, register } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

describe('inside a call', () => {
  it.each(['INFO', 'UPDATE', 'REFER', 'NOTIFY', 'MESSAGE'])('%s passes both ways', async (method) => {
    const { caller, callee } = await startPair()
    const legs = await call(caller, callee)
    const headers = [...ROUTE, 'Refer-To: <sip:2010@localhost>', 'Event: refer', 'X-Own: 1']
    const there = await exchange(caller, legs.caller, callee, { method, headers, body: 'Signal=5' })
    const back = await exchange(callee, legs.callee, caller, { method, headers, body: 'Signal=6' })
    expect([there.heard.body, back.heard.body]).toEqual(['Signal=5', 'Signal=6'])
    expect(there.heard.get('x-own')).toBe('1')
    expect([there.heard.get('route'), there.answer.all('via').length]).toEqual([undefined, 1])
  })

  it('a re-INVITE passes from either side, with its 200 and its ACK', async () => {
    const { caller, callee } = await startPair()
    const legs = await call(caller, callee)
    const ways = [
      { sender: caller, receiver: callee, leg: legs.caller },
      { sender: callee, receiver: caller, leg: legs.callee },
    ]
    for (const { sender, receiver, leg } of ways) {
      await exchange(sender, leg, receiver, { method: 'INVITE', body: 'a=sendonly' })
      sender.request({ method: 'ACK', cseq: 10, headers: ROUTE, ...leg })
      expect((await receiver.hear(/^ACK/)).get('cseq')).toBe('10 ACK')
    }
  })

  it('a refused re-INVITE leaves the call standing', async () => {
    const { board, caller, callee } = await startPair()
    const { caller: leg } = await call(caller, callee)
    caller.request({ method: 'INVITE', cseq: 10, headers: ROUTE, ...leg })
    callee.reply(await callee.hear(/^INVITE/), '488 Not Acceptable Here')
    await caller.hear(/488/)
    expect(board.stats().dialogs).toBe(1)
    await exchange(caller, leg, callee, { method: 'INFO', cseq: 11 })
  })

  it('a new Contact in an UPDATE is where later requests go', async () => {
    const { caller, callee } = await startPair()
    const { caller: leg, callee: back } = await call(caller, callee)
    const moved = `sip:moved@${caller.host};transport=ws`
    Object.assign(caller, { contact: moved })
    await exchange(caller, leg, callee, { method: 'UPDATE' })
    const { heard } = await exchange(callee, back, caller, { method: 'INFO' })
    expect(heard.start).toBe(`INFO ${moved} SIP/2.0`)
  })

  it('a transfer’s NOTIFY still passes after the BYE', async () => {
    const { caller, callee } = await startPair()
    const legs = await call(caller, callee)
    await exchange(callee, legs.callee, caller, { method: 'BYE' })
    await exchange(caller, legs.caller, callee, { method: 'NOTIFY', cseq: 11 })
  })

  it('a retransmitted request is answered again and not sent twice', async () => {
    const { caller, callee } = await startPair()
    const { caller: leg } = await call(caller, callee)
    const sent = { method: 'INFO', cseq: 10, branch: 'z9hG4bKagain', ...leg }
    caller.request(sent)
    const heard = await callee.hear(/^INFO/)
    caller.request(sent)
    callee.reply(heard, '200 OK')
    await caller.hear(/^SIP\/2.0 200/)
    expect(await callee.leftOver()).toEqual([])
  })
})

describe('a call that replaces another', () => {
  it('goes to the client that holds it, whatever the address says', async () => {
    const { port, caller, callee } = await startPair()
    const { caller: leg } = await call(caller, callee)
    const third = await Phone.open(port, 'third')
    const replaces = `Replaces: ${leg.callId};from-tag=${caller.tag};to-tag=${callee.tag}`
    third.request({ method: 'INVITE', uri: 'sip:x@elsewhere.invalid', headers: [replaces] })
    expect((await callee.hear(/^INVITE/)).start).toBe(`INVITE ${callee.contact} SIP/2.0`)
  })

  it('or to the Contact of a client that has registered, or is in a call', async () => {
    const { port, caller, callee } = await startPair()
    const third = await Phone.open(port, 'third')
    expect((await invite(third, callee, { uri: callee.contact })).heard.start).toContain(callee.contact)
    await call(caller, callee)
    const { heard } = await invite(third, caller, { uri: caller.contact })
    expect(heard.start).toBe(`INVITE ${caller.contact} SIP/2.0`)
  })

  it('outside any call, a MESSAGE to a registered user passes too', async () => {
    const { port, caller } = await startPair()
    const third = await Phone.open(port, '2010')
    await register(third)
    caller.request({ method: 'MESSAGE', uri: 'sip:2010@localhost', body: 'hello' })
    third.reply(await third.hear(/^MESSAGE/), '202 Accepted')
    await caller.hear(/202/)
  })
})
