import type { SipCall, SipLine } from '@patchcord/core'
import { type CallReport, type DialRequest, guarded, type LineConfig, type LineReport } from '@patchcord/core'
import {
  type Asked,
  Credentials,
  complain,
  KeepAlive,
  Link,
  Reporter,
  type SilentServers,
} from '@patchcord/core/adapter'
import type { Invitation, Registerer, UserAgent } from 'sip.js'
import { uaOptions } from './account.ts'
import type { Call, CallHost } from './call.ts'
import { type Lingering, linger } from './closing.ts'
import { AnsweringCall, offered } from './incoming.ts'
import { abandon, createUa, renewToken } from './library.ts'
import type { Library } from './library.types.ts'
import { OutgoingCall, type Outlet } from './outgoing.ts'
import { Registration } from './registration.ts'
import { LinkTransport } from './socket.ts'

/** What a line shares with the others of its stack. */
export interface LineContext {
  readonly load: () => Promise<Library>
  readonly silent: SilentServers
  readonly instance: string | undefined
}

/** One account's connection to one PBX: the link, the user agent above it, and the calls. */
export class Line implements SipLine, CallHost {
  readonly config: LineConfig
  readonly link: Link
  readonly credentials: Credentials
  readonly silent: SilentServers
  readonly #context: LineContext
  readonly #on: (report: LineReport) => void
  readonly #reporter = new Reporter<LineReport>()
  readonly #keepAlive: KeepAlive
  readonly #calls = new Set<Call>()
  #secret: Asked = { kind: 'none' }
  #outlet: Outlet | undefined
  #registration: Registration | undefined
  #lingering: Lingering | undefined
  #closed: Promise<void> | undefined

  constructor(config: LineConfig, context: LineContext, on: (report: LineReport) => void) {
    this.config = config
    this.silent = context.silent
    this.credentials = new Credentials(config.account)
    this.#context = context
    this.#on = guarded(on)
    this.#reporter.listen(on)
    this.link = new Link(config.servers, config.limits, () => this.#prepare(), {
      connecting: (server) => this.#reporter.report({ type: 'connecting', server }),
      connected: (server) => this.#connected(server),
      data: (message) => this.#receive(message),
      disconnected: (server, detail, was) => this.#disconnected(server, detail, was),
    })
    this.#keepAlive = new KeepAlive(this.link)
    this.link.start()
  }

  dial(request: DialRequest, on: (report: CallReport) => void): SipCall {
    const call = new OutgoingCall(this, request, on)
    this.#add(call)
    queueMicrotask(() => void call.start(this.#closed ? undefined : this.#outlet))
    return call
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async authorize(): Promise<void> {
    this.#secret = await this.credentials.ask(this.config.limits.connect)
  }

  ended(call: Call): void {
    this.#calls.delete(call)
    if (this.#calls.size === 0) this.#keepAlive.stop()
  }

  #add(call: Call): void {
    this.#calls.add(call)
    this.#keepAlive.start()
  }

  /** SIP.js is fetched while the socket is being opened. */
  async #prepare(): Promise<void> {
    if (this.#outlet) return
    const library = await this.#context.load()
    const options = uaOptions(library, this.config, this.link, this.#context.instance)
    const ua = createUa(library, options, () => this.#secret)
    ua.delegate = { onInvite: (invitation) => this.#offer(library, invitation) }
    this.#registration = new Registration({
      library,
      ua,
      credentials: this.credentials,
      instance: this.#context.instance,
      authorize: (registerer) => this.#renew(registerer),
      isConnected: () => this.link.isOpen,
      report: (report) => this.#reporter.report(report),
    })
    this.#outlet = { library, ua }
  }

  async #renew(registerer: Registerer): Promise<void> {
    await this.authorize()
    if (this.#secret.kind === 'token') renewToken(registerer, this.#secret.token)
  }

  #connected(server: string): void {
    this.#reporter.report({ type: 'connected', server })
    if (this.config.register) this.#registration?.start()
  }

  #receive(message: unknown): void {
    if (this.#keepAlive.heard(message)) return
    try {
      const transport = this.#outlet?.ua.transport
      if (transport instanceof LinkTransport) transport.receive(message)
    } catch (error) {
      complain(error)
    }
    this.#lingering?.check()
  }

  #disconnected(server: string, detail: string, wasConnected: boolean): void {
    this.#keepAlive.reset()
    if (wasConnected) {
      for (const call of this.#calls) call.linkLost(detail)
      if (this.#outlet) abandon(this.#outlet.ua)
      this.#registration?.lost()
      this.#lingering?.check()
    }
    this.#reporter.report({ type: 'disconnected', server, detail })
  }

  #offer(library: Library, invitation: Invitation): void {
    const call = new AnsweringCall(this, library, invitation)
    this.#add(call)
    if (!this.#closed) this.#on({ type: 'incoming', call: offered(call, invitation.request) })
    if (call.taken) call.ring()
    else call.reject(480)
  }

  async #close(): Promise<void> {
    this.#reporter.close()
    for (const call of this.#calls) call.hangup()
    this.#registration?.stop()
    const rest = this.#outlet && this.link.isOpen ? await this.#linger(this.#outlet.ua) : 0
    this.#keepAlive.stop()
    await this.link.close(rest)
    await this.#outlet?.ua.stop()
  }

  #linger(ua: UserAgent): Promise<number> {
    this.#lingering = linger(ua, this.config.limits.close, () => this.link.isOpen)
    return this.#lingering.over
  }
}
