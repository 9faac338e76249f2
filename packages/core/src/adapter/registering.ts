import { isRefusal } from '../sip/registration.ts'
import type { LineReport } from '../sip/sip.port.ts'
import { backOff } from './reconnect.ts'

/**
 * Registers again where nobody answered or the server had trouble, after pauses that grow as those of the link do
 * (RFC 5626 §4.5). A refusal is final.
 */
export class Reregistration {
  readonly #register: () => void
  #failures = 0
  #timer: number | undefined

  constructor(register: () => void) {
    this.#register = register
  }

  heard(report: LineReport): void {
    if (report.type === 'registered') this.#failures = 0
    // The next connection registers by itself.
    if (report.type === 'disconnected') this.stop()
    if (report.type !== 'registration-failed' || isRefusal(report.response)) return
    this.stop()
    this.#failures += 1
    this.#timer = setTimeout(this.#register, backOff(this.#failures))
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
