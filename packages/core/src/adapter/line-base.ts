import { guarded } from '../listeners.ts'
import type { LineConfig } from '../sip/line-config.ts'
import type { CallReport, DialRequest, IncomingCall, LineReport, SipCall, SipLine } from '../sip/sip.port.ts'
import { withoutSecrets } from '../text.ts'
import type { CallBase, CallHost } from './call-base.ts'
import { Credentials } from './credentials.ts'
import { Digests } from './digests.ts'
import type { SilentServers } from './gathering.ts'
import { KeepAlive } from './keepalive.ts'
import { readMessage } from './reader.ts'
import { Link } from './reconnect.ts'
import { Reregistration } from './registering.ts'
import { complain, Reporter } from './report.ts'
import type { Unreached } from './socket.ts'
import type { LineContext } from './stack.ts'
import { withoutStandIns } from './stand-in.ts'
import { within } from './time.ts'
import { type Unheard, unheardOf } from './unheard.ts'
import { answersOwn, dealtWith, endOf, type Unreadable } from './unreadable.ts'

/** What a closing WebSocket's own handshake is given, whatever was used up before. */
export const handshake = 250

/** An incoming call, as a line offers it to the application. */
export interface OfferedCall extends CallBase {
  /** Whether somebody owns the call. */
  readonly taken: boolean
}

/** One account's connection to one PBX, over any library: the link, and the calls. */
export abstract class LineBase implements SipLine, CallHost {
  readonly config: LineConfig
  readonly link: Link
  readonly credentials: Credentials
  readonly silent: SilentServers
  readonly #digests: Digests
  readonly #unheard: Unheard
  readonly #on: (report: LineReport) => void
  readonly #reporter = new Reporter<LineReport>()
  readonly #keepAlive: KeepAlive
  readonly #again = new Reregistration(() => this.register())
  readonly #calls = new Set<CallBase>()
  #closed: Promise<void> | undefined

  constructor(
    config: LineConfig,
    { silent, unheard }: Pick<LineContext<unknown>, 'silent' | 'unheard'>,
    on: (report: LineReport) => void,
  ) {
    this.config = config
    this.silent = silent
    this.#unheard = unheardOf(config.servers, unheard)
    this.credentials = new Credentials(config.account)
    this.#digests = new Digests(config.account.authorizationUser ?? config.account.user, this.credentials)
    this.#on = guarded(on)
    this.#reporter.listen(on)
    this.link = new Link(config.servers, config.limits, () => this.prepare(), {
      connecting: (server) => this.report({ type: 'connecting', server }),
      connected: (server) => this.#connected(server),
      data: (message) => this.#receive(this.#digests.challenged(message)),
      outgoing: (message) => this.#digests.signed(withoutStandIns(message)),
      sent: (message, left) => {
        this.#unheard.sent(message, this.link, left)
        if (left) this.#keepAlive.sent(message)
      },
      disconnected: (server, why, was) => this.#disconnected(server, why, was),
      isUrgent: () => [...this.#calls].some((call) => call.isUp),
    })
    this.#keepAlive = new KeepAlive(this.link, config)
  }

  abstract authorize(): Promise<void>
  abstract dial(request: DialRequest, on: (report: CallReport) => void): SipCall

  /** Fetches the library, while the socket is being opened. */
  protected abstract prepare(): Promise<void>
  /** The socket is there. */
  protected connected(): void {}
  /** Makes the registration, where the config asks for one. */
  protected abstract register(): void
  protected abstract receive(message: string): void
  /** The socket is gone; the calls know already. */
  protected abstract lost(): void
  /** Takes a registration back. */
  protected abstract unregister(): void
  /** Waits until what was sent is answered. */
  protected abstract linger(): Promise<void>
  /** The socket is closed: what the library still holds is freed. */
  protected abstract quit(): void

  protected get isClosed(): boolean {
    return this.#closed !== undefined
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  ended(call: CallBase): void {
    this.#calls.delete(call)
    if (this.#calls.size === 0) this.#keepAlive.stop('call')
  }

  warn(detail: string): void {
    this.report({ type: 'warning', detail })
  }

  /** Takes a call in, and starts it once `dial` has returned. */
  protected placed<Placed extends CallBase>(call: Placed, start: () => Promise<unknown>): Placed {
    this.#add(call)
    queueMicrotask(() => void call.attempt(start))
    return call
  }

  protected report(report: LineReport): void {
    this.#again.heard(report)
    if (report.type === 'registered') this.#keepAlive.start('registration')
    if ('server' in report) this.#reporter.report({ ...report, server: withoutSecrets(report.server) })
    else this.#reporter.report(report.type === 'registration-failed' ? this.credentials.explained(report) : report)
  }

  /** Offers a call that came in. False: nobody took it. */
  protected offer(call: OfferedCall, incoming: IncomingCall): boolean {
    this.#add(call)
    if (!this.#closed) this.#on({ type: 'incoming', call: incoming })
    if (!call.taken) call.reject(480)
    return call.taken
  }

  #add(call: CallBase): void {
    this.#calls.add(call)
    this.#keepAlive.start('call')
  }

  /** A line that was closed meanwhile came back for this alone: to tell what was not heard. */
  #connected(server: string): void {
    if (!this.#closed) {
      this.connected()
      if (this.config.register) this.register()
    }
    this.#unheard.tell((message) => this.link.send(message), this.link)
    if (this.#closed) return
    for (const call of this.#calls) call.linkBack()
    this.report({ type: 'connected', server })
  }

  #receive(text: string): void {
    if (this.#keepAlive.heard(text) || answersOwn(text)) return
    const reading = text.trim() ? readMessage(text) : { ok: true as const, message: text }
    if (reading.ok) {
      this.#unheard.received(reading.message)
      this.#pass(reading.message)
    } else this.#unread(dealtWith(reading.header, reading.raw))
  }

  #pass(message: string): void {
    try {
      this.receive(message)
    } catch (error) {
      complain(error)
    }
  }

  /** Nobody waits for what could not be read: the peer is told, and the call that it was for ends. */
  #unread({ header, callId, endsCall, replies }: Unreadable): void {
    for (const reply of replies) this.link.send(reply)
    this.report({ type: 'unreadable', header })
    if (!endsCall) return
    for (const call of this.#calls) if (call.id === callId) call.unreadable(header)
    // The library, which waits for it still, hears that the INVITE is over.
    const invite = this.#unheard.inviteOf(callId)
    if (!invite) return
    const over = endOf(invite)
    this.#unheard.received(over)
    this.#pass(over)
  }

  #disconnected(server: string, why: Unreached, wasConnected: boolean): void {
    this.#keepAlive.reset()
    if (wasConnected) this.#unheard.lost(this.link)
    // Whoever hears that a call is lost must know already that nothing else can be dialled.
    this.report({ type: 'disconnected', server, ...why })
    if (!wasConnected) return
    for (const call of this.#calls) call.linkLost(why.detail)
    this.lost()
  }

  /** The last chance to tell what was not heard. */
  async #settle(limit: number): Promise<void> {
    if (!this.#unheard.isOpen) return
    this.link.hurry()
    await within(this.#unheard.settled(), limit)
  }

  async #close(): Promise<void> {
    this.#reporter.close()
    this.#again.stop()
    this.#keepAlive.close()
    const until = Date.now() + this.config.limits.close
    const left = () => Math.max(handshake, until - Date.now())
    for (const call of this.#calls) call.hangup()
    this.unregister()
    if (this.link.isOpen) await this.linger()
    await this.#settle(left() - handshake)
    await this.link.close(left())
    this.#unheard.closed(this.link)
    this.quit()
  }
}
