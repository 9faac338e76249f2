import type { LineReport } from '@patchcord/core'
import { type Credentials, isRefusal } from '@patchcord/core/adapter'
import { finalResponse } from './call-end.ts'
import { carriesCredentials } from './library.ts'
import type { Message, Transaction, Ua } from './library.types.ts'

/** What a registration needs of its line. */
export interface RegistrationHost {
  readonly credentials: Credentials
  /** Asks for the secret, and hands it to JsSIP. */
  authorize(): Promise<void>
  isConnected(): boolean
  report(report: LineReport): void
}

/**
 * Keeps one account registered (RFC 3261 §10): at each new connection and before each expiry, with the secret asked
 * anew. A refusal is final; the loss of the socket, silence and a server's trouble are not: the line registers again.
 */
export class Registration {
  readonly #ua: Ua
  readonly #host: RegistrationHost
  /** Refused, or taken back. */
  #over = false
  #stopped = false
  #pending = false
  #carried = false
  #open = 0

  constructor(ua: Ua, host: RegistrationHost) {
    this.#ua = ua
    this.#host = host
    ua.on('registered', () => this.#registered())
    ua.on('registrationFailed', ({ response, cause }) => this.#refused(response, cause))
    // With a listener, JsSIP leaves the renewal to it: the secret may have changed.
    ua.on('registrationExpiring', () => void this.start())
    ua.on('newTransaction', ({ transaction }) => this.#asked(transaction))
    ua.on('transactionDestroyed', ({ transaction }) => this.#settled(transaction))
  }

  async start(): Promise<void> {
    if (this.#over) return
    try {
      await this.#host.authorize()
    } catch (error) {
      return this.#fail(error instanceof Error ? error.message : '')
    }
    if (!this.#host.isConnected()) return
    this.#pending = true
    this.#ua.registrator().register()
  }

  /** Takes the registration back, where there is one, or as soon as the one on its way has been made. */
  stop(): void {
    this.#over = true
    this.#stopped = true
    this.#pending = false
    this.#ua.registrator().unregister()
  }

  #registered(): void {
    this.#pending = false
    if (this.#stopped) this.#ua.registrator().unregister()
    this.#host.credentials.saw(200, this.#carried)
    this.#host.report({ type: 'registered' })
  }

  #refused(response: Message | null, cause: string): void {
    this.#pending = false
    // Lost with its socket: the next connection registers again.
    if (!response && !this.#host.isConnected()) return
    this.#fail(cause, response)
  }

  #fail(detail: string, message: Message | null = null): void {
    if (this.#over) return
    const response = message ? finalResponse(message, this.#host.credentials.state(this.#carried)) : undefined
    this.#over = isRefusal(response)
    this.#host.report({ type: 'registration-failed', ...(response ? { response } : {}), detail })
  }

  #asked({ request }: Transaction): void {
    if (request.method !== 'REGISTER') return
    this.#open += 1
    this.#carried = carriesCredentials(request)
  }

  /** JsSIP says nothing at all of a 200 that does not list our Contact (RFC 3261 §10.3 step 8). */
  #settled({ request }: Transaction): void {
    if (request.method !== 'REGISTER') return
    this.#open -= 1
    // Of a timer that ran out JsSIP tells after this.
    queueMicrotask(() => this.#unexplained())
  }

  #unexplained(): void {
    if (this.#open > 0 || !this.#pending || !this.#host.isConnected()) return
    this.#pending = false
    if (!this.#ua.registrator().registered) this.#fail('the server answered without our Contact')
  }
}
