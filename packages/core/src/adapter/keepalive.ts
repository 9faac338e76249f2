import type { LineConfig } from '../sip/line-config.ts'
import type { Link } from './reconnect.ts'
import { optionsTo } from './requests.ts'

/** What needs the socket, and how often it is looked after. */
const pauses = { call: 10_000, registration: 30_000 } as const
/** RFC 5626 §4.4.1: a flow without a pong within 10 s is dead. */
const patience = 10_000
/** How long the first pong is waited for, before a server that answers none is asked by OPTIONS. */
const firstPong = 2000
/** A server that answers the first OPTIONS of a connection alone, so many times in a row, limits their rate. */
const mostFalls = 2

type Need = keyof typeof pauses

/**
 * Notices a socket that hangs without a close, and drops it. While a call or a registration is up it sends pings (RFC
 * 5626 §4.4.1: CRLF CRLF, answered by CRLF); not every server answers those, so a registered line falls back to OPTIONS.
 * Silence after a first answer means that the socket is dead, and so does silence after a REGISTER, which every server
 * has to answer. Without this a desk would be out of reach until its next renewal, ten minutes later.
 */
export class KeepAlive {
  readonly #link: Link
  readonly #config: LineConfig
  readonly #needs = new Set<Need>()
  #timer: number | undefined
  #deadline: number | undefined
  #pongs = false
  /** How many OPTIONS this connection has answered. */
  #answers = 0
  /** Connections in a row that were dropped for silence after the first answer. */
  #falls = 0
  /** Tells the response to our OPTIONS from any other. */
  #branch = ''
  #closing = false

  constructor(link: Link, config: LineConfig) {
    this.#link = link
    this.#config = config
  }

  start(need: Need): void {
    if (this.#needs.has(need) || this.#closing) return
    this.#needs.add(need)
    if (need === 'registration') this.#link.send('\r\n\r\n')
    this.#schedule(need === 'registration' ? firstPong : pauses.call)
  }

  stop(need: Need): void {
    this.#needs.delete(need)
    if (this.#needs.size === 0) clearTimeout(this.#timer)
  }

  /** Another server, or another state of it: what it answered before says nothing. */
  reset(): void {
    this.#pongs = false
    this.#answers = 0
    this.stop('registration')
    this.#relax()
  }

  /** The line is being closed: nothing is looked after any more. */
  close(): void {
    this.#closing = true
    this.#needs.clear()
    clearTimeout(this.#timer)
    this.#relax()
  }

  /** A message was given to an open socket. */
  sent(message: string): void {
    if (message.startsWith('REGISTER ')) this.#expect('answer to REGISTER')
  }

  /** Whether the message was an answer to this class, which the library need not see. */
  heard(message: string): boolean {
    this.#relax()
    if (message === '\r\n') {
      this.#pongs = true
      return true
    }
    const own = this.#branch !== '' && message.startsWith('SIP/2.0 ') && message.includes(this.#branch)
    if (own) this.#answers += 1
    if (this.#answers > 1) this.#falls = 0
    return own
  }

  #schedule(pause: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask(), pause)
  }

  #ask(): void {
    this.#schedule(this.#needs.has('call') ? pauses.call : pauses.registration)
    if (!this.#link.send('\r\n\r\n')) return
    if (this.#pongs) this.#expect('pong')
    else if (this.#needs.has('registration')) this.#askByOptions()
  }

  #askByOptions(): void {
    const { message, branch } = optionsTo(this.#config, this.#link.url)
    this.#branch = branch
    this.#link.send(message)
    if (this.#answers > 0 && this.#falls < mostFalls) this.#expect('answer to OPTIONS')
  }

  #expect(what: 'pong' | 'answer to OPTIONS' | 'answer to REGISTER'): void {
    if (this.#closing) return
    this.#deadline ??= setTimeout(() => {
      if (what === 'answer to OPTIONS' && this.#answers === 1) this.#falls += 1
      this.#link.drop(`no ${what} within ${patience / 1000} s`)
    }, patience)
  }

  #relax(): void {
    clearTimeout(this.#deadline)
    this.#deadline = undefined
  }
}
