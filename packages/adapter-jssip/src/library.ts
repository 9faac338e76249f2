/**
 * Everything this adapter knows of JsSIP beyond its public API. JsSIP's own types are not used: they lack what is
 * needed here and do not compile without packages that JsSIP does not install. Checked against 3.13.8.
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
  readonly body: string | null
  readonly status_code?: number
  readonly reason_phrase?: string
  readonly from: NameAddress
  readonly headers: Readonly<Record<string, readonly { readonly raw: string }[]>>
  getHeader(name: string): string | undefined
  getHeaders(name: string): string[]
}

export interface NameAddress {
  readonly display_name: string | null
  readonly uri: { readonly user: string }
}

export interface OutgoingRequest {
  readonly method: string
  readonly call_id: string
  readonly transaction?: Transaction | null
  hasHeader(name: string): boolean
  cancel(): void
}

export interface Transaction {
  readonly type: 'ict' | 'nict' | 'ist' | 'nist'
  readonly state: number
  readonly request: OutgoingRequest
  on(event: 'stateChanged', listener: () => void): void
}

/** The states of a transaction that matter here (JsSIP's numbers). */
export const transactionState = { proceeding: 2, calling: 3, completed: 5 } as const

/** What `failed` and `ended` carry; `message` is a text where JsSIP failed inside `answer()`. */
export interface SessionEnd {
  readonly originator: 'local' | 'remote' | 'system'
  readonly message: Message | string | null
  readonly cause: string
}

export interface SessionEvents {
  connecting: () => void
  sending: () => void
  icecandidate: (event: { readonly candidate: RTCIceCandidate; readonly ready: () => void }) => void
  sdp: (event: { readonly originator: 'local' | 'remote'; sdp: string }) => void
  progress: (event: { readonly response: Message | null }) => void
  confirmed: () => void
  hold: (event: { readonly originator: 'local' | 'remote' }) => void
  unhold: (event: { readonly originator: 'local' | 'remote' }) => void
  refer: (event: { reject(): void }) => void
  replaces: (event: { reject(): void }) => void
  failed: (event: SessionEnd) => void
  ended: (event: SessionEnd) => void
}

interface Terminate {
  readonly cause?: string
  readonly status_code?: number
  readonly reason_phrase?: string
}

interface Dialog {
  readonly id: { readonly remote_tag: string }
  readonly error?: string
  sendRequest(method: string): unknown
}

type DialogClass = new (owner: Session, message: Message, type: 'UAC') => Dialog

export interface MediaOptions {
  readonly mediaStream: MediaStream
  readonly mediaConstraints: { readonly audio: true; readonly video: false }
  readonly pcConfig: RTCConfiguration
  readonly extraHeaders?: readonly string[]
}

/** A SIP call of JsSIP. The members with an underscore are private and used in this file alone. */
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
  renegotiate(options: { readonly rtcOfferConstraints: RTCOfferOptions }, done: () => void): boolean
  refer(target: unknown, options: { readonly replaces?: object }): Subscription | false
  sendDTMF(tones: string, options: { readonly transportType: 'INFO' }): void
  sendRequest(method: string): unknown
  _request: OutgoingRequest
  _is_canceled: boolean
  _is_confirmed: boolean
  _iceReady: boolean
  _localHold: boolean
  _from_tag: string
  _to_tag: string
  _dialog?: Dialog
  _setLocalMediaStatus(): void
  _acceptAndTerminate(response: Message, status?: number, reason?: string): void
  _receiveInviteResponse(response: Message): void
}

/** The subscription that a REFER makes (RFC 3515 §2.4.4). */
export interface Subscription {
  on(event: 'requestFailed', listener: (event: { readonly response: Message | null }) => void): void
  on(event: 'trying' | 'progress' | 'accepted' | 'failed', listener: (event: ReferNotice) => void): void
}

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

type UaSetting = 'password' | 'ha1' | 'realm' | 'authorization_jwt'

export interface Ua {
  readonly transport: { connect(): void; disconnect(): void; isConnected(): boolean; isConnecting(): boolean }
  on<E extends keyof UaEvents>(event: E, listener: UaEvents[E]): void
  call(target: string, options: MediaOptions): Session
  registrator(): { readonly registered: boolean; register(): void; unregister(): void }
  set(setting: UaSetting, value: string): boolean
  destroyDialog(dialog: Dialog): void
  destroyRTCSession(session: Session): void
  readonly _transactions: Readonly<Record<Transaction['type'], Readonly<Record<string, Transaction>>>>
}

const status = { inviteSent: 1, provisional: 2, terminated: 8, confirmed: 9 } as const

/** Imports JsSIP, which is CommonJS: bundlers and Node disagree on whether its exports stand on `default`. */
export async function importJsSip(): Promise<JsSipModule> {
  const loaded: { UA?: unknown; default?: unknown } = await import('jssip')
  return (loaded.UA ? loaded : loaded.default) as JsSipModule
}

/**
 * A UA that keeps the plain password: JsSIP drops it after the first challenge for a hash that fits one realm alone,
 * so that a second realm could not be answered.
 */
export function createUa(module: JsSipModule, options: UaOptions): Ua {
  const ua = new (module.UA as new (options: UaOptions) => Ua)(options)
  const set = ua.set.bind(ua)
  let plain = false
  ua.set = (setting, value) => {
    if (setting === 'password') plain = true
    return plain && (setting === 'ha1' || setting === 'realm') ? true : set(setting, value)
  }
  return ua
}

