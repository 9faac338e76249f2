import type { LineReport } from '../sip/sip.port.ts'
import { backOff } from './reconnect.ts'

/**
 * Registers again where nobody answered, after pauses that grow as those of the link do (RFC 5626 §4.5): a refusal is
 * final, silence is not.
 */
export class Reregistration {
  readonly #register: () => void
  #unanswered = 0
  #timer: number | undefined

  constructor(register: () => void) {
    this.#register = register
  }

  heard(report: LineReport): void {
    if (report.type === 'registered') this.#unanswered = 0
    // The next connection registers by itself.
    if (report.type === 'disconnected') this.stop()
    if (report.type !== 'registration-failed' || report.response) return
    this.stop()
    this.#unanswered += 1
    this.#timer = setTimeout(this.#register, backOff(this.#unanswered))
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
