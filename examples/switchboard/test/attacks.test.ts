import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { startBoard, startPair, untilStats } from './support/board.ts'
import { call, credentials, exchange, invite, register } from './support/ladders.ts'
import { write } from './support/message.ts'
import { Phone } from './support/phone.ts'

/** A stranger that calls itself by somebody else's Via host and Contact: whoever was in a call with them knows both. */
async function impostor(port: number, victim: Phone, user = 'guest'): Promise<Phone> {
  const phone = await Phone.open(port, user)
  return Object.assign(phone, { host: victim.host, contact: victim.contact })
}

describe('somebody with the Via host of a desk', () => {
  it('does not get the desk’s next call', async () => {
    const { port, caller, callee } = await startPair()
    const thief = await impostor(port, callee)
    thief.request({ method: 'OPTIONS', uri: 'sip:localhost' })
    await thief.hear(/^SIP\/2.0 200/)
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    expect(await thief.leftOver()).toEqual([])
  })

  it('does not get what is said in its call', async () => {
    const { port, caller, callee } = await startPair()
    const legs = await call(caller, callee)
    const thief = await impostor(port, callee)
    await thief.leftOver()
    await exchange(caller, legs.caller, callee, { method: 'INFO' })
    await exchange(caller, legs.caller, callee, { method: 'BYE', cseq: 11 })
    expect(await thief.leftOver()).toEqual([])
  })

  it('does not get its call while it is away, and is not asked for it', async () => {
    const { board, port, caller, callee } = await startPair({ graceMs: 200 })
    const legs = await call(caller, callee)
    callee.vanish()
    await untilStats(board, { flows: 1 })
    const thief = await impostor(port, callee)
    expect(await thief.leftOver()).toEqual([])
    caller.request({ method: 'INFO', cseq: 10, ...legs.caller })
    await caller.hear(/480/)
    expect((await caller.hear(/^BYE/)).get('reason')).toContain('NORMAL_TEMPORARY_FAILURE')
    expect(await thief.leftOver()).toEqual([])
  })

  it('gets nothing of it by registering as another user, on its Contact', async () => {
    const { port, caller, callee } = await startPair()
    const legs = await call(caller, callee)
    const thief = await impostor(port, callee, '2010')
    await register(thief)
    await exchange(caller, legs.caller, callee, { method: 'INFO' })
    const third = await Phone.open(port)
    await invite(third, callee)
    await invite(third, callee, { uri: callee.contact })
    expect(await thief.leftOver()).toEqual([])
  })

  it('cannot answer what the desk was asked, even with its Via', async () => {
    const { port, caller, callee } = await startPair()
    const thief = await impostor(port, callee)
    const { heard } = await invite(caller, callee)
    thief.reply(heard, '200 OK')
    await thief.pong()
    callee.reply(heard, '180 Ringing')
    await caller.hear(/180/)
    callee.reply(heard, '486 Busy Here')
    await caller.hear(/486/)
    expect(await caller.leftOver()).toEqual(['SIP/2.0 100 Trying'])
  })

  it('cannot cancel or hang up a call without its Call-ID and tags', async () => {
    const { board, port, caller, callee } = await startPair()
    const { caller: leg } = await call(caller, callee)
    const thief = await impostor(port, callee)
    thief.request({ method: 'BYE', uri: caller.contact, callId: leg.callId, to: '<sip:guest@localhost>;tag=guess' })
    await thief.hear(/481/)
    thief.request({ method: 'CANCEL', uri: 'sip:2005@localhost', callId: leg.callId })
    await thief.hear(/481/)
    expect(board.stats().dialogs).toBe(1)
  })

  it('may not register there without the password, with another’s credentials', async () => {
    const { board, port, callee } = await startPair()
    const thief = await impostor(port, callee, '2005')
    thief.request({ method: 'REGISTER', uri: 'sip:localhost', to: '<sip:2005@localhost>' })
    const challenge = (await thief.hear(/401/)).get('www-authenticate') ?? ''
    const own = `Authorization: ${credentials(challenge, 'REGISTER', 'sip:localhost', '2010', 'pw2010')}`
    thief.request({ method: 'REGISTER', uri: 'sip:localhost', to: '<sip:2005@localhost>', cseq: 2, headers: [own] })
    await thief.hear(/403/)
    callee.vanish()
    await untilStats(board, { registrations: 0 })
  })
})

describe('what somebody without a password can fill', () => {
  it('is no more than 200 open requests on a socket: more get 503 and are forgotten', async () => {
    const { board, port } = await startBoard()
    const phone = await Phone.open(port)
    for (let index = 0; index < 300; index++) phone.request({ method: 'INVITE', uri: 'sip:9180@localhost' })
    await phone.hear(/503/)
    await phone.pong()
    expect(board.stats().serverTransactions).toBe(200)
    const other = await Phone.open(port)
    other.request({ method: 'OPTIONS', uri: 'sip:localhost' })
    await other.hear(/^SIP\/2.0 200/)
  })

  it('is nothing by changing Via hosts', async () => {
    const { board, port } = await startBoard()
    const phone = await Phone.open(port)
    for (let index = 0; index < 150; index++) {
      Object.assign(phone, { host: `${index}.invalid` })
      phone.request({ method: 'OPTIONS', uri: 'sip:localhost' })
    }
    await phone.leftOver()
    await untilStats(board, { flows: 1, dialogs: 0, registrations: 0, serverTransactions: 0 })
  })

  it('is no more than 200 sockets', async () => {
    const { board, port } = await startBoard()
    await Promise.all(Array.from({ length: 200 }, () => Phone.open(port)))
    await expect(Phone.open(port)).rejects.toThrow('503')
    expect(board.stats().flows).toBe(200)
  })

  it('is not the memory of answers that it does not read', async () => {
    const { board, port } = await startBoard()
    const socket = connect(port, '127.0.0.1')
    const handshake = ['GET /sip HTTP/1.1', 'Host: localhost', 'Upgrade: websocket', 'Connection: Upgrade']
    const rest = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==']
    socket.write([...handshake, ...rest, 'Sec-WebSocket-Protocol: sip', '', ''].join('\r\n'))
    await untilStats(board, { flows: 1 })
    socket.pause()
    socket.on('error', () => {})
    const options = (index: number) =>
      write('OPTIONS sip:localhost SIP/2.0', [
        `Via: SIP/2.0/WS ${'x'.repeat(60_000)}.invalid;branch=z9hG4bK${index}`,
        'From: <sip:a@localhost>;tag=a',
        'To: <sip:localhost>',
        `Call-ID: ${index}`,
        'CSeq: 1 OPTIONS',
      ])
    for (let index = 0; index < 400; index++) socket.write(frame(options(index)))
    await vi.waitFor(() => expect(board.stats().flows).toBe(0), { timeout: 20_000 })
    socket.destroy()
  }, 25_000)
})

/** A text frame of a client (RFC 6455 section 5.2), with a mask of zeros. */
function frame(text: string): Buffer {
  const body = Buffer.from(text)
  const head = Buffer.from([0x81, 0xfe, 0, 0, 0, 0, 0, 0])
  head.writeUInt16BE(body.length, 2)
  return Buffer.concat([head, body])
}
