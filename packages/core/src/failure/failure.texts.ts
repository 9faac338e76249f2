import type { FailureCode } from './failure.ts'

/** What a remedy may name. */
export interface RemedyContext {
  /** The PBX family: FreeSWITCH's commands are given where it is one. */
  readonly pbx: 'freeswitch' | 'other'
  /** The SIP domain. */
  readonly domain: string
  /** The servers' addresses, as dialled. */
  readonly servers: readonly string[]
  /** FreeSWITCH's profile that carries the WebSocket binding. */
  readonly profile: string
  /** What was dialled, where anything was. */
  readonly extension?: string
}

interface RemedyFacts extends RemedyContext {
  readonly field?: string
  readonly detail?: string
  readonly sipStatus?: number
}

/** The caller's sentences, in English. A page translates by code. */
export const sentences: Readonly<Record<FailureCode, string>> = {
  'policy-refused': 'This page may not call that number.',
  'invalid-request': 'The request for an agent could not be understood.',
  'not-offered': 'The assistant could not arrange a transfer.',
  'mic-denied': 'The microphone is blocked, so an agent could not hear you. Allow it in your browser, then try again.',
  'mic-missing': 'No microphone was found. Plug one in, then try again.',
  'mic-busy': 'Another program is using the microphone. Close it, then try again.',
  'server-unreachable': 'The phone system cannot be reached right now.',
  'auth-failed': 'The phone system did not accept this page’s account.',
  forbidden: 'The phone system does not allow this call.',
  'not-found': 'That extension does not exist.',
  unavailable: 'The agent is not available right now.',
  busy: 'The agent is on another call.',
  declined: 'The agent cannot take the call right now.',
  'no-answer': 'The agent did not answer.',
  redirected: 'The agent’s calls are forwarded to a place this page cannot reach.',
  'codec-mismatch': 'Your browser and the phone system could not agree on how to carry the sound.',
  'bad-request': 'The phone system did not understand the call.',
  'session-timer': 'The phone system refused the call’s settings.',
  'ice-failed': 'Your network does not let the sound of the call through.',
  'no-audio': 'The call was answered, but no sound came through.',
  'connection-lost': 'The connection to the phone system was lost.',
  'server-error': 'The phone system has a problem right now.',
  timeout: 'The phone system did not answer in time.',
  cancelled: 'You cancelled the transfer.',
  'caller-left': 'You left the page.',
  internal: 'Something went wrong in this page.',
}

const check = (f: RemedyFacts, command: string, otherwise: string): string =>
  f.pbx === 'freeswitch' ? `${otherwise} Check: fs_cli -x '${command}'` : otherwise

const userExists = (f: RemedyFacts): string => `user_exists id ${f.extension ?? 'EXTENSION'} domain ${f.domain}`
const registered = (f: RemedyFacts): string => `sofia status profile ${f.profile} reg ${f.extension ?? ''}`.trim()
const field = (f: RemedyFacts): string => (f.field ? ` (field: ${f.field})` : '')

/** The administrator's remedies, by code. */
export const remedies: Readonly<Record<FailureCode, (facts: RemedyFacts) => string>> = {
  'policy-refused': (f) =>
    `The page’s policy does not allow this target${field(f)}. Allow it in \`policy\`, or send another target.`,
  'invalid-request': (f) => `The server’s transfer_initiated is malformed${field(f)}. ${f.detail ?? ''}`.trim(),
  'not-offered': () => 'The assistant’s server sent success: false. Its own log says why.',
  'mic-denied': () =>
    'The browser or the caller refused the microphone. The page needs HTTPS and the caller’s permission.',
  'mic-missing': () => 'The browser found no audio input device.',
  'mic-busy': () => 'The operating system did not give the microphone to the browser (NotReadableError).',
  'server-unreachable': (f) =>
    check(
      f,
      `sofia status profile ${f.profile}`,
      `No WebSocket to ${f.servers.join(', ') || 'the PBX'}. Is it running, is the port open in the firewall, and does the browser trust its certificate? For a self-signed one, open the https address of the same host and port once.`,
    ),
  'auth-failed': (f) =>
    check(f, `user_exists id ACCOUNT domain ${f.domain}`, 'The account’s user or password is wrong for this domain.'),
  forbidden: (f) =>
    check(
      f,
      `sofia status profile ${f.profile}`,
      'The PBX refuses this caller. Allow anonymous callers in the dialplan context they land in, or give the page an account.',
    ),
  'not-found': (f) =>
    check(
      f,
      userExists(f),
      `No extension ${f.extension ?? 'of this name'} on ${f.domain}. Create it, or correct the target.`,
    ),
  unavailable: (f) =>
    check(
      f,
      registered(f),
      `${f.extension ? `Extension ${f.extension}` : 'The extension'} has no registered phone. Sign its desk or phone in.`,
    ),
  busy: () => 'The extension is in another call. Give it call waiting, or add a second target.',
  declined: () => 'The agent or a forwarding rule declined the call.',
  'no-answer': () =>
    'Nobody answered within the ring limit. Keep it below the PBX’s voicemail time, or add a second target.',
  redirected: () => 'The PBX answered with a 3xx redirect. Let it follow the forwarding itself.',
  'codec-mismatch': (f) =>
    check(
      f,
      `sofia status profile ${f.profile}`,
      'The PBX answered 488. Offer opus, G722, PCMU or PCMA. If the browser has only private addresses, set ice_servers or open apply-candidate-acl; a browser without microphone permission offers .local names, which no PBX can reach.',
    ),
  'bad-request': (f) => `The PBX answered ${f.sipStatus ?? 'with a 4xx'}. Its SIP trace names the header at fault.`,
  'session-timer': () => 'The PBX demands a longer session timer (422). Leave session timers off in the page.',
  'ice-failed': (f) =>
    check(
      f,
      `sofia status profile ${f.profile}`,
      'No path for the sound. Open UDP 16384-32768 to the PBX, set ext-rtp-ip behind NAT, or add a TURN server to ice_servers.',
    ),
  'no-audio': () =>
    'The call was answered, but no sound arrived. Check the PBX’s NAT settings and UDP 16384-32768; an announcement or a phone that sends nothing looks the same.',
  'connection-lost': () =>
    'The WebSocket or the media path broke during the call. Look for restarts, idle time-outs of a proxy in between, or a change of network.',
  'server-error': (f) => `The PBX answered ${f.sipStatus ?? 'with a 5xx'}. Its log says why.`,
  timeout: (f) =>
    check(f, `sofia status profile ${f.profile}`, 'The PBX accepted the connection, but did not answer the call.'),
  cancelled: () => 'The caller cancelled.',
  'caller-left': () => 'The caller closed or left the page.',
  internal: (f) =>
    f.field
      ? `The page’s setting ${f.field} is wrong: ${f.detail ?? ''}`
      : `A fault of the page or of Patchcord${f.detail ? `: ${f.detail}` : ''}. Please report it.`,
}
