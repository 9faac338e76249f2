import { describe, expect, it } from 'vitest'
import { startBoard, startPair, untilStats } from './support/board.ts'
import { acknowledge, call, credentials, exchange, invite, ROUTE, register } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

const SDP = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=é\r\n'
const CONTEXT = ['X-Transfer-Id: t-1', 'X-Transfer-Topic: billing, "late"', 'User-to-User: 00c9;encoding=hex']

describe('a call through the switchboard', () => {
  it('reaches the callee with every header and the body untouched', async () => {
    const { caller, callee } = await startPair()
    const headers = [...CONTEXT, 'Content-Type: application/sdp']
    const { invite: heard } = await call(caller, callee, { headers, body: SDP })
    expect(headers.map((line) => `${line.split(':')[0]}: ${heard.get(line.split(':')[0] ?? '')}`)).toEqual(headers)
    expect(heard.body).toBe(SDP)
    expect(heard.get('from')).toBe(caller.address)
  })

  it('has one more Via, one hop less, and a Record-Route', async () => {
    const { caller, callee } = await startPair()
    const { invite: heard, answer } = await call(caller, callee)
    expect(heard.all('via')).toHaveLength(2)
    expect(answer.all('via')).toHaveLength(1)
    expect(heard.get('max-forwards')).toBe('69')
    expect(heard.get('record-route')).toContain('switchboard.invalid')
    expect(heard.start).toBe(`INVITE ${callee.contact} SIP/2.0`)
  })

  it('hears 100 at once, and the answer with the callee’s own tag', async () => {
    const { caller, callee } = await startPair()
    const { answer } = await call(caller, callee)
    expect((await caller.hear(/^SIP/)).start).toBe('SIP/2.0 100 Trying')
    expect(answer.get('to')).toContain(callee.tag)
    expect(answer.get('contact')).toBe(`<${callee.contact}>`)
  })

  it('ends by the caller’s BYE', async () => {
    const { board, caller, callee } = await startPair()
    const { caller: leg } = await call(caller, callee)
    await exchange(caller, leg, callee, { method: 'BYE' })
    await untilStats(board, { dialogs: 0 })
  })

  it('ends by the callee’s BYE', async () => {
    const { board, caller, callee } = await startPair()
    const { callee: leg } = await call(caller, callee)
    const { heard } = await exchange(callee, leg, caller, {
      method: 'BYE',
      headers: [...ROUTE, 'Reason: Q.850;cause=16'],
    })
    expect(heard.get('reason')).toBe('Q.850;cause=16')
    expect(heard.get('route')).toBeUndefined()
    await untilStats(board, { dialogs: 0 })
  })

  it('is cancelled at the callee when the caller cancels, with the caller’s Reason', async () => {
    const { board, caller, callee } = await startPair()
    const { sent, heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    caller.request({ ...sent, method: 'CANCEL', headers: ['Reason: SIP;cause=200'] })
    const cancel = await callee.hear(/^CANCEL/)
    expect(cancel.get('via')).toBe(heard.get('via'))
    expect(cancel.get('reason')).toBe('SIP;cause=200')
    callee.reply(cancel, '200 OK')
    callee.reply(heard, '487 Request Terminated')
    expect((await caller.hear(/487/)).get('reason')).toBe('SIP;cause=487;text="ORIGINATOR_CANCEL"')
    await callee.hear(/^ACK/)
    await untilStats(board, { dialogs: 0 })
  })

  it('cancels only once the callee has given a sign of life', async () => {
    const { caller, callee } = await startPair()
    const { sent, heard } = await invite(caller, callee)
    caller.request({ ...sent, method: 'CANCEL' })
    await caller.hear(/^SIP\/2.0 200/)
    expect(await callee.leftOver()).toEqual([])
    callee.reply(heard, '100 Trying')
    await callee.hear(/^CANCEL/)
  })

  it('is logged with its outcome and without its headers', async () => {
    const { lines, caller, callee } = await startPair()
    const { heard } = await invite(caller, callee, { headers: CONTEXT })
    callee.reply(heard, '486 Busy Here')
    await caller.hear(/486/)
    const log = lines.map(({ message }) => message)
    expect(log).toContain('call to sip:2005@localhost: 486')
    expect(log.join()).not.toContain('billing')
  })

  it('is answered although it was cancelled, as with a real proxy', async () => {
    const { caller, callee } = await startPair()
    const { sent, heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    caller.request({ ...sent, method: 'CANCEL' })
    callee.reply(heard, '200 OK')
    const answers = [await caller.hear(/^SIP\/2.0 200/), await caller.hear(/^SIP\/2.0 200/)]
    expect(answers.map((answer) => answer.get('cseq')).sort()).toEqual(['1 CANCEL', '1 INVITE'])
  })

  it('gets a Reason when the callee refuses it without one', async () => {
    const { board, caller, callee } = await startPair()
    const { sent, heard } = await invite(caller, callee)
    callee.reply(heard, '486 Busy Here')
    const refusal = await caller.hear(/486/)
    expect(refusal.get('reason')).toBe('Q.850;cause=17;text="USER_BUSY"')
    acknowledge(caller, sent, refusal)
    await untilStats(board, { dialogs: 0, serverTransactions: 0, clientTransactions: 0 })
  })

  it('keeps the Reason that the callee gave', async () => {
    const { caller, callee } = await startPair()
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '480 Gone', ['Reason: Q.850;cause=18;text="NO_USER_RESPONSE"'])
    expect((await caller.hear(/480 Gone/)).all('reason')).toEqual(['Q.850;cause=18;text="NO_USER_RESPONSE"'])
  })

  it('rings no longer than the limit', async () => {
    const { board, caller, callee } = await startPair({ ringMs: 30 })
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    expect((await caller.hear(/480/)).get('reason')).toBe('Q.850;cause=19;text="NO_ANSWER"')
    callee.reply(await callee.hear(/^CANCEL/), '200 OK')
    callee.reply(heard, '487 Request Terminated')
    await untilStats(board, { dialogs: 0 })
  })

  it('hangs up a callee who answers after the limit', async () => {
    const { board, caller, callee } = await startPair({ ringMs: 30 })
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/480/)
    await callee.hear(/^CANCEL/)
    callee.reply(heard, '200 OK')
    await callee.hear(/^ACK/)
    callee.reply(await callee.hear(/^BYE/), '200 OK')
    await untilStats(board, { dialogs: 0 })
  })

  it('from a known user is challenged with 407', async () => {
    const { port, callee } = await startPair()
    const caller = await Phone.open(port, '2001')
    const uri = 'sip:2005@localhost'
    caller.request({ method: 'INVITE', uri })
    const challenge = (await caller.hear(/407/)).get('proxy-authenticate') ?? ''
    const answer = credentials(challenge, 'INVITE', uri, '2001', 'pw2001')
    caller.request({ method: 'INVITE', uri, cseq: 2, headers: [`Proxy-Authorization: ${answer}`] })
    const heard = await callee.hear(/^INVITE/)
    expect(heard.get('proxy-authorization')).toBeUndefined()
  })

  it('from a known user with a wrong password gets a bare 403', async () => {
    const { port } = await startBoard()
    const caller = await Phone.open(port, '2001')
    const uri = 'sip:9486@localhost'
    caller.request({ method: 'INVITE', uri })
    const challenge = (await caller.hear(/407/)).get('proxy-authenticate') ?? ''
    const answer = credentials(challenge, 'INVITE', uri, '2001', 'guess')
    caller.request({ method: 'INVITE', uri, cseq: 2, headers: [`Proxy-Authorization: ${answer}`] })
    expect((await caller.hear(/403/)).get('reason')).toBeUndefined()
  })

  it('rings the newest registration only', async () => {
    const { port, caller, callee } = await startPair()
    const newer = await Phone.open(port, '2005')
    await register(newer)
    await invite(caller, newer)
    expect(await callee.leftOver()).toEqual([])
  })

  it('rings the older registration when the newer one’s socket is gone', async () => {
    const { board, port, caller, callee } = await startPair()
    const newer = await Phone.open(port, '2005')
    await register(newer)
    newer.vanish()
    await untilStats(board, { registrations: 1 })
    await invite(caller, callee)
  })
})
