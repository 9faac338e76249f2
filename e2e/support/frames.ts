import type { Page } from '@playwright/test'
import { type Heard, read } from '../../examples/switchboard/test/support/message.ts'

/** One SIP message on the page's WebSocket. */
export interface Frame {
  readonly sent: boolean
  readonly message: Heard
}

const isSip = (payload: string | Buffer): payload is string =>
  typeof payload === 'string' && /^(SIP\/2\.0 \d{3} |[A-Z]+ \S+ SIP\/2\.0\r\n)/.test(payload)

/** `→ INVITE` was sent, `← 180 INVITE` came in. */
function stepOf({ sent, message }: Frame): string {
  const [first = '', second = ''] = message.start.split(' ')
  const method = message.get('cseq')?.split(' ')[1] ?? ''
  return `${sent ? '→' : '←'} ${first === 'SIP/2.0' ? `${second} ${method}` : first}`
}

/** A 200 is sent again until its ACK comes, and then acknowledged again (RFC 3261 §13.3.1.4): a slow machine shows that. */
function isRepeated(frame: Frame, before: readonly Frame[]): boolean {
  const key = ({ sent, message }: Frame) =>
    [stepOf({ sent, message }), message.get('call-id'), message.get('cseq')].join()
  const mayRepeat = ['← 200 INVITE', '→ ACK', '→ 200 INVITE', '← ACK'].includes(stepOf(frame))
  return mayRepeat && before.some((earlier) => key(earlier) === key(frame))
}

const directionOf = (sdp: string): string => /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(sdp)?.[1] ?? 'sendrecv'

/** Every SIP message of a page, in order; over every WebSocket that it opens, and across reloads. */
export class Frames {
  readonly all: Frame[] = []

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => this.#note(true, payload))
      socket.on('framereceived', ({ payload }) => this.#note(false, payload))
    })
  }

  /** The steps of all calls, or of all registrations. */
  steps(method: 'INVITE' | 'REGISTER'): string[] {
    const registers = ({ message }: Frame) => message.get('cseq')?.endsWith('REGISTER') === true
    const asked = this.all.filter((frame) => registers(frame) === (method === 'REGISTER'))
    const steps = asked.filter((frame, at) => !isRepeated(frame, asked.slice(0, at))).map(stepOf)
    // A page that answers at once need not say that it tries (RFC 3261 §17.2.1): JsSIP does, SIP.js does not.
    return steps.filter((step) => step !== '→ 100 INVITE')
  }

  /** Which way the sound is to go by each offer and answer of a call (RFC 3264): `→ sendonly`. */
  directions(): string[] {
    const told = this.all.filter((frame) => /^. (INVITE|200 INVITE)$/.test(stepOf(frame)) && frame.message.body)
    return told
      .filter((frame, at) => !isRepeated(frame, told.slice(0, at)))
      .map(({ sent, message }) => `${sent ? '→' : '←'} ${directionOf(message.body)}`)
  }

  #note(sent: boolean, payload: string | Buffer): void {
    if (isSip(payload)) this.all.push({ sent, message: read(payload) })
  }
}
