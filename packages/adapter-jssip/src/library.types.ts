/**
 * The shapes of JsSIP that this adapter uses. JsSIP's own types are not: they lack what is needed here and do not
 * compile without packages that JsSIP does not install. Checked against 3.13.8.
 */

/** The module that `import('jssip')` gives, or a page's global `JsSIP` (3.10.1 or later). */
export interface JsSipModule {
  readonly UA: new (configuration: never) => object
}

/** JsSIP's `Socket` interface, which the adapter implements over its own reconnecting link. */
export interface JsSipSocket {
  readonly via_transport: string
  readonly url: string
  readonly sip_uri: string
  connect(): void
  disconnect(): void
  send(message: string): boolean
}

/** What is passed to `new UA()`. */
export interface UaOptions {
  readonly sockets: JsSipSocket
  readonly uri: string
  readonly display_name?: string
  readonly authorization_user?: string
  readonly instance_id?: string
  readonly register: boolean
  readonly session_timers: boolean
  readonly no_answer_timeout: number
}

/** A request or response that came in. */
export interface Message {
  readonly method: string
  readonly call_id: string
  readonly to_tag: string | null
  body: string | null
  readonly status_code?: number
  readonly reason_phrase?: string
  readonly from: NameAddress
  readonly headers: Readonly<Record<string, readonly { readonly raw: string }[]>>
  getHeader(name: string): string | undefined
  getHeaders(name: string): string[]
  /** Answers a request. */
  reply(status: number): void
}

/** An offer within the call, and what JsSIP reads of it. */
export interface Offer extends Message {
  sdp?: { readonly media: readonly { readonly type: 'audio'; readonly direction: string }[] }
}

/** A From or To. */
interface NameAddress {
  readonly display_name: string | null
  readonly uri: { readonly user: string }
}

/** A request that this side makes. */
export interface OutgoingRequest {
  readonly method: string
  readonly call_id: string
  readonly transaction?: Transaction | null
  hasHeader(name: string): boolean
  cancel(): void
}

/** Client or server, INVITE or not: `ict`, `nict`, `ist`, `nist` (RFC 3261 §17). */
export interface Transaction {
  readonly type: 'ict' | 'nict' | 'ist' | 'nist'
  readonly state: number
  readonly request: OutgoingRequest
  on(event: 'stateChanged', listener: () => void): void
}

/** What `failed` and `ended` carry; `message` is a text where JsSIP failed inside `answer()`. */
export interface SessionEnd {
  readonly originator: 'local' | 'remote' | 'system'
  readonly message: Message | string | null
  readonly cause: string
}

/** The events of a session that matter here. */
interface SessionEvents {
  connecting: () => void
  sending: () => void
  icecandidate: (event: { readonly candidate: RTCIceCandidate; readonly ready: () => void }) => void
  sdp: (event: { readonly originator: 'local' | 'remote'; readonly type: 'offer' | 'answer'; sdp: string }) => void
  progress: (event: { readonly response: Message | null }) => void
  reinvite: (event: { readonly request: Offer }) => void
  update: (event: { readonly request: Offer }) => void
  'peerconnection:createanswerfailed': () => void
  confirmed: () => void
  hold: (event: { readonly originator: 'local' | 'remote' }) => void
  unhold: (event: { readonly originator: 'local' | 'remote' }) => void
  replaces: (event: { reject(): void }) => void
  failed: (event: SessionEnd) => void
  ended: (event: SessionEnd) => void
}

interface Terminate {
  readonly cause?: string
  readonly status_code?: number
  readonly reason_phrase?: string
  readonly extraHeaders?: readonly string[]
}

/** A SIP dialog (RFC 3261 §12). */
export interface Dialog {
  readonly id: { readonly remote_tag: string }
  readonly error?: string
  sendRequest(method: string): unknown
}

/** JsSIP does not export the class; a dialog that it made leads to it. */
export type DialogClass = new (owner: Session, message: Message, type: 'UAC') => Dialog

