import { parseReasons } from '../../failure/index.ts'
import type { AudioStream } from '../../media/index.ts'
import type { MockCall } from '../../mock/mock-stack.ts'
import type { CallEnd, LineLimits, ReferResult, SipCall } from '../../sip/index.ts'
import type { FarAction, MessageParts } from './far.types.ts'
import type { MockWire } from './mock-wire.ts'

/** What a mock's call needs of its far side. */
export interface MockHost {
  readonly wire: MockWire
  readonly limits: LineLimits
  readonly isConnected: () => boolean
  /** The rule for a request of the stack. */
  readonly play: (method: string, side: MockSide) => void
}

const reasonsIn = ({ headers = [] }: MessageParts) => {
  const values = headers.filter((line) => line.startsWith('Reason:')).map((line) => line.slice('Reason:'.length))
  return values.flatMap(parseReasons)
}

/** One call of the mock: the port's object, and the far side that makes it report. */
export class MockSide {
  readonly port: SipCall
  muted = false
  readonly #host: MockHost
  readonly #call: MockCall
  readonly #outbound: boolean
  #state: 'new' | 'sent' | 'answered' = 'new'
  /** The far side's, once it has answered anything. */
  #tag = ''
  #isLost = false

  constructor(host: MockHost, call: MockCall, outbound: boolean) {
    this.#host = host
    this.#call = call
    this.#outbound = outbound
    this.port = this.#wrapped()
  }

  get ended(): boolean {
    return this.#call.ended
  }

  /** The INVITE goes out, where there is a connection. */
  start(): void {
    if (this.ended) return
    if (this.#host.isConnected()) this.#send()
    else this.#end({ cause: 'transport', by: 'system' })
  }

  #send(): void {
    this.#state = 'sent'
    this.#note('stack', 'INVITE')
    this.#call.say({ type: 'sent', gathering: { candidate: 'host', waited: 0 } })
    this.#host.play('INVITE', this)
  }

