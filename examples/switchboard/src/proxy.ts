/** Routing: what becomes of each request. */
import { admit, register } from './admission.ts'
import { type Dialog, sidesOf } from './dialogs.ts'
import { type Exchange, refusal } from './exchange.ts'
import { answerFixed, hasFixedAnswer } from './fixed-answers.ts'
import type { Flow } from './flows.ts'
import { newBranch } from './hang-up.ts'
import { relayInvite } from './invite.ts'
import { contactUri, type Request } from './library.ts'
import { locate } from './locate.ts'
import { forwarded, hopsLeft } from './message.ts'
import type { Parts, Route } from './parts.ts'

/** Serves a request that a client sent on `flow`. */
export function serve(parts: Parts, request: Request, flow: Flow): void {
  const known = parts.transactions.find(request)
  if (known) known.receive(request)
  else if (request.method === 'ACK') relayAck(parts, request)
  else if (parts.transactions.isBusy(flow)) refuse(request, flow)
  else route(parts, parts.transactions.serve(request, flow))
}

/** A client with more open requests than any client has: 503, and nothing is remembered of it. */
function refuse(request: Request, flow: Flow): void {
  flow.send(refusal(request, 503)).catch(() => {})
}

function route(parts: Parts, exchange: Exchange): void {
  const { request } = exchange
  const dialog = parts.dialogs.of(request)
  if (hopsLeft(request) < 1) exchange.reply(483)
  else if (request.method === 'CANCEL') cancel(parts, exchange)
  else if (dialog) serveInside(parts, exchange, dialog)
  else if (request.toTag) exchange.reply(481)
  else if (request.method === 'REGISTER') register(parts, exchange)
  else if (request.method === 'OPTIONS' && !request.ruri.user) exchange.reply(200)
  else if (admit(parts, exchange)) serveOutside(parts, exchange)
}

function cancel({ transactions }: Parts, exchange: Exchange): void {
  const invite = transactions.find(exchange.request, 'INVITE')
  exchange.reply(invite ? 200 : 481)
  invite?.onCancel?.(exchange.request.getHeader('reason'))
}

function serveOutside(parts: Parts, exchange: Exchange): void {
  const { request } = exchange
  const isInvite = request.method === 'INVITE'
  const user = request.ruri.user ?? ''
  if (isInvite && hasFixedAnswer(user)) {
    answerFixed(exchange, user)
    return
  }
  const found = locate(parts, request)
  if ('refusal' in found) exchange.reply(found.refusal, [], found.reason)
  else if (isInvite) startCall(parts, exchange, found)
  else relay(parts, exchange, found)
}

function startCall(parts: Parts, exchange: Exchange, route: Route): void {
  const { request } = exchange
  const contact = contactUri(request)
  if (!contact || parts.dialogs.full) {
    exchange.reply(contact ? 503 : 400)
    return
  }
  const from = request.getHeader('from') ?? ''
  const own = { flow: exchange.flow, user: undefined, left: false }
  const sender = { tag: request.fromTag, address: from, contact, cseq: request.cseq, ...own }
  const to = request.getHeader('to') ?? ''
  const receiver = {
    tag: undefined,
    address: to,
    contact: route.uri,
    cseq: 0,
    flow: route.flow,
    user: route.user,
    left: false,
  }
  const dialog = parts.dialogs.add(sender, receiver, request.callId)
  parts.log.info(`call from ${request.from.uri.toRaw()} to ${request.ruri.toRaw()}`)
  relayInvite(parts, exchange, { dialog, sender, receiver }, route)
}

function serveInside(parts: Parts, exchange: Exchange, dialog: Dialog): void {
  const { request } = exchange
  const { sender, receiver } = noteSender(parts, dialog, exchange)
  const { flow, user } = receiver
  if (!flow.open) {
    sender.left ||= request.method === 'BYE'
    exchange.reply(sender.left ? 200 : 480)
    return
  }
  const route = { flow, user, uri: receiver.contact }
  if (request.method === 'BYE') parts.dialogs.end(dialog)
  if (request.method === 'INVITE') relayInvite(parts, exchange, { dialog, sender, receiver }, route)
  else relay(parts, exchange, route)
}

/**
 * The sender may have a new socket: who knows the Call-ID and both tags is an end of the call. INVITE and UPDATE may
 * give it a new Contact.
 */
function noteSender(parts: Parts, dialog: Dialog, { request, flow }: Exchange) {
  const sides = sidesOf(dialog, request)
  const { sender } = sides
  if (sender.flow !== flow) parts.vanished.back(dialog, sender, flow)
  sender.cseq = Math.max(sender.cseq, request.cseq)
  if (['INVITE', 'UPDATE'].includes(request.method)) sender.contact = contactUri(request) ?? sender.contact
  return sides
}

function relay(parts: Parts, exchange: Exchange, { flow, uri }: Route): void {
  parts.transactions.send(forwarded(exchange.request, uri), flow, (answer) => {
    if (answer.status >= 200) exchange.relay(answer)
  })
}

function relayAck({ dialogs }: Parts, request: Request): void {
  const dialog = dialogs.of(request)
  if (!dialog) return
  const { receiver } = sidesOf(dialog, request)
  const ack = forwarded(request, receiver.contact)
  ack.setViaHeader(newBranch())
  receiver.flow.send(ack.toString()).catch(() => {})
}
