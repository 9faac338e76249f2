import type { Link } from './reconnect.ts'

const every = 10_000
/** RFC 5626 §4.4.1: a flow without a pong within 10 s is dead. */
const patience = 10_000

/**
 * Pings the server while a call is up (RFC 5626 §4.4.1: CRLF CRLF, answered by CRLF), so that a socket that hangs
 * without a close is noticed and replaced. Not every server answers: only silence after a first pong means anything.
 */
export class KeepAlive {
  readonly #link: Link
  #timer: number | undefined
  #deadline: number | undefined
  #answers = false

  constructor(link: Link) {
    this.#link = link
  }

  start(): void {
    this.#timer ??= setTimeout(() => this.#ping(), every)
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#deadline)
    this.#timer = undefined
  }

  /** Another server, or another state of it: what it answered before says nothing. */
  reset(): void {
    this.#answers = false
    clearTimeout(this.#deadline)
  }

  /** Whether the message was a pong, which the library need not see. */
  heard(message: string): boolean {
    clearTimeout(this.#deadline)
    if (message !== '\r\n') return false
    this.#answers = true
    return true
  }

  #ping(): void {
    this.#timer = setTimeout(() => this.#ping(), every)
    if (!this.#link.send('\r\n\r\n') || !this.#answers) return
    this.#deadline = setTimeout(() => this.#link.drop(`no pong within ${patience / 1000} s`), patience)
  }
}
