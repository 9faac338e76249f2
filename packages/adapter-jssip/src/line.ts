import {
  type CallReport,
  type DialRequest,
  guarded,
  type LineConfig,
  type LineReport,
  type SipCall,
  type SipLine,
} from '@patchcord/core'
import { Credentials, complain, KeepAlive, Link, Reporter, type SilentServers } from '@patchcord/core/adapter'
import { uaOptions } from './account.ts'
import type { Call, CallHost } from './call.ts'
import { linger } from './closing.ts'
import { AnsweringCall, offered } from './incoming.ts'
import { createUa } from './library.ts'
import type { JsSipModule, Message, Session, Ua } from './library.types.ts'
import { OutgoingCall } from './outgoing.ts'
import { Registration } from './registration.ts'
import { LinkSocket } from './socket.ts'

/** What a line shares with the others of its stack. */
export interface LineContext {
  readonly load: () => Promise<JsSipModule>
  readonly silent: SilentServers
  readonly instance: string | undefined
}

/** One account's connection to one PBX: the link, the UA above it, and the calls. */
export class Line implements SipLine, CallHost {
  readonly config: LineConfig
  readonly link: Link
  readonly credentials: Credentials
  readonly silent: SilentServers
  readonly #context: LineContext
  readonly #on: (report: LineReport) => void
  readonly #reporter = new Reporter<LineReport>()
  readonly #socket: LinkSocket
  readonly #keepAlive: KeepAlive
  readonly #calls = new Set<Call>()
  #ua: Ua | undefined
  #registration: Registration | undefined
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
    this.#socket = new LinkSocket(this.link)
    this.#keepAlive = new KeepAlive(this.link)
    this.link.start()
  }

  dial(request: DialRequest, on: (report: CallReport) => void): SipCall {
    const call = new OutgoingCall(this, request, on)
    this.#add(call)
    queueMicrotask(() => void call.start(this.#closed ? undefined : this.#ua))
    return call
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  ended(call: Call): void {
    this.#calls.delete(call)
    if (this.#calls.size === 0) this.#keepAlive.stop()
  }

  #add(call: Call): void {
    this.#calls.add(call)
    this.#keepAlive.start()
  }

  /** JsSIP is fetched while the socket is being opened. */
  async #prepare(): Promise<void> {
    if (this.#ua) return
    const module = await this.#context.load()
    const ua = createUa(module, uaOptions(this.config, this.#socket, this.#context.instance))
    ua.on('newRTCSession', ({ originator, session, request }) => {
      if (originator === 'remote') this.#offer(ua, session, request)
    })
    this.#registration = new Registration(ua, {
      credentials: this.credentials,
      secretLimit: this.config.limits.connect,
      isConnected: () => this.link.isOpen,
      report: (report) => this.#reporter.report(report),
    })
    this.#ua = ua
  }

  #connected(server: string): void {
    // JsSIP's own timer may have begun to connect already; its socket was only waiting for the link.
    if (this.#ua?.transport.isConnecting()) this.#socket.onconnect()
    else this.#ua?.transport.connect()
    this.#reporter.report({ type: 'connected', server })
    if (this.config.register) void this.#registration?.start()
  }

  #receive(message: unknown): void {
    if (this.#keepAlive.heard(message)) return
    try {
      this.#socket.ondata(message)
    } catch (error) {
      complain(error)
    }
  }

  #disconnected(server: string, detail: string, wasConnected: boolean): void {
    this.#keepAlive.reset()
    if (wasConnected) {
      for (const call of this.#calls) call.linkLost(detail)
      this.#socket.ondisconnect(true)
    }
    this.#reporter.report({ type: 'disconnected', server, detail })
  }

  #offer(ua: Ua, session: Session, request: Message): void {
    const call = new AnsweringCall(this, ua, session)
    this.#add(call)
    if (!this.#closed) this.#on({ type: 'incoming', call: offered(call, request) })
    if (!call.taken) call.reject(480)
  }

  async #close(): Promise<void> {
    this.#reporter.close()
    for (const call of this.#calls) call.hangup()
    this.#registration?.stop()
    const rest =
      this.#ua && this.link.isOpen ? await linger(this.#ua, this.config.limits.close, () => this.link.isOpen) : 0
    this.#keepAlive.stop()
    this.#ua?.transport.disconnect()
    await this.link.close(rest)
  }
}
