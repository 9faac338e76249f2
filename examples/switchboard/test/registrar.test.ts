import { afterEach, describe, expect, it, vi } from 'vitest'
import { startBoard, startPair, untilStats } from './support/board.ts'
import { credentials, register } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

const REGISTER = { method: 'REGISTER', uri: 'sip:localhost', to: '<sip:2005@localhost>' }

async function challengeOf(phone: Phone): Promise<string> {
  phone.request(REGISTER)
  return (await phone.hear(/401/)).get('www-authenticate') ?? ''
}

function answer(phone: Phone, challenge: string, password = 'pw2005'): void {
  const value = credentials(challenge, 'REGISTER', REGISTER.uri, '2005', password)
  phone.request({ ...REGISTER, headers: [`Authorization: ${value}`] })
}

afterEach(() => {
  vi.useRealTimers()
})

describe('REGISTER', () => {
  it('is challenged with MD5, qop auth and the domain as realm', async () => {
    const { port } = await startBoard({ domain: 'pbx.test' })
    const phone = await Phone.open(port, '2005')
    phone.request({ ...REGISTER, to: '<sip:2005@pbx.test>' })
    const challenge = (await phone.hear(/401/)).get('www-authenticate')
    expect(challenge).toMatch(/^Digest realm="pbx\.test", nonce="[^"]+", algorithm=MD5, qop="auth"$/)
  })

  it('with the right password is answered with the Contact and its time', async () => {
    const { board, port } = await startBoard()
    const phone = await Phone.open(port, '2005')
    const verdict = await register(phone)
    expect(verdict.get('contact')).toBe(`<${phone.contact}>;expires=600`)
    expect(board.stats().registrations).toBe(1)
  })

  it('with a wrong password is refused with a bare 403', async () => {
    const { board, port } = await startBoard()
    const verdict = await register(await Phone.open(port, '2005'), 'guess')
    expect([verdict.start, verdict.get('reason')]).toEqual(['SIP/2.0 403 Forbidden', undefined])
    expect(board.stats().registrations).toBe(0)
  })

  it.each(['9999', '__proto__', 'constructor'])('of the unknown user %s is refused alike', async (user) => {
    const { board, port } = await startBoard()
    expect((await register(await Phone.open(port, user), 'pw')).start).toMatch(/403/)
    expect(board.stats().registrations).toBe(0)
  })

  it('for a foreign domain is refused with 404', async () => {
    const { port } = await startBoard()
    const phone = await Phone.open(port, '2005')
    phone.request({ ...REGISTER, to: '<sip:2005@elsewhere.test>' })
    await phone.hear(/404/)
  })

  it('with another switchboard’s nonce is asked again, as stale', async () => {
    const [{ port: before }, { port: after }] = [await startBoard(), await startBoard()]
    const challenge = await challengeOf(await Phone.open(before, '2005'))
    const phone = await Phone.open(after, '2005')
    answer(phone, challenge)
    expect((await phone.hear(/401/)).get('www-authenticate')).toContain('stale=true')
  })

  it('with a nonce of six minutes ago is asked again, as stale', async () => {
    const { port } = await startBoard()
    const phone = await Phone.open(port, '2005')
    const challenge = await challengeOf(phone)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 360_000 })
    answer(phone, challenge)
    const again = (await phone.hear(/401/)).get('www-authenticate') ?? ''
    expect(again).toContain('stale=true')
    answer(phone, again)
    await phone.hear(/200/)
  })

  it('with credentials too long to be honest is refused', async () => {
    const { port } = await startBoard()
    const phone = await Phone.open(port, '2005')
    phone.request({ ...REGISTER, headers: [`Authorization: Digest realm="localhost", x="${'y'.repeat(3_000)}"`] })
    await phone.hear(/403/)
  })

  it('expires', async () => {
    const { board, caller, callee } = await startPair()
    await register(callee, 'pw2005', ['Expires: 60'])
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    expect(board.stats().registrations).toBe(0)
    caller.request({ method: 'INVITE', uri: 'sip:2005@localhost' })
    expect((await caller.hear(/480/)).get('reason')).toBe('SIP;cause=806;text="USER_NOT_REGISTERED"')
  })

  it('with Expires 0 removes its own Contact', async () => {
    const { board, callee } = await startPair()
    const verdict = await register(callee, 'pw2005', ['Expires: 0'])
    expect(verdict.get('contact')).toBeUndefined()
    expect(board.stats().registrations).toBe(0)
  })

  it('from a second page leaves the first one’s Contact standing', async () => {
    const { board, port, callee } = await startPair()
    const second = await Phone.open(port, '2005')
    expect((await register(second)).all('contact')).toHaveLength(2)
    await register(callee, 'pw2005', ['Expires: 0'])
    expect(board.stats().registrations).toBe(1)
  })

  it('with Contact * removes all', async () => {
    const { board, callee } = await startPair()
    const challenge = await challengeOf(callee)
    const value = credentials(challenge, 'REGISTER', REGISTER.uri, '2005', 'pw2005')
    const lines = ['REGISTER sip:localhost SIP/2.0', `Via: SIP/2.0/WS ${callee.host};branch=z9hG4bKstar`]
    const rest = [`From: ${callee.address}`, 'To: <sip:2005@localhost>', 'Call-ID: star', 'CSeq: 3 REGISTER']
    const end = ['Contact: *', 'Expires: 0', `Authorization: ${value}`, 'Content-Length: 0', '', '']
    callee.say([...lines, ...rest, ...end].join('\r\n'))
    await callee.hear(/200/)
    expect(board.stats().registrations).toBe(0)
  })

  it('no longer counts once the socket is gone', async () => {
    const { board, callee } = await startPair()
    callee.vanish()
    await untilStats(board, { registrations: 0 })
  })

  it('leaves no password, response or header in the log', async () => {
    const { port, lines } = await startBoard()
    const phone = await Phone.open(port, '2005')
    await register(phone, 'pw2005')
    await register(phone, 'guess')
    const log = lines.map(({ message }) => message).join('\n')
    expect(log).toContain('wrong password for 2005')
    expect(log).not.toMatch(/pw2005|guess|Digest|nonce|response=/i)
  })
})
