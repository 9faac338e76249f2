import { createHash } from 'node:crypto'
import type { Heard } from './message.ts'
import type { Phone, RequestOptions } from './phone.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** The value of an Authorization header that answers a challenge. */
export function credentials(challenge: string, method: string, uri: string, user: string, password: string): string {
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? ''
  const [realm, nonce] = [part('realm'), part('nonce')]
  const proof = `${nonce}:00000001:c0ffee:auth`
  const response = md5(`${md5(`${user}:${realm}:${password}`)}:${proof}:${md5(`${method}:${uri}`)}`)
  return (
    `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", ` +
    'algorithm=MD5, qop=auth, nc=00000001, cnonce="c0ffee"'
  )
}

/** Sends a REGISTER, answers the challenge with `password`, and returns the verdict. */
export async function register(phone: Phone, password = `pw${phone.user}`, headers = ['Expires: 600']): Promise<Heard> {
  const uri = 'sip:localhost'
  const basic = { method: 'REGISTER', uri, to: `<sip:${phone.user}@localhost>` }
  const first = phone.request({ ...basic, headers })
  const challenge = (await phone.hear(/^SIP\/2.0 401/)).get('www-authenticate') ?? ''
  const authorization = `Authorization: ${credentials(challenge, 'REGISTER', uri, phone.user, password)}`
  phone.request({ ...basic, callId: first.callId, cseq: 2, headers: [...headers, authorization] })
  return phone.hear(/^SIP\/2.0/)
}

/** One side's view of a standing call. */
export interface Leg {
  from: string
  to: string
  callId: string
  uri: string
}

/** A standing call as each side addresses the other in it. */
export interface Call {
  caller: Leg
  callee: Leg
  /** The INVITE as the callee heard it, and the 200 as the caller did. */
  invite: Heard
  answer: Heard
}

/** Invites, and waits until the callee has heard it. */
export async function invite(caller: Phone, callee: Phone, options: Partial<RequestOptions> = {}) {
  const sent = caller.request({ method: 'INVITE', uri: `sip:${callee.user}@localhost`, ...options })
  return { sent, heard: await callee.hear(/^INVITE/) }
}

/** The whole ladder of a call that is answered: INVITE, 180, 200, ACK. */
export async function call(caller: Phone, callee: Phone, options: Partial<RequestOptions> = {}): Promise<Call> {
  const { sent, heard } = await invite(caller, callee, options)
  callee.reply(heard, '180 Ringing')
  await caller.hear(/^SIP\/2.0 180/)
  callee.reply(heard, '200 OK')
  const answer = await caller.hear(/^SIP\/2.0 200/)
  const to = answer.get('to') ?? ''
  const legs = {
    caller: { from: sent.from, to, callId: sent.callId, uri: callee.contact },
    callee: { from: to, to: sent.from, callId: sent.callId, uri: caller.contact },
  }
  caller.request({ method: 'ACK', ...legs.caller, headers: ROUTE })
  await callee.hear(/^ACK/)
  return { ...legs, invite: heard, answer }
}

/** What a client sends inside a call because of the Record-Route. */
export const ROUTE = ['Route: <sip:switchboard.invalid;transport=ws;lr>']

/** A request inside a call, heard and answered with 200 by the other side. */
export async function exchange(sender: Phone, leg: Leg, receiver: Phone, options: Partial<RequestOptions>) {
  const { method = 'INFO' } = options
  sender.request({ cseq: 10, headers: ROUTE, ...leg, ...options, method })
  const heard = await receiver.hear(new RegExp(`^${method} `))
  receiver.reply(heard, '200 OK')
  return { heard, answer: await sender.hear(/^SIP\/2.0 200/) }
}

/** Acknowledges a refusal, as an INVITE client transaction does. */
export function acknowledge(phone: Phone, sent: ReturnType<Phone['request']>, refusal: Heard): void {
  phone.request({ ...sent, method: 'ACK', to: refusal.get('to') ?? '' })
}
