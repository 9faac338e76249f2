import type { CallReport, DialRequest, LineConfig, LineReport, SipCall } from '@patchcord/core'
import { type Asked, LineBase, type LineContext } from '@patchcord/core/adapter'
import type { Invitation, Registerer } from 'sip.js'
import { uaOptions } from './account.ts'
import { type Lingering, linger } from './closing.ts'
import { AnsweringCall, offered } from './incoming.ts'
import { abandon, createUa, renewToken } from './library.ts'
import type { Library } from './library.types.ts'
import { OutgoingCall, type Outlet } from './outgoing.ts'
import { Registration } from './registration.ts'
import { LinkTransport } from './socket.ts'

/** One account's connection to one PBX: the link, the user agent above it, and the calls. */
export class Line extends LineBase {
  readonly #context: LineContext<Library>
  #secret: Asked = { kind: 'none' }
  #outlet: Outlet | undefined
  #registration: Registration | undefined
  #lingering: Lingering | undefined

  constructor(config: LineConfig, context: LineContext<Library>, on: (report: LineReport) => void) {
    super(config, context, on)
    this.#context = context
    this.link.start()
  }

  dial(request: DialRequest, on: (report: CallReport) => void): SipCall {
    const call = new OutgoingCall(this, request, on)
    return this.placed(call, () => call.start(this.isClosed ? undefined : this.#outlet))
  }

  async authorize(): Promise<void> {
    this.#secret = await this.credentials.ask(this.config.limits.connect)
  }

  protected override async prepare(): Promise<void> {
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
      report: (report) => this.report(report),
    })
    this.#outlet = { library, ua }
  }

  protected override register(): void {
    this.#registration?.start()
  }

  protected override receive(message: string): void {
    const transport = this.#outlet?.ua.transport
    try {
      if (transport instanceof LinkTransport) transport.receive(message)
    } finally {
      this.#lingering?.check()
    }
  }

  protected override lost(): void {
    if (this.#outlet) abandon(this.#outlet.ua)
    this.#registration?.lost()
    this.#lingering?.check()
  }

  protected override unregister(): void {
    this.#registration?.stop()
  }

  protected override async linger(): Promise<void> {
    if (!this.#outlet) return
    this.#lingering = linger(this.#outlet.ua, this.config.limits.close, () => this.link.isOpen)
    await this.#lingering.over
  }

  protected override quit(): void {
    void this.#outlet?.ua.stop()
  }

  async #renew(registerer: Registerer): Promise<void> {
    await this.authorize()
    if (this.#secret.kind === 'token') renewToken(registerer, this.#secret.token)
  }

  #offer(library: Library, invitation: Invitation): void {
    const call = new AnsweringCall(this, library, invitation)
    if (this.offer(call, offered(call, invitation.request))) call.ring()
  }
}