/** Client INVITE transactions without a final response. */
export const openInvites = (ua: Ua): Transaction[] =>
  Object.values(ua._transactions.ict).filter((transaction) => transaction.state <= transactionState.calling)

/** Whether any other transaction still waits for its peer; one that was answered lingers for retransmissions alone. */
export const unsettled = (ua: Ua): boolean =>
  [...Object.values(ua._transactions.nict), ...Object.values(ua._transactions.ist)].some(
    (transaction) => transaction.state < 4 || transaction.state === transactionState.completed,
  )

/** Whether the session's INVITE was sent, has no final response, and may be cancelled. */
export const inviteOf = (session: Session): Transaction | undefined => session._request.transaction ?? undefined

/** Whether the INVITE, in its last form, carried credentials. */
export const carriesCredentials = (request: OutgoingRequest): boolean =>
  request.hasHeader('proxy-authorization') || request.hasHeader('authorization')

export const inviteCarriesCredentials = (session: Session): boolean => carriesCredentials(session._request)

export const callIdOf = (session: Session): string => session._request.call_id

/** What `Replaces` (RFC 3891 §3) says of a call as its far end sees it; JsSIP swaps the tags of an incoming call. */
export function replacing(session: Session): object {
  const incoming = session.direction === 'incoming'
  const [far, near] = incoming ? [session._from_tag, session._to_tag] : [session._to_tag, session._from_tag]
  return { _request: { call_id: callIdOf(session) }, _to_tag: far, _from_tag: near }
}

/** Makes the next offer with `iceRestart` wait for new candidates; JsSIP would send it without any. */
export function forgetCandidates(session: Session): void {
  session._iceReady = false
}

/** Takes back an offer that the peer refused (RFC 3264 §8.4), and the hold that it asked for. */
export async function rollBack(session: Session, held: boolean): Promise<void> {
  session._localHold = held
  session._setLocalMediaStatus()
  const connection = session.connection
  if (connection?.signalingState === 'have-local-offer') await connection.setLocalDescription({ type: 'rollback' })
}

/** What a mended session tells beyond its events. */
export interface Mended {
  /** JsSIP is about to end the call for this cause, which its event will not tell. */
  ending(cause: string): void
  /** The peer refused an offer within the call, or the socket went away meanwhile. The call stays up. */
  refused(): void
}

const refusals = /^(Hold|Unhold|Media Renegotiation) Failed$/

/** Mends what JsSIP does wrong when a call ends. */
export function mend(ua: Ua, session: Session, on: Mended): void {
  mendTerminate(session, on)
  mendAccept(ua, session)
  mendForks(ua, session)
}

/**
 * JsSIP ends a call whose offer was refused or whose socket was lost meanwhile; it forgets a 200 that crosses a CANCEL
 * sent after a provisional response (JsSIP#836); it sends a BYE for a 200 that it did not acknowledge.
 */
function mendTerminate(session: Session, on: Mended): void {
  const terminate = session.terminate.bind(session)
  session.terminate = (options = {}) => {
    const { cause = 'Terminated', reason_phrase = '' } = options
    const confirmed = session._is_confirmed
    if (refusals.test(reason_phrase) || (confirmed && cause === 'Connection Error')) return on.refused()
    on.ending(cause)
    if (session.status === status.provisional) session._is_canceled = true
    const accepted = session.direction === 'outgoing' && session.status === status.confirmed
    if (accepted && !confirmed) session.sendRequest('ACK')
    const tagless = session.status === status.inviteSent
    terminate(options)
    // A 180 without a To tag leaves JsSIP's session, but not its transaction, as if nothing had come.
    if (tagless && inviteOf(session)?.state === transactionState.proceeding) session._request.cancel()
  }
}

/** JsSIP leaks connection, session and dialog after a 200 that it acknowledges only to hang up. */
function mendAccept(ua: Ua, session: Session): void {
  const accept = session._acceptAndTerminate.bind(session)
  session._acceptAndTerminate = (...response) => {
    if (session.status === status.terminated && !session._is_canceled) return
    accept(...response)
    if (session._dialog) ua.destroyDialog(session._dialog)
    ua.destroyRTCSession(session)
    session.connection?.close()
  }
}

/** JsSIP answers a second fork's 200 with a BYE in the first fork's dialog, and ignores it once the call has ended. */
function mendForks(ua: Ua, session: Session): void {
  const receive = session._receiveInviteResponse.bind(session)
  let DialogOf: DialogClass | undefined
  session._receiveInviteResponse = (response) => {
    const accepted = Math.floor((response.status_code ?? 0) / 100) === 2
    const stray = session._dialog
      ? session._dialog.id.remote_tag !== response.to_tag
      : session.status === status.terminated && !session._is_canceled
    if (!accepted || !stray || !DialogOf) {
      receive(response)
      DialogOf ??= session._dialog?.constructor as DialogClass | undefined
      return
    }
    hangUpFork(ua, new DialogOf(session, response, 'UAC'))
  }
}

function hangUpFork(ua: Ua, dialog: Dialog): void {
  if (dialog.error !== undefined) return
  dialog.sendRequest('ACK')
  dialog.sendRequest('BYE')
  ua.destroyDialog(dialog)
}
