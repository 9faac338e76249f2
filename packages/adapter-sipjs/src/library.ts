/** Everything that this adapter does with SIP.js beyond its public API. Checked against SIP.js 0.21.2. */
import { type Asked, refusalHeaders } from '@patchcord/core/adapter'
import type { Core, Registerer, URI, UserAgent, UserAgentOptions } from 'sip.js'
import type {
  AnySession,
  DialogInsides,
  Library,
  RegistererInsides,
  Request,
  Response,
  SessionInsides,
  SipJsModule,
  Transaction,
  TransactionInsides,
} from './library.types.ts'

/** Names what is used, so that a bundler leaves the rest out. */
export async function importSipJs(): Promise<SipJsModule> {
  const { Inviter, Registerer, UserAgent } = await import('sip.js')
  return { Inviter, Registerer, UserAgent }
}

/** A user agent that answers challenges with the secret given last, and bears what servers leave out. */
export function createUa({ UserAgent }: Library, options: UserAgentOptions, secret: () => Asked): UserAgent {
  const ua = new UserAgent(options)
  mendChallenges(ua, secret)
  mendToken(ua.userAgentCore, secret)
  mendResponses(ua.userAgentCore)
  // The link connects by itself; this only makes the user agent take requests.
  void ua.start()
  return ua
}

/** The line answers challenges in SIP.js's place, which only has to write down which one it would have answered. */
function mendChallenges(ua: UserAgent, secret: () => Asked): void {
  const answering = {
    authenticate: (_: unknown, challenge: { readonly realm: string }) => {
      realm = challenge.realm
      return true
    },
    toString: () => `Digest realm="${realm}"`,
  }
  let realm = ''
  ua.userAgentCore.configuration.authenticationFactory = () =>
    /^(?:none|token)$/.test(secret().kind) ? undefined : (answering as unknown as Core.DigestAuthentication)
}

/** SIP.js knows no token. */
function mendToken(core: Core.UserAgentCore, secret: () => Asked): void {
  const make = core.makeOutgoingRequestMessage.bind(core)
  core.makeOutgoingRequestMessage = (...parts) => {
    const request = make(...parts)
    const asked = secret()
    if (asked.kind === 'token') request.setHeader('authorization', asked.token)
    return request
  }
}

/**
 * SIP.js drops a 180 without a To tag, without a word: the call would never ring. A REGISTER's Contact without `expires`
 * makes it register in an endless loop.
 */
function mendResponses(core: Core.UserAgentCore): void {
  const receive = core.receiveIncomingResponseFromTransport.bind(core)
  core.receiveIncomingResponseFromTransport = (response) => {
    const status = response.statusCode ?? 0
    if (response.method === 'INVITE' && status > 100 && status < 200) response.toTag ||= 'none'
    if (response.method === 'REGISTER' && status >= 200 && status < 300) limit(response)
    receive(response)
  }
}

/** RFC 3261 §10.2.4: the Expires header, else the server's default; SIP.js asks for 600 s. */
function limit(response: Response): void {
  const expires = response.getHeader('expires') ?? '600'
  for (let index = 0; index < response.getHeaders('contact').length; index++) {
    const contact = response.parseHeader('contact', index)
    if (contact && !contact.hasParam('expires')) contact.setParam('expires', expires)
  }
}

/** What a mended session tells beyond its delegate and its states. */
export interface Mended {
  /** Whether the call is over, for whatever reason. */
  isOver(): boolean
  /** The peer hung up, in whatever state. */
  bye(request: Request): void
  /** A 2xx was acknowledged and hung up, since its description could not be used. */
  unusable(reason: string): void
}

/**
 * SIP.js neither answers a BYE that overtakes the application of the 200 nor ends the call; it gives a media failure as
 * the reason of a BYE that follows a hang-up; it throws when a second fork answers a call that has ended.
 */
export function mend(session: AnySession, on: Mended): void {
  const inside = session as unknown as SessionInsides
  const transit = inside.stateTransition.bind(session)
  const receive = inside.onByeRequest.bind(session)
  const hangUp = inside.ackAndBye.bind(session)
  mendAnswer(inside)
  let gone = false
  inside.stateTransition = (state) => {
    if (!isTerminated(session) || state !== 'Terminated') transit(state)
  }
  inside.onByeRequest = (request) => {
    gone = true
    on.bye(request.message)
    if (isEstablished(session)) receive(request)
    else request.accept()
  }
  inside.ackAndBye = (response, status, reason) => {
    if (gone) return void response.ack()
    if (on.isOver()) hangUp(response)
    else hangUp(response, status, reason)
    if (status) on.unusable(reason ?? '')
  }
}

/** SIP.js takes the description of a provisional response for the answer, whatever the 200 says. */
function mendAnswer(inside: SessionInsides): void {
  const accept = inside.onAccept?.bind(inside)
  if (!accept) return
  inside.onAccept = (response) => {
    const { body } = response.message
    const dialog = response.session as unknown as DialogInsides
    if (body && dialog._answer) dialog._answer = { ...dialog._answer, content: body }
    return accept(response)
  }
}

/** The enumeration of the states comes with the library, their names do not change. */
const isEstablished = ({ state }: AnySession): boolean => (state as string) === 'Established'

export const isTerminated = ({ state }: AnySession): boolean => (state as string) === 'Terminated'

