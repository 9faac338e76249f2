import type { Core, Invitation, Inviter, Registerer, UserAgent } from 'sip.js'

/** The module that `import('sip.js')` gives (0.21), as far as a page must know it. */
export interface SipJsModule {
  readonly UserAgent: new (options: never) => object
  readonly Inviter: new (...options: never[]) => object
  readonly Registerer: new (...options: never[]) => object
}

/** The same, as this adapter uses it. */
export interface Library {
  readonly UserAgent: typeof UserAgent
  readonly Inviter: typeof Inviter
  readonly Registerer: typeof Registerer
}

/** A call of SIP.js. */
export type AnySession = Inviter | Invitation

export type Request = Core.IncomingRequestMessage
export type Response = Core.IncomingResponseMessage
export type Transaction = Core.ClientTransaction

/** An INVITE's final 2xx, which wants an ACK. */
type Accepted = Core.AckableIncomingResponseWithSession

/** The private members of a session that library.ts uses. Checked against 0.21.2. */
export interface SessionInsides {
  readonly outgoingInviteRequest?: ClientInsides
  ackAndBye(response: Accepted, status?: number, reason?: string): void
  /** Of a call that this side makes. */
  onAccept?(response: Accepted): Promise<void>
  onByeRequest(request: Core.IncomingByeRequest): void
  stateTransition(state: string): void
}

/** The private members of a dialog. */
export interface DialogInsides {
  _answer?: Core.Body | undefined
}

/** The private members of a user agent client. */
export interface ClientInsides {
  readonly transaction: Transaction
  authenticationGuard(response: Response): boolean
}

/** The private members of a client transaction. */
export interface TransactionInsides {
  onTransportError(error: Error): void
}

/** The private members of a registerer. */
export interface RegistererInsides {
  readonly request: Core.OutgoingRequestMessage
  clearTimers(): void
}