/** What `call()` and `answer()` take. */
interface MediaOptions {
  readonly mediaStream: MediaStream
  readonly mediaConstraints: { readonly audio: true; readonly video: false }
  readonly pcConfig: RTCConfiguration
  readonly extraHeaders?: readonly string[]
}

/** A SIP call of JsSIP. The members with an underscore are private; library.ts alone uses them. */
export interface Session {
  readonly direction: 'incoming' | 'outgoing'
  readonly status: number
  readonly connection: RTCPeerConnection | null
  readonly remote_identity: NameAddress
  on<E extends keyof SessionEvents>(event: E, listener: SessionEvents[E]): void
  answer(options: MediaOptions): void
  terminate(options?: Terminate): void
  mute(media: { readonly audio: true }): void
  unmute(media: { readonly audio: true }): void
  isOnHold(): { readonly local: boolean; readonly remote: boolean }
  hold(options: object, done: () => void): boolean
  unhold(options: object, done: () => void): boolean
  renegotiate(options: { readonly rtcOfferConstraints?: RTCOfferOptions }, done: () => void): boolean
  refer(target: unknown, options: { readonly replaces?: object }): Subscription | false
  sendDTMF(tones: string, options: { readonly transportType: 'INFO' }): void
  sendRequest(method: string): unknown
  receiveRequest(request: Message): void
  _request: OutgoingRequest
  _is_canceled: boolean
  _is_confirmed: boolean
  _iceReady: boolean
  _rtcReady: boolean
  _rtcAnswerConstraints: { readonly iceRestart: true } | null
  _localHold: boolean
  _from_tag: string
  _to_tag: string
  _dialog?: Dialog
  _setLocalMediaStatus(): void
  _mangleOffer(sdp: string): string
  _acceptAndTerminate(response: Message, status?: number, reason?: string): void
  _receiveInviteResponse(response: Message): void
  _connectionPromiseQueue: Promise<unknown>
  _progress(originator: 'remote', response: Message): void
}

/** The subscription that a REFER makes (RFC 3515 §2.4.4). */
export interface Subscription {
  on(event: 'requestFailed', listener: (event: ReferFailure) => void): void
  on(event: 'trying' | 'progress' | 'accepted' | 'failed', listener: (event: ReferNotice) => void): void
}

/** A REFER that was refused, or not answered. */
interface ReferFailure {
  readonly response: Message | null
  readonly cause: string
}

/** A NOTIFY's `message/sipfrag`. */
export interface ReferNotice {
  readonly request: Message
  readonly status_line: { readonly status_code: number }
}

interface UaEvents {
  registered: () => void
  registrationFailed: (event: { readonly response: Message | null; readonly cause: string }) => void
  registrationExpiring: () => void
  newRTCSession: (event: { originator: 'local' | 'remote'; session: Session; request: Message }) => void
  newTransaction: (event: { readonly transaction: Transaction }) => void
  transactionDestroyed: (event: { readonly transaction: Transaction }) => void
}

type UaSetting = 'password' | 'authorization_jwt'

/** What keeps a UA registered. */
export interface Registrator {
  readonly registered: boolean
  register(): void
  unregister(): void
  _expires: number
  _registering: boolean
}

/** What JsSIP writes through; only `send` is replaced. */
interface Transport {
  connect(): void
  disconnect(): void
  isConnected(): boolean
  send(message: { toString(): string }): boolean
}

/** JsSIP's user agent: one account on one transport. */
export interface Ua {
  readonly transport: Transport
  on<E extends keyof UaEvents>(event: E, listener: UaEvents[E]): void
  call(target: string, options: MediaOptions): Session
  registrator(): Registrator
  set(setting: UaSetting, value: string): boolean
  destroyDialog(dialog: Dialog): void
  destroyRTCSession(session: Session): void
  readonly _dialogs: Readonly<Record<string, Dialog>>
  readonly _transactions: Readonly<Record<Transaction['type'], Readonly<Record<string, Transaction>>>>
}
