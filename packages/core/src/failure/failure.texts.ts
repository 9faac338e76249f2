import type { CheckFacts, Pbx, Section } from './failure.checks.ts'
import { descriptionRemedy } from './failure.descriptions.ts'
import type { FailureCode, Stage } from './failure.ts'

/** What a remedy may name. */
export interface RemedyContext extends CheckFacts {
  /** The servers' addresses, as dialled. */
  readonly servers: readonly string[]
}

/** What is known when a remedy is written. */
export interface RemedyFacts extends RemedyContext {
  readonly stage: Stage
  readonly field?: string
  readonly detail?: string
  readonly sipStatus?: number
  readonly candidates?: Candidates
}

/**
 * Why the browser's offer may have been of no use to the PBX (RFC 8445, RFC 8828): it held `private` addresses alone,
 * `hidden` ones alone (`.local` names), or `none`.
 */
export type Candidates = 'private' | 'hidden' | 'none'

/** The caller's sentences, in English. A page translates by code. */
export const sentences: Readonly<Record<FailureCode, string>> = {
  'policy-refused': 'That number can’t be called from here.',
  'invalid-request': 'Something went wrong with that request. Please ask again.',
  'not-offered': 'The assistant couldn’t arrange a transfer.',
  'mic-denied': 'Your microphone is blocked, so an agent couldn’t hear you. Allow it in your browser, then try again.',
  'mic-missing': 'We couldn’t find a microphone. Plug one in, then try again.',
  'mic-busy': 'Another program is using your microphone. Close it, then try again.',
  'server-unreachable': 'We can’t reach the phone system right now.',
  'auth-failed': 'We can’t place this call right now.',
  forbidden: 'We can’t place this call right now.',
  'not-found': 'That extension doesn’t exist.',
  unavailable: 'The agent isn’t available right now.',
  busy: 'The agent is on another call.',
  declined: 'The agent can’t take the call right now.',
  'no-answer': 'The agent didn’t answer.',
  redirected: 'The agent’s calls are being forwarded, and we can’t reach them there.',
  'codec-mismatch': 'Your browser and our phone system couldn’t set up the audio.',
  'bad-request': 'We can’t place this call right now.',
  'session-timer': 'We can’t place this call right now.',
  'ice-failed': 'Your network is blocking the call’s audio. Try another network, such as mobile data.',
  'no-audio': 'The call was answered, but no audio came through.',
  'connection-lost': 'We lost the connection to the phone system.',
  'server-error': 'The phone system is having a problem right now.',
  timeout: 'The phone system didn’t answer in time.',
  cancelled: 'You canceled the transfer.',
  'caller-left': 'You left the page.',
  internal: 'Something went wrong on this page.',
  elsewhere: 'Someone else took the call.',
  unreadable: 'We couldn’t understand the phone system’s answer.',
  'not-loaded': 'This page couldn’t load what it needs to call an agent. Reload it to try again.',
  'auth-unsupported': 'We can’t place this call right now.',
}

/** What to do, then what to check on the PBX. */
export type Remedy = readonly [text: string, ...sections: readonly Section[]]

const field = (f: RemedyFacts): string => (f.field ? ` (field: ${f.field})` : '')
const answered = (f: RemedyFacts, otherwise: string): string => `The PBX answered ${f.sipStatus ?? otherwise}.`

/** The kinds of PBX that may refuse private addresses (FreeSWITCH's `apply-candidate-acl`). */
const choosy: readonly Pbx[] = ['fusionpbx', 'freeswitch', 'other']

function mismatch(f: RemedyFacts): Remedy {
  // The browser's own words; a PBX that refuses gives a status.
  const lack = f.sipStatus === undefined ? descriptionRemedy(f.detail, f.pbx) : undefined
  if (lack) return [lack, 'Trace']
  if (f.stage === 'ringing' && f.sipStatus !== undefined)
    return [
      'The PBX had accepted this page’s offer and rang a phone, then could not agree with that phone. If it is a browser, its profile or endpoint needs the same settings as this page’s; otherwise, give both a common codec.',
      ...(choosy.includes(f.pbx) ? (['Candidates'] as const) : []),
    ]
  if (f.candidates === 'private' && choosy.includes(f.pbx))
    return [
      'The PBX takes no private addresses, and the browser offered no other. Allow them, or set `ice_servers`.',
      'Candidates',
    ]
  return ['No codec in common, or no DTLS-SRTP. Allow opus, G722, PCMU or PCMA.', 'Codecs']
}

