/** Everything that this adapter does with JsSIP beyond its public API. Checked against JsSIP 3.13.8. */
import { isHold } from '@patchcord/core/adapter'
import type {
  Dialog,
  DialogClass,
  JsSipModule,
  Message,
  Offer,
  OutgoingRequest,
  Registrator,
  Session,
  Transaction,
  Ua,
  UaOptions,
} from './library.types.ts'

/** The states of a transaction that matter here, in JsSIP's numbers: up to `calling` there is no final response. */
export const transactionState = { proceeding: 2, calling: 3, completed: 5 } as const

/** The states of a session that matter here, in JsSIP's numbers. */
const status = { inviteSent: 1, provisional: 2, waitingForAnswer: 4, answered: 5, terminated: 8, confirmed: 9 } as const

/** Imports JsSIP, which is CommonJS: bundlers and Node disagree on whether its exports stand on `default`. */
export async function importJsSip(): Promise<JsSipModule> {
  const loaded: { UA?: unknown; default?: unknown } = await import('jssip')
  return (loaded.UA ? loaded : loaded.default) as JsSipModule
}

/** A UA that registers again after a 423, and leaves a BYE to the link. */
export function createUa(module: JsSipModule, options: UaOptions): Ua {
  const ua = new (module.UA as new (options: UaOptions) => Ua)(options)
  mendRegister(ua.registrator())
  // JsSIP would keep a BYE from the link, which tells it over the next socket.
  ua.transport.send = (message) => options.sockets.send(String(message))
  return ua
}

/** JsSIP 3.10 does not try again what was too brief (423): it takes itself for registering still. */
function mendRegister(registrator: Registrator): void {
  const register = registrator.register.bind(registrator)
  let asked = registrator._expires
  registrator.register = () => {
    if (registrator._expires !== asked) registrator._registering = false
    asked = registrator._expires
    register()
  }
}

/** Client INVITE transactions without a final response. */
export const openInvites = (ua: Ua): Transaction[] =>
  Object.values(ua._transactions.ict).filter((transaction) => transaction.state <= transactionState.calling)

/**
 * Whether any other transaction still waits for its peer; one that was answered lingers for retransmissions alone. Once
 * every call was hung up, a dialog that is left waits for the ACK that its BYE must follow (RFC 3261 §15).
 */
export const unsettled = (ua: Ua): boolean =>
  Object.keys(ua._dialogs).length > 0 ||
  [...Object.values(ua._transactions.nict), ...Object.values(ua._transactions.ist)].some(
    (transaction) => transaction.state <= transactionState.calling || transaction.state === transactionState.completed,
  )

/** The transaction of the session's INVITE in its last form, once it was sent. */
export const inviteOf = (session: Session): Transaction | undefined => session._request.transaction ?? undefined

/** Whether a request answers a challenge, or carries a token. */
export const carriesCredentials = (request: OutgoingRequest): boolean =>
  request.hasHeader('proxy-authorization') || request.hasHeader('authorization')

/** The same of the session's INVITE in its last form. */
export const inviteCarriesCredentials = (session: Session): boolean => carriesCredentials(session._request)

/** Whether the peer's INVITE has no final response yet. */
export const isUnanswered = (session: Session): boolean =>
  session.status === status.waitingForAnswer || session.status === status.answered

/** The Call-ID of the session's INVITE. */
export const callIdOf = (session: Session): string => session._request.call_id

/** What `Replaces` (RFC 3891 §3) says of a call as its far end sees it; JsSIP swaps the tags of an incoming call. */
export function replacing(session: Session): object {
  const incoming = session.direction === 'incoming'
  const [far, near] = incoming ? [session._from_tag, session._to_tag] : [session._to_tag, session._from_tag]
  return { _request: { call_id: callIdOf(session) }, _to_tag: far, _from_tag: near }
}

/**
 * Has the answer to a peer's ICE restart wait for new candidates. JsSIP would send it without any: the browser's state
 * is still that of the round before.
 */
export function expectCandidates(session: Session, restarted: boolean): void {
  if (restarted) forgetCandidates(session)
  session._rtcAnswerConstraints = restarted ? { iceRestart: true } : null
}

/** Makes the next offer with `iceRestart` wait for new candidates; JsSIP would send it without any. */
export function forgetCandidates(session: Session): void {
  session._iceReady = false
}

/** JsSIP takes the direction of any medium, and no missing address, for the call's. */
export function judgeHold(request: Offer): void {
  const direction = isHold(request.body ?? '') ? 'sendonly' : 'sendrecv'
  request.sdp = { media: [{ type: 'audio', direction }] }
}

/** JsSIP would send an offer within the call without any candidate; refused, it can be made again. */
function mendOffer(session: Session): void {
  const finish = session._mangleOffer.bind(session)
  session._mangleOffer = (sdp) => {
    if (!/^a=candidate:/m.test(sdp)) throw new Error('no ICE candidate was found')
    return finish(sdp)
  }
}

/** JsSIP does not take back a peer's offer that the browser makes no answer to, and makes none any more. */
function mendAnswer(session: Session): void {
  session.on('peerconnection:createanswerfailed', () => {
    session._rtcReady = true
    session.connection?.setRemoteDescription({ type: 'rollback' }).catch(() => {})
  })
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

/** Mends what JsSIP does wrong while a call is set up and when it ends. */
export function mend(ua: Ua, session: Session, on: Mended): void {
  mendTerminate(session, on)
  mendAccept(ua, session)
  mendRequests(session)
  mendOffer(session)
  mendAnswer(session)
  mendEarlyMedia(session)
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

/**
 * JsSIP does not acknowledge a 200 whose call a BYE ends before its description is applied. It accepts a REFER that nobody
 * decides here, only to tell its failure; SIP.js declines it (RFC 3515 §2.4.2).
 */
function mendRequests(session: Session): void {
  const receive = session.receiveRequest.bind(session)
  session.receiveRequest = (request) => {
    if (request.method === 'REFER') return request.reply(603)
    const accepted = session.direction === 'outgoing' && session.status === status.confirmed
    if (request.method === 'BYE' && accepted && !session._is_confirmed) session.sendRequest('ACK')
    receive(request)
  }
}

/**
 * JsSIP applies the description of every provisional response. A browser takes the first alone, and JsSIP then keeps
 * silent about the others, as about one that the browser refuses. It takes none of them for that of a 200 without one.
 */
function mendEarlyMedia(session: Session): void {
  const receive = session._receiveInviteResponse.bind(session)
  let described: Message | undefined
  session._receiveInviteResponse = (response) => {
    const isFinal = (response.status_code ?? 0) >= 200
    const early = !isFinal && Boolean(response.body && response.to_tag)
    if (isFinal && described?.to_tag === response.to_tag) response.body ||= described?.body ?? null
    if (!early || !described || session._is_canceled) {
      if (early) described ??= response
      receive(response)
      if (early && !session._is_canceled) tellRefused(session, response)
      return
    }
    session._connectionPromiseQueue = session._connectionPromiseQueue.then(() => {
      if (session.connection?.signalingState === 'stable') session._progress('remote', response)
      else receive(response)
    })
  }
}

/** What the browser took, JsSIP has told. */
function tellRefused(session: Session, response: Message): void {
  session._connectionPromiseQueue = session._connectionPromiseQueue.then(() => {
    if (session.connection?.signalingState === 'have-local-offer') session._progress('remote', response)
  })
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
