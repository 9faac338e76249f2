/** What we take from SIP.js: its parser, its transactions and its response builder; and the few casts its types need. */
import { Core } from 'sip.js'

/** A request that parsed and carries all that routing needs. */
export type Request = Core.IncomingRequestMessage & { ruri: Core.URI }

/** A response that parsed and carries all that routing needs. */
export type Response = Core.IncomingResponseMessage & { statusCode: number }

/** An outgoing request in the shape that SIP.js' client transactions read; `via` is set when it is sent. */
export interface ClientRequest {
  readonly method: string
  readonly ruri: string
  readonly callId: string
  readonly cseq: number
  readonly branch?: string
  setViaHeader(branch: string): void
  getHeader(name: string): string | undefined
  toString(): string
}

/** A SIP.js logger factory that prints nothing: SIP.js would write whole messages, credentials and all. */
const silent = new Core.LoggerFactory()
silent.builtinEnabled = false

const parserLog = silent.getLogger('parser')

/** SIP.js' parser refuses the Contact of a REGISTER that removes all bindings. */
const WILDCARD_CONTACT = /\r\n(?:contact|m)[ \t]*:[ \t]*\*[ \t]*(?=\r\n)/i

/** Reads one message; undefined when it is malformed or lacks what routing needs. Never throws. */
export function parse(text: string): Request | Response | undefined {
  try {
    const message = Core.Parser.parseMessage(text.replace(WILDCARD_CONTACT, ''), parserLog)
    if (!message || !isComplete(message)) return undefined
    message.data = text
    return message as Request | Response
  } catch {
    return undefined
  }
}

/** Whether a message's Contact is `*`. */
export function hasWildcardContact(message: Request | Response): boolean {
  return WILDCARD_CONTACT.test(message.data.slice(0, message.data.indexOf('\r\n\r\n') + 2))
}

/** Whether a parsed message is a request. */
export function isRequest(message: Request | Response): message is Request {
  return message instanceof Core.IncomingRequestMessage
}

function isComplete(message: Core.IncomingRequestMessage | Core.IncomingResponseMessage): boolean {
  const addressed = message.via?.host && message.viaBranch && message.from?.uri && message.to?.uri
  const numbered = message.callId && Number.isSafeInteger(message.cseq) && message.method
  const start = message instanceof Core.IncomingRequestMessage ? message.ruri : message.statusCode
  return Boolean(addressed && numbered && start)
}

/** The URI of a message's n-th Contact as it was written, or undefined. */
export function contactUri(message: Request | Response, index = 0): string | undefined {
  const contact: unknown = message.parseHeader('contact', index)
  return contact instanceof Core.NameAddrHeader ? contact.uri.toRaw() : undefined
}

/** The host of a URI as it was written, in small letters. */
export function hostOf(uri: string): string {
  return (Core.Grammar.URIParse(uri)?.host ?? '').toLowerCase()
}

/** A parameter of a message's n-th Contact, or undefined. */
export function contactParam(message: Request | Response, name: string, index = 0): string | undefined {
  const contact: unknown = message.parseHeader('contact', index)
  return contact instanceof Core.NameAddrHeader ? (contact.getParam(name) ?? undefined) : undefined
}

/** An opened server transaction: INVITE or other, by the request's method. */
export function openServer(request: Request, transport: Core.Transport): Core.ServerTransaction {
  const user = { loggerFactory: silent }
  return request.method === 'INVITE'
    ? new Core.InviteServerTransaction(request, transport, user)
    : new Core.NonInviteServerTransaction(request, transport, user)
}

/** An opened client transaction, whose request is on its way: INVITE or other, by the request's method. */
export function openClient(
  request: ClientRequest,
  transport: Core.Transport,
  events: Omit<Core.ClientTransactionUser, 'loggerFactory'>,
): Core.InviteClientTransaction | Core.NonInviteClientTransaction {
  const user = { ...events, loggerFactory: silent }
  const outgoing = request as unknown as Core.OutgoingRequestMessage
  return request.method === 'INVITE'
    ? new Core.InviteClientTransaction(outgoing, transport, user)
    : new Core.NonInviteClientTransaction(outgoing, transport, user)
}