/** What an administrator can do, by code. */
export const remedies: Readonly<Record<FailureCode, (facts: RemedyFacts) => Remedy>> = {
  'policy-refused': (f) => [
    `The page’s policy does not allow this target${field(f)}. Allow it in \`policy\`, or send another target.`,
  ],
  'invalid-request': (f) => [
    `The ${f.field ? `server’s transfer_initiated is malformed${field(f)}` : 'request was not taken'}. ${f.detail ?? ''}`.trim(),
  ],
  'not-offered': () => ['The assistant’s server sent success: false. Its log says why.'],
  'mic-denied': () => ['The microphone was refused. The page needs HTTPS and the caller’s permission.'],
  'mic-missing': () => ['No microphone was found (NotFoundError).'],
  'mic-busy': () => ['The operating system did not give the microphone (NotReadableError).'],
  'server-unreachable': (f) => [
    `No WebSocket to ${f.servers.join(', ') || 'the PBX'}, which comes from \`domain\` and \`wss_port\`. Open its https:// address in the caller’s browser: a warning means the certificate (accept it once), a long wait the firewall, a refusal the binding.`,
    'WebSocket',
  ],
  'auth-failed': (f) =>
    f.anonymous
      ? [
          'The PBX wants a password, and this page has none. Allow calls without a password, or set `account` with a `secret`.',
          'Context',
        ]
      : ['The PBX did not accept the caller. Set `account`, or correct its user or password.', 'Account'],
  forbidden: () => [
    'The PBX refuses this caller. Allow the target in their dialplan context, or set another `account`.',
    'Context',
  ],
  'not-found': (f) => [
    `No extension ${f.extension ?? 'of this name'} on ${f.domain} that this caller may dial. Create it, or correct the target.`,
    'Extension',
    'Context',
  ],
  unavailable: (f) => [
    `No phone is registered for ${f.extension ?? 'the extension'}. Sign its desk or phone in.`,
    'Phone',
  ],
  busy: () => ['The extension is in another call. Give it call waiting, or add a second target.'],
  declined: () => ['The agent or a forwarding rule declined the call.'],
  'no-answer': () => [
    'Nobody answered within the ring limit. Keep it below the PBX’s voicemail time, or add a second target.',
    'Voicemail',
  ],
  redirected: (f) => [
    `${answered(f, '3xx')} Allow its target in \`policy\`, or let the PBX follow the forwarding itself.`,
  ],
  'codec-mismatch': mismatch,
  'bad-request': (f) => [`${answered(f, '4xx')} Its SIP trace names the header at fault.`, 'Trace'],
  'session-timer': (f) => [`The PBX demands session timers (${f.sipStatus ?? 422}). Turn them off there.`, 'Timers'],
  'ice-failed': (f) =>
    f.candidates && f.candidates !== 'private'
      ? ['The browser hides its addresses or has none, so no call was sent. Set `ice_servers`.']
      : [
          'No path for the sound. Check the PBX’s NAT settings and RTP ports, or add TURN to `ice_servers`.',
          'Firewall',
          'NAT',
        ],
  'no-audio': () => [
    'No sound arrived after the answer. Check the PBX’s NAT settings and RTP ports; a silent announcement or phone looks the same.',
    'Firewall',
    'NAT',
  ],
  'connection-lost': () => [
    'The connection broke: a restart, a proxy’s idle time-out, or a change of network.',
    'Channels',
  ],
  'server-error': (f) => [`${answered(f, '5xx')} Its log says why.`, 'Trace'],
  timeout: () => ['The PBX did not answer the call in time.', 'Trace'],
  cancelled: () => ['The caller cancelled.'],
  'caller-left': () => ['The caller closed or left the page.'],
  internal: (f) => [
    f.field
      ? `Wrong in this page: ${f.field}: ${f.detail ?? ''}`
      : `A fault of the page or of Patchcord${f.detail ? `: ${f.detail}` : ''}. Please report it.`,
  ],
  elsewhere: () => ['Another phone answered first, so the PBX stopped this one.'],
  unreadable: (f) => [
    `The PBX answered with what no SIP stack can read${f.detail ? `: ${f.detail}` : ''}. Correct what writes it there.`,
    'Trace',
  ],
  'not-loaded': (f) => [`The page could not load the phone${field(f)}. ${f.detail ?? ''}`.trim()],
  'auth-unsupported': (f) => [
    `The PBX asks for a digest that this page cannot make${f.detail ? `: ${f.detail}` : ''}. Let it offer MD5 or SHA-256.`,
    'Account',
  ],
}