  reply({ status, sdp, tag = 'far', ...parts }: Extract<FarAction, { type: 'reply' }>): void {
    if (status <= 100) return
    this.#tag = tag ?? ''
    this.#note('far', `${status} INVITE`)
    if (status < 200 && this.#state === 'sent') this.#call.say({ type: 'progress', status, media: sdp !== undefined })
    else if (status >= 300) this.#refused(status, parts)
    else if (status >= 200) this.#accepted(sdp === 'live')
  }

  /** A request of the far side within the call. */
  request(method: string, parts: MessageParts): void {
    if (method === 'OPTIONS') this.#note('stack', '200 OPTIONS')
    else if (method === 'ACK') this.#acknowledged()
    else if (this.ended) this.#note('stack', `481 ${method}`)
    else if (method === 'INVITE') {
      this.#note('stack', '200 INVITE')
      this.#call.say({ type: 'remote-hold', on: parts.sdp === 'held' })
    } else {
      if (method === 'BYE') this.#note('far', 'BYE')
      this.#note('stack', method === 'BYE' ? '200 BYE' : '487 INVITE')
      this.#end({ by: 'remote', reasons: reasonsIn(parts) })
    }
  }

  /** The connection is gone. */
  lost(): void {
    this.#isLost = true
    if (this.#hungUp) this.#end({})
    else if (this.#state !== 'answered') this.#end({ cause: 'transport', by: 'system', signalled: this.#unknown })
  }

  /** There is a connection again: what the loss left open is ended, what was agreed is offered anew. */
  found(): void {
    if (!this.#isLost) return
    this.#isLost = false
    if (this.#state === 'answered' && this.ended) this.#note('stack', 'BYE')
    else if (this.#state === 'answered') this.#offer('')
    else if (this.#state === 'sent') {
      this.#note('stack', 'CANCEL')
      if (this.#tag) this.#note('stack', 'BYE')
    }
  }

  /** Nobody took the call that came in. */
  untaken(): void {
    this.#note('stack', '480 INVITE')
  }

  get #hungUp(): boolean {
    return this.#call.asked.includes('hangup')
  }

  /** The far side has not heard of this call. */
  get #unknown(): boolean {
    return this.#state === 'new' && this.#outbound
  }

  #accepted(live: boolean): void {
    this.#note('stack', 'ACK')
    if (this.#hungUp) {
      this.#note('stack', 'BYE')
      this.#end({})
    }
    if (this.ended || this.#state === 'answered') return
    this.#state = 'answered'
    this.#call.say({ type: 'answered' })
    this.#host.play('ACK', this)
    if (!live) return
    this.#call.say({
      type: 'remote-stream',
      stream: { id: 'far' },
      connection: { getStats: () => Promise.resolve({}) },
    })
    this.#call.say({ type: 'media', state: 'connected' })
  }

  #refused(status: number, parts: MessageParts): void {
    this.#note('stack', 'ACK')
    const response = {
      status,
      reasonPhrase: `Status ${status}`,
      reasons: reasonsIn(parts),
      credentials: 'none',
    } as const
    this.#end(this.#hungUp ? {} : { cause: 'response', by: 'remote', response })
  }

  #acknowledged(): void {
    if (this.#state === 'answered') return
    this.#state = 'answered'
    this.#call.say({ type: 'answered' })
  }

  #hangUp(): void {
    const signalled = this.#unknown || this.#host.isConnected()
    if (this.#state === 'answered') {
      if (signalled) this.#note('stack', 'BYE')
      this.#end({ signalled })
      if (signalled) this.#host.play('BYE', this)
    } else if (!this.#outbound) {
      this.#note('stack', '480 INVITE')
      this.#end({})
    } else if (this.#unknown) this.#end({})
    else {
      this.#note('stack', 'CANCEL')
      this.#host.play('CANCEL', this)
      setTimeout(() => this.#end({}), this.#host.limits.hangup)
    }
  }

  #offer(body: string): void {
    this.#note('stack', 'INVITE', body)
    this.#note('far', '200 INVITE')
    this.#note('stack', 'ACK')
  }

  #end(end: Partial<CallEnd>): void {
    this.#call.end(end)
  }

  #note(from: 'stack' | 'far', step: string, body = ''): void {
    const initial = from === 'stack' && step === 'INVITE' && this.#state !== 'answered'
    this.#host.wire.note(from, step, this.#call.id, { body, to: initial ? '' : this.#tag })
  }

  #wrapped(): SipCall {
    const call = this.#call
    const inCall = () => this.#state === 'answered' && !this.ended
    const refused: ReferResult = { result: 'refused', decidedBy: 'response' }
    return {
      id: call.id,
      hangup: () => {
        if (this.ended || this.#hungUp) return
        call.hangup()
        this.#hangUp()
      },
      answer: (stream: AudioStream) => {
        if (this.ended || call.asked.includes('answer') || this.#outbound) return
        call.answer(stream)
        this.#note('stack', '200 INVITE')
      },
      reject: (status) => {
        if (this.ended || this.#outbound || this.#state === 'answered') return
        this.#note('stack', `${status} INVITE`)
        call.reject(status)
      },
      setMuted: (muted) => {
        call.setMuted(muted)
        this.muted = muted
      },
      setHeld: (held) => {
        if (!inCall()) return Promise.resolve(false)
        this.#offer(held ? 'a=sendonly' : 'a=sendrecv')
        return call.setHeld(held)
      },
      sendDtmf: (tones) => call.sendDtmf(tones),
      refer: (target) => (inCall() ? call.refer(target) : Promise.resolve(refused)),
      restartIce: () => (inCall() ? call.restartIce() : Promise.resolve(false)),
      refresh: () => {
        if (!inCall() || !this.#host.isConnected()) return Promise.resolve(false)
        this.#offer('')
        return call.refresh()
      },
    }
  }
}
