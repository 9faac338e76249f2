import type { LineSetting, WireCheck } from '../case.types.ts'
import { challenge, hungUp, on, reply, wait } from '../steps.ts'

export const account = { secret: { kind: 'password', values: ['right'] } } as const satisfies LineSetting
export const desk = { ...account, register: true } as const satisfies LineSetting
export const response = { cause: 'response', by: 'remote', answered: false, signalled: true } as const
export const talked = { ...hungUp, answered: true, signalled: true } as const

/** What every INVITE is met with first. */
export const asks = on('INVITE', reply(100), challenge())
/** A call that is bridged: FreeSWITCH itself plays the ringing tone. */
export const bridged = on('INVITE', reply(100), reply(183, { sdp: 'good' }), reply(200, { sdp: 'good' }))
export const answersLive = on('INVITE', reply(100), reply(200, { sdp: 'live' }))
/** So long a re-INVITE takes on a real one. */
export const agreesLate = on('INVITE', reply(100), wait(250), {
  type: 'reply',
  status: 200,
  sdp: 'good',
  unlessFinal: true,
})
export const registers = [on('REGISTER', challenge()), on('REGISTER', reply(200, { contact: 'ours' }))] as const

/** The Contact of its 200 says `transport=udp`, on whatever the call was placed. */
export const toContact = (step: string): WireCheck => ({
  step,
  start: `${step} sip:200@192.0.2.1:5060;transport=udp SIP/2.0`,
})

export const plainly = { needs: ['wire'], form: 'freeswitch' } as const
