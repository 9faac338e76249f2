/**
 * What FreeSWITCH 1.10 writes over WSS: the headers and their order as sofia-sip prints them, the Contact of an answer
 * with `;transport=udp`, that of its own INVITE with none.
 */
import type { Form } from './form.ts'
import { freeswitchDescription, freeswitchOffer } from './freeswitch-sdp.ts'

const phrases: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  422: 'Session Timer Too Small',
  480: 'Temporarily Unavailable',
  481: 'Call Does Not Exist',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  503: 'Service Unavailable',
  603: 'Decline',
}

const agent = 'User-Agent: FreeSWITCH-mod_sofia/1.10.12-release~64bit'
const allow =
  'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY, PUBLISH, SUBSCRIBE'
const supported = 'Supported: timer, path, replaces'
const events =
  'Allow-Events: talk, hold, conference, presence, as-feature-event, dialog, line-seize, call-info, sla, include-session-description, presence.winfo, message-summary, refer'

function headersOf({ method, status }: { readonly method: string; readonly status: number }): string[] {
  if (status === 100 || method === 'ACK' || method === 'CANCEL') return [agent]
  if (method === 'INVITE') return [agent, ...(status ? ['Accept: application/sdp'] : []), allow, supported, events]
  return [agent, allow, supported]
}

export const freeswitch: Form = {
  phraseOf: (status) => phrases[status] ?? `Status ${status}`,
  contactOf: (request) => {
    const dialled = /sip:([^@;>]+)@/.exec(request?.start ?? '')?.[1] ?? 'mod_sofia'
    return request ? `sip:${dialled}@192.0.2.1:5060;transport=udp` : 'sip:mod_sofia@192.0.2.1:5060'
  },
  headersOf,
  ofBody: ['Content-Disposition: session'],
  isLast: (line) => /^(X-|User-to-User)/i.test(line),
  lastOf: (method) =>
    method === 'INVITE'
      ? [
          'X-FS-Support: update_display,send_info',
          'Remote-Party-ID: "Anna Caller" <sip:1001@192.0.2.1>;party=calling;screen=yes;privacy=off',
        ]
      : [],
  offer: freeswitchOffer,
  described: freeswitchDescription,
  staysOnConnection: true,
}
