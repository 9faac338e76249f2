/** Where a request outside any call goes. */
import type { Request } from './library.ts'
import type { Parts, Route } from './parts.ts'
import { REASON } from './reasons.ts'

/** Why a request goes nowhere. */
export interface Refusal {
  refusal: number
  reason: string
}

/** Whether requests to this host are for the switchboard itself; on loopback its names are interchangeable. */
export function isServed(domain: string, host: string): boolean {
  return host.toLowerCase() === domain.toLowerCase() || (isLoopback(domain) && isLoopback(host))
}

function isLoopback(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|([\w-]+\.)*localhost)$/i.test(host)
}

/** By the call that it replaces, then by a Contact that we know, then by a registered user. */
export function locate(parts: Parts, request: Request): Route | Refusal {
  const { host, user = '' } = request.ruri
  const served = isServed(parts.settings.domain, host)
  const known = replaced(parts, request) ?? (served ? undefined : atContact(parts, host, request.ruri.toRaw()))
  if (known) return known
  if (!served) return { refusal: 404, reason: REASON.noRoute }
  const binding = parts.registrar.find(user)
  return binding ? { ...binding, user } : { refusal: 480, reason: REASON.notRegistered }
}

function replaced(parts: Parts, request: Request): Route | undefined {
  const [callId = '', ...parameters] = (request.getHeader('replaces') ?? '').split(';').map((part) => part.trim())
  const tag = parameters.find((part) => part.toLowerCase().startsWith('to-tag='))?.slice('to-tag='.length)
  const party = tag ? parts.dialogs.partyWith(callId, tag) : undefined
  return party?.flow.open ? { flow: party.flow, uri: party.contact, user: party.user } : undefined
}

/** The client that has this host in its Contact, by a call or by a registration. */
function atContact({ dialogs, registrar }: Parts, host: string, uri: string): Route | undefined {
  const flow = dialogs.partyAt(host)?.flow ?? registrar.at(host)?.flow
  return flow && { flow, uri, user: undefined }
}
