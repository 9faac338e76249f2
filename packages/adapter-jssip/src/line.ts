import type { CallReport, DialRequest, LineConfig, LineReport, SipCall } from '@patchcord/core'
import { LineBase, type LineContext } from '@patchcord/core/adapter'
import { authorize, uaOptions } from './account.ts'
import { linger } from './closing.ts'
import { AnsweringCall, offered } from './incoming.ts'
import { createUa } from './library.ts'
import type { JsSipModule, Message, Session, Ua } from './library.types.ts'
import { OutgoingCall } from './outgoing.ts'
import { Registration } from './registration.ts'
import { LinkSocket } from './socket.ts'

/** One account's connection to one PBX: the link, the UA above it, and the calls. */
export class Line extends LineBase {
  readonly #context: LineContext<JsSipModule>
  readonly #socket = new LinkSocket(this.link)
  #ua: Ua | undefined
  #registration: Registration | undefined

  constructor(config: LineConfig, context: LineContext<JsSipModule>, on: (report: LineReport) => void) {
    super(config, context, on)
    this.#context = context
    this.link.start()
  }

  dial(request: DialRequest, on: (report: CallReport) => void): SipCall {
    const call = new OutgoingCall(this, request, on)
    return this.placed(call, () => call.start(this.isClosed ? undefined : this.#ua))
  }

  async authorize(): Promise<void> {
    if (this.#ua) await authorize(this.#ua, this.credentials, this.config.limits.connect)
  }

  protected override async prepare(): Promise<void> {
    if (this.#ua) return
    const module = await this.#context.load()
    const ua = createUa(module, uaOptions(this.config, this.#socket, this.#context.instance))
    ua.on('newRTCSession', ({ originator, session, request }) => {
      if (originator === 'remote') this.#offer(ua, session, request)
    })
    this.#registration = new Registration(ua, {
      credentials: this.credentials,
      authorize: () => this.authorize(),
      isConnected: () => this.link.isOpen,
      report: (report) => this.report(report),
    })
    this.#ua = ua
  }

  protected override connected(): void {
    this.#ua?.transport.connect()
  }

  protected override register(): void {
    void this.#registration?.start()
  }

  protected override receive(message: string): void {
    this.#socket.ondata(message)
  }

  protected override lost(): void {
    this.#socket.ondisconnect(true)
  }

  protected override unregister(): void {
    this.#registration?.stop()
  }

  protected override async linger(): Promise<void> {
    if (this.#ua) await linger(this.#ua, this.config.limits.close, () => this.link.isOpen)
  }

  protected override quit(): void {
    this.#ua?.transport.disconnect()
  }

  #offer(ua: Ua, session: Session, request: Message): void {
    const call = new AnsweringCall(this, ua, session)
    this.offer(call, offered(call, request))
  }
}