/** CANCEL, a final response or BYE, as the state asks. Frees what the session holds, which SIP.js does only at its end. */
export function terminate(session: AnySession, status = 480): void {
  // SIP.js rejects where there is nothing left to be ended.
  end(session, status).catch(() => {})
  session.dispose().catch(() => {})
}

async function end(session: AnySession, status: number): Promise<unknown> {
  if (isEstablished(session)) return session.bye()
  if ('reject' in session) return session.reject({ statusCode: status, extraHeaders: refusalHeaders(status) })
  const invite = (session as unknown as SessionInsides).outgoingInviteRequest
  // SIP.js would send the INVITE again with credentials, and never cancel that one.
  if (invite) invite.authenticationGuard = () => true
  return session.cancel()
}

/** The transaction of the session's INVITE, while it has no final response. */
export function openInvite(session: AnySession): Transaction | undefined {
  const transaction = (session as unknown as SessionInsides).outgoingInviteRequest?.transaction
  return transaction && isPending(transaction) ? transaction : undefined
}

/** Whether a client transaction waits for its final response. */
const isPending = ({ state }: Transaction): boolean => /^(Calling|Trying|Proceeding)$/.test(state)

/** First INVITEs whose socket was lost. Core ends them; their final response may come, and nothing waits for it. */
const orphans = new WeakSet<Transaction>()

const isAwaited = (transaction: Transaction): boolean => isPending(transaction) && !orphans.has(transaction)

const clients = (ua: UserAgent): Core.UserAgentClient[] => [...ua.userAgentCore.userAgentClients.values()]

/** INVITEs that wait for their final response. */
export const hasOpenInvite = (ua: UserAgent): boolean =>
  clients(ua).some(({ message, transaction }) => message.method === 'INVITE' && isAwaited(transaction))

/** Whether anything else that was sent waits for its peer, or a BYE for the peer's ACK. */
export const isUnsettled = (ua: UserAgent): boolean =>
  clients(ua).some(({ transaction }) => isAwaited(transaction)) ||
  [...ua.userAgentCore.userAgentServers.values()].some(({ transaction }) => isCompleted(transaction)) ||
  [...ua.userAgentCore.dialogs.values()].some((dialog) => (dialog as Core.SessionDialog).sessionState === 'AckWait')

/** An INVITE that was refused, whose ACK is to come. */
const isCompleted = ({ kind, state }: Core.ServerTransaction): boolean => kind === 'ist' && state === 'Completed'

/**
 * Tells transactions that the socket is gone, which SIP.js leaves to their timers. Not those of a first INVITE: its late
 * 200 may come over the next socket, and gets its ACK and BYE.
 */
export function abandon(ua: UserAgent): void {
  for (const { message, transaction } of clients(ua)) {
    if (!isPending(transaction)) continue
    if (message.method === 'INVITE' && !message.toTag) {
      orphans.add(transaction)
      continue
    }
    const inside = transaction as unknown as TransactionInsides
    inside.onTransportError(new Error('the WebSocket was lost'))
  }
}

/** Whether SIP.js made the response up: 408 for a timer of its own, 503 for a socket that is not there. */
export const isInvented = (response: Response): boolean => (response.data as string | undefined) === undefined

/** Whether a request answers a challenge, or carries a token. */
export const carriesCredentials = (request: Core.OutgoingRequestMessage): boolean =>
  request.hasHeader('proxy-authorization') || request.hasHeader('authorization')

/** Has every REGISTER, SIP.js's own renewals included, made in this way; SIP.js does not care what becomes of those. */
export function registerBy(
  registerer: Registerer,
  make: (send: Registerer['register']) => Promise<void>,
): () => Promise<void> {
  const send = registerer.register.bind(registerer)
  const register = () => make(send)
  Object.assign(registerer, { register })
  return register
}

/** Whether the last REGISTER did. */
export const registerCarriesCredentials = (registerer: Registerer): boolean =>
  carriesCredentials((registerer as unknown as RegistererInsides).request)

/** Takes a new token for the next REGISTER, which is the last one with another number. */
export function renewToken(registerer: Registerer, token: string): void {
  const { request } = registerer as unknown as RegistererInsides
  request.setHeader('authorization', token)
}

/** Unregisters where it is registered, and ends its timers. */
export function quitRegisterer(registerer: Registerer): void {
  void registerer.dispose()
  const inside = registerer as unknown as RegistererInsides
  inside.clearTimers()
}

/** What a REFER asks for (RFC 3515 §2.1); SIP.js leaves the angle brackets out, without which parameters are lost. */
export function referTo({ UserAgent }: Library, target: string): URI | undefined {
  const uri = UserAgent.makeURI(target)
  if (uri) uri.toString = () => `<${target}>`
  return uri
}

/** The same for a call that is to be replaced (RFC 3891 §3), as its far end sees it. */
export function referToReplace(library: Library, session: AnySession): URI | undefined {
  const { dialog, remoteIdentity } = session
  if (!dialog) return undefined
  const { callId, remoteTag, localTag } = dialog
  const replaces = encodeURIComponent(`${callId};to-tag=${remoteTag};from-tag=${localTag}`)
  return referTo(library, `${remoteIdentity.uri}?Replaces=${replaces}`)
}
