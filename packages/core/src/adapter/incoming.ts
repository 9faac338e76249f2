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

/** The Q.850 cause of a refusal that a PBX would otherwise guess at: Asterisk and FreeSWITCH take 480 for no answer. */
const causes: Readonly<Record<number, string>> = {
  480: 'Q.850;cause=20;text="Subscriber absent"',
  486: 'Q.850;cause=17;text="User busy"',
  603: 'Q.850;cause=21;text="Call rejected"',
}

/** The header lines of a refusal: its `Reason` (RFC 3326), which the PBX can pass on to the caller. */
export function refusalHeaders(status: number | undefined): string[] {
  const cause = status && causes[status]
  return cause ? [`Reason: ${cause}`] : []
}
