import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startBoard } from './support/board.ts'
import { invite, register } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

const HANDSHAKE = [
  'GET /sip HTTP/1.1',
  'Host: localhost',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Protocol: sip',
  '\r\n',
].join('\r\n')

let count = 0

function inviteText(user = '9486'): string {
  count += 1
  return [
    `INVITE sip:${user}@localhost SIP/2.0`,
    `Via: SIP/2.0/WS x.invalid;branch=z9hG4bK${count}`,
    'From: <sip:guest@x.invalid>;tag=a',
    `To: <sip:${user}@localhost>`,
    `Call-ID: ${count}`,
    'CSeq: 1 INVITE',
    'Contact: <sip:guest@x.invalid;transport=ws>',
    'Max-Forwards: 70',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n')
}

const eachLine = (change: (line: string) => string[]) =>
  Array.from({ length: 9 }, (_, index) =>
    inviteText()
      .split('\r\n')
      .flatMap((line, at) => (at === index ? change(line) : [line]))
      .join('\r\n'),
  )

const asMethod = (method: string) => inviteText('2005').replaceAll('INVITE', method)
const asResponse = (status: string) => inviteText().replace(/^[^\r]*/, `SIP/2.0 ${status}`)

/** Repeatable pseudo-random numbers (a linear congruential generator). */
function* randoms(seed: number): Generator<number, never> {
  for (let state = seed; ; state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) yield state
}

function mutated(total: number): string[] {
  const random = randoms(7)
  const below = (limit: number) => random.next().value % limit
  return Array.from({ length: total }, (_, index) => {
    const bytes = Buffer.from(inviteText(['9486', '2005', '9180'][index % 3]))
    for (let change = 0; change <= index % 8; change += 1) bytes[below(bytes.length)] = below(128)
    return bytes.toString('latin1')
  })
}

const MESSAGES: Record<string, (string | Buffer)[]> = {
  'text that is no SIP': [
    'hello',
    '\r\n',
    '',
    ' '.repeat(1_000),
    'INVITE\r\n\r\n',
    'SIP/2.0 200 OK\r\n\r\n',
    '\0\r\n\r\n',
  ],
  'binary frames': [Buffer.from([0, 255, 254, 13, 10, 13, 10]), Buffer.from(inviteText())],
  'an INVITE without one of its lines': eachLine(() => []),
  'an INVITE with an empty header': eachLine((line) => [`${line.split(':')[0]}: `]),
  'an INVITE with a line twice': eachLine((line) => [line, line]),
  'an INVITE that is cut short': Array.from({ length: 40 }, (_, index) => inviteText().slice(0, index * 8)),
  'answers to nothing': [
    ...['200 OK', '999 X', '180 Ringing', '0 X'].map(asResponse),
    asResponse('200 OK').replace('CSeq: 1', 'CSeq: x'),
  ],
  'names of Object.prototype': [
    ...['__proto__', 'constructor', 'toString'].map(inviteText),
    inviteText().replace('Call-ID: ', 'Call-ID: __proto__'),
    inviteText().replace('Max-', '__proto__: x\r\nconstructor: y\r\nMax-'),
    inviteText().replace('x.invalid;branch', '__proto__;branch'),
  ],
  'stray requests': ['ACK', 'CANCEL', 'BYE', 'FOO', 'REFER', 'NOTIFY', 'REGISTER', 'SUBSCRIBE'].map(asMethod),
  'strange numbers': [
    inviteText().replace('Max-Forwards: 70', 'Max-Forwards: 99999999999999999999'),
    inviteText().replace('CSeq: 1', 'CSeq: 99999999999999999999'),
    inviteText().replace('Content-Length: 0', 'Content-Length: -1'),
  ],
  'an INVITE without a Contact': [inviteText('2005').replace(/Contact[^\r]*\r\n/, '')],
  'line ends in an address': [inviteText().replace('sip:guest@', 'sip:gu%0d%0aest@')],
  '60 KB of blanks': [`INVITE sip:a@b SIP/2.0\r\n${' '.repeat(60_000)}x`, `${' '.repeat(60_000)}x`],
  '60 KB of a name': [
    inviteText().replace('From: ', `From: "${'\\a'.repeat(28_000)}`),
    inviteText().replace('From: ', `From: ${'a '.repeat(28_000)}`),
  ],
  '300 random mutations': mutated(300),
}

const FRAMES: Record<string, number[]> = {
  'an unmasked frame': [0x81, 2, 65, 66],
  'reserved bits': [0xf1, 0x80, 1, 2, 3, 4],
  'bad UTF-8': [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe],
  'a frame of 2^63 bytes': [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
  'a frame of 65537 bytes': [0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0],
}

describe('the switchboard goes on serving after', () => {
  it.each(Object.entries(MESSAGES))('%s', async (_, messages) => {
    const { port, lines } = await startBoard()
    const phone = await Phone.open(port, '2005')
    await register(phone)
    for (const message of messages) phone.say(message)
    await phone.pong()
    const witness = await Phone.open(port)
    await invite(witness, phone)
    expect(lines.filter(({ message }) => message.includes('internal error'))).toEqual([])
  })

  it.each(Object.entries(FRAMES))('%s, which ends that socket alone', async (_, bytes) => {
    const { port, lines } = await startBoard()
    const witness = await Phone.open(port)
    const socket = connect(port, '127.0.0.1')
    socket.write(HANDSHAKE)
    await once(socket, 'data')
    socket.write(Buffer.from(bytes))
    socket.resume()
    await once(socket, 'close')
    expect(await witness.leftOver()).toEqual([])
    expect(lines.filter(({ message }) => message.startsWith('socket error'))).toHaveLength(1)
  })

  it('a message that it drops, which it names in its log', async () => {
    const { port, lines } = await startBoard()
    const phone = await Phone.open(port)
    phone.say('hello')
    await phone.pong()
    expect(lines).toContainEqual({ level: 'warn', message: 'malformed message dropped' })
  })
})
