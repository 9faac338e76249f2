import type { CallReport, IncomingCall, SipCall, SipHeader } from '../sip/sip.port.ts'

/** An INVITE that came in, as far as it is reported. Both libraries keep headers in this shape. */
export interface Invite {
  readonly id: string
  readonly user: string | null | undefined
  readonly displayName: string | null | undefined
  readonly headers: Readonly<Record<string, readonly { readonly raw: string }[]>>
}

/** What a line reports of a call that comes in. */
export const offeredCall = (
  { id, user, displayName, headers }: Invite,
  take: (on: (report: CallReport) => void) => SipCall,
): IncomingCall => ({
  id,
  from: { user: user ?? '', displayName: displayName ?? '' },
  headers: ownHeaders(headers),
  take,
})

const ownHeaders = (headers: Invite['headers']): SipHeader[] =>
  Object.entries(headers)
    .filter(([name]) => /^(x-|user-to-user$)/i.test(name))
    .flatMap(([name, values]) => values.map(({ raw }) => ({ name, value: raw })))

/** A status that an INVITE may be refused with; anything else is told as nobody being here. */
export const refusalStatus = (status: number): number =>
  Number.isInteger(status) && status >= 400 && status < 700 ? status : 480
