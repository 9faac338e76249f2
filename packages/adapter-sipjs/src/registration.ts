import type { LineReport } from '@patchcord/core'
import { type Credentials, isRefusal, phraseOf } from '@patchcord/core/adapter'
import type { Registerer, UserAgent } from 'sip.js'
import { finalResponse } from './call-end.ts'
import { isInvented, quitRegisterer, registerBy, registerCarriesCredentials } from './library.ts'
import type { Library, Response } from './library.types.ts'

/** The share of a registration's time after which it is renewed, in percent; SIP.js would leave 6 s of 10 minutes. */
const renewal = 75

/** What a registration needs of its line. */
export interface RegistrationHost {
  readonly library: Library
  readonly ua: UserAgent
  readonly credentials: Credentials
  readonly instance: string | undefined
  /** Asks for the secret, and hands it to SIP.js. */
  authorize(registerer: Registerer): Promise<void>
  isConnected(): boolean
  report(report: LineReport): void
}

/**
 * Keeps one account registered (RFC 3261 §10): at each new connection and before each expiry, with the secret asked
 * anew. A refusal is final; the loss of the socket, silence and a server's trouble are not: the line registers again.
 */
export class Registration {
  readonly #host: RegistrationHost
  #registerer: Registerer | undefined
  /** Refused, or taken back. */
  #over = false
  #registered = false

  constructor(host: RegistrationHost) {
    this.#host = host
  }

  start(): void {
    if (this.#over) return
    const { library, ua, instance } = this.#host
    const registerer = new library.Registerer(ua, {
      logConfiguration: false,
      refreshFrequency: renewal,
      ...(instance ? { instanceId: instance } : {}),
    })
    this.#registerer = registerer
    this.#registered = false
    const register = registerBy(registerer, (send) => this.#register(registerer, send))
    registerer.stateChange.addListener((state) => {
      // What explains it, SIP.js tells after the state, or not at all.
      if ((state as string) === 'Unregistered') queueMicrotask(() => this.#lapsed(registerer))
    })
    void register()
  }

  /** The socket is gone, and the registration with it. */
  lost(): void {
    const registerer = this.#registerer
    this.#registerer = undefined
    if (registerer) quitRegisterer(registerer)
  }

  /** Takes the registration back, where there is one. */
  stop(): void {
    this.#over = true
    this.lost()
  }

  async #register(registerer: Registerer, send: Registerer['register']): Promise<void> {
    const current = () => registerer === this.#registerer && this.#host.isConnected()
    try {
      await this.#host.authorize(registerer)
    } catch (error) {
      if (current()) this.#fail(error instanceof Error ? error.message : '')
      return
    }
    if (!current()) return
    const onReject = ({ message }: { readonly message: Response }) => current() && this.#refused(registerer, message)
    const onAccept = () => current() && this.#accepted(registerer)
    // SIP.js rejects while the one before is not answered.
    await send({ requestDelegate: { onAccept, onReject, onRedirect: onReject } }).catch(() => {})
  }

  #accepted(registerer: Registerer): void {
    this.#host.credentials.saw(200, registerCarriesCredentials(registerer))
    if (this.#registered) return
    this.#registered = true
    this.#host.report({ type: 'registered' })
  }

  #refused(registerer: Registerer, message: Response): void {
    const detail = `${message.statusCode} ${phraseOf(message.reasonPhrase)}`
    const credentials = this.#host.credentials.state(registerCarriesCredentials(registerer))
    this.#fail(detail, isInvented(message) ? undefined : finalResponse(message, credentials))
  }

  /** SIP.js drops a 200 that does not list our Contact (RFC 3261 §10.3 step 8), and so does it with one that expires. */
  #lapsed(registerer: Registerer): void {
    if (registerer !== this.#registerer || !this.#host.isConnected()) return
    this.#fail(this.#registered ? 'the registration was not renewed' : 'the server answered without our Contact')
  }

  #fail(detail: string, response?: ReturnType<typeof finalResponse>): void {
    if (this.#over) return
    this.#over = isRefusal(response)
    this.lost()
    this.#host.report({ type: 'registration-failed', ...(response ? { response } : {}), detail })
  }
}
