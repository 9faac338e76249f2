import { type FinalResponse, parseReasons, type WireReason } from '@patchcord/core'
import { type End, phraseOf, redirectsOf } from '@patchcord/core/adapter'
import { isInvented } from './library.ts'
import type { Request, Response } from './library.types.ts'

/** What the call itself knows about its end, beside what SIP.js tells. */
export interface EndFacts {
  /** Whether a CANCEL or BYE of ours, if SIP.js sent one, went out on an open socket. */
  readonly signalled: boolean
  readonly credentials: FinalResponse['credentials']
}

/** The `Reason` headers (RFC 3326), of which there may be several. */
const reasonsOf = (message: Request | Response): WireReason[] => message.getHeaders('Reason').flatMap(parseReasons)

/** A final response, as the port has it. */
export const finalResponse = (response: Response, credentials: FinalResponse['credentials']): FinalResponse => ({
  status: response.statusCode ?? 0,
  reasonPhrase: phraseOf(response.reasonPhrase),
  reasons: reasonsOf(response),
  credentials,
  ...redirectsOf(response.statusCode ?? 0, response.getHeaders('contact')),
})

/** The INVITE was refused; or SIP.js says so, and means a timer or the socket. */
export function refused(response: Response, { signalled, credentials }: EndFacts): End {
  const { statusCode = 0, reasonPhrase } = response
  const detail = `${statusCode} ${phraseOf(reasonPhrase)}`
  if (!isInvented(response)) {
    return { cause: 'response', by: 'remote', response: finalResponse(response, credentials), signalled: true, detail }
  }
  // No server has answered: whether one has heard the INVITE is not known.
  if (statusCode === 408) return { cause: 'timeout', by: 'system', signalled: false, detail }
  return { cause: 'transport', by: 'system', signalled, detail }
}

/** A BYE or a CANCEL came. */
export const hungUp = (request: Request): End => ({
  cause: 'hangup',
  by: 'remote',
  reasons: reasonsOf(request),
  signalled: true,
  detail: request.method,
})
