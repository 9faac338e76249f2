/** The kinds of PBX that there is a guide for, and any other one. */
export type Pbx = 'fusionpbx' | 'freeswitch' | 'kamailio' | 'asterisk' | 'other'

/** What a check's command may name. */
export interface CheckFacts {
  readonly pbx: Pbx
  /** The SIP domain. */
  readonly domain: string
  /** FreeSWITCH's profile that carries the WebSocket binding. */
  readonly profile: string
  /** Who calls, or registers. */
  readonly account?: string
  /** The account has no secret, so the PBX may not know it at all. */
  readonly anonymous?: true
  /** What was dialled, where anything was. */
  readonly extension?: string
  /** The context that the call lands in. */
  readonly context?: string
}

/** One thing to look at on a PBX: a command for its own shell, without an apostrophe, and what it must show. */
export type Check = readonly [command: string, shows: string]

const status = 'sofia status profile {profile}'

/** Every check of a FreeSWITCH, in the order of docs/guide/fusionpbx.md, whose sections have these names. */
export const checks = {
  WebSocket: [status, 'WSS-BIND-URL with 0.0.0.0'],
  Certificate: ['global_getvar internal_ssl_dir', 'the directory of wss.pem'],
  Firewall: [
    'xml_locate configuration configuration name switch.conf',
    'rtp-start-port and rtp-end-port, or neither for UDP 16384-32768',
  ],
  NAT: [status, 'Ext-RTP-IP with the address that callers reach'],
  Account: ['user_exists id {account} {domain}', 'true'],
  Context: ['user_data {account}@{domain} var user_context', 'the context that dials the target'],
  Extension: ['user_exists id {extension} {domain}', 'true'],
  Phone: ['sofia_contact */{extension}@{domain}', 'a contact'],
  Voicemail: ['user_data {extension}@{domain} var call_timeout', 'more seconds than the ring limit'],
  Codecs: [status, 'opus, G722, PCMU or PCMA in CODECS IN'],
  Candidates: [
    'xml_locate configuration configuration name sofia.conf',
    'apply-candidate-acl with a list that allows private addresses',
  ],
  Timers: ['xml_locate configuration configuration name sofia.conf', 'enable-timer false'],
  Digits: [status, 'DTMF-MODE rfc2833'],
  Tabs: ['uuid_getvar {uuid} media_timeout', 'a number of milliseconds'],
  Channels: ['show channels', 'no call that the page has lost'],
  Trace: ['sofia profile {profile} siptrace on', 'the SIP messages in the log'],
} as const satisfies Readonly<Record<string, Check>>

/** A check, and the guide's section on it. */
export type Section = keyof typeof checks

type Checks = Readonly<Partial<Record<Section, Check>>>

/** FusionPBX writes what these ask for; FreeSWITCH's own configuration has it elsewhere. */
const ofFreeSwitch: Checks = {
  ...checks,
  Certificate: ['global_getvar certs_dir', 'the directory of wss.pem'],
  Voicemail: ['xml_locate dialplan context name {context}', 'no call_timeout below the ring limit'],
  // The variable that FusionPBX's check shows is shown without a timer, too, and then does nothing.
  Tabs: ['xml_locate configuration configuration name sofia.conf', 'rtp-timer-name with soft in the profile'],
}

/** A caller without an account is in no directory: the profile names the context. */
const ofStrangers: Checks = { Context: [status, 'Context with the name of the context that dials the target'] }

const contact = 'ul.lookup location {extension}@{domain}'
const relay = 'rtpengine.show all'

const ofKamailio: Checks = {
  WebSocket: ['core.sockets_list', 'a tls socket at the address that callers reach'],
  Firewall: [relay, 'the media relay, with disabled 0'],
  NAT: [relay, 'the media relay, with disabled 0'],
  Extension: [contact, 'a contact'],
  Phone: [contact, 'a contact'],
  Channels: ['dlg.list', 'no call that the page has lost'],
}

const contacts = 'pjsip show aor {extension}'
const media = 'rtp show settings'

const ofAsterisk: Checks = {
  WebSocket: ['http show status', 'the HTTPS server enabled, and /ws among its URIs'],
  Firewall: [media, 'the port range that is open'],
  NAT: [media, 'ICE support with Yes'],
  Account: ['pjsip show auth {account}', 'the user name and the password that the page uses'],
  Context: ['dialplan show {extension}@{context}', 'the extension'],
  Extension: ['pjsip show endpoint {extension}', 'an endpoint'],
  Phone: [contacts, 'a contact'],
  Codecs: ['pjsip show endpoint {account}', 'webrtc yes, and g722, ulaw or alaw in allow'],
  Timers: ['pjsip show endpoint {account}', 'timers no'],
  Digits: ['pjsip show endpoint {account}', 'dtmf_mode rfc4733'],
  Channels: ['core show channels', 'no call that the page has lost'],
  Trace: ['pjsip set logger on', 'PJSIP Logging enabled; the SIP messages then come on a console'],
}

/** How a PBX is asked, what can be asked of it, and what its guide is called. */
interface Guide {
  readonly name: string
  readonly checks: Checks
  /** What is asked instead about callers without an account. */
  readonly strangers?: Checks
  readonly ask: (command: string) => string
}

const fsCli = (command: string): string => `fs_cli -x '${command}'`

/** By the kind of PBX. */
export const guides: Readonly<Record<Pbx, Guide>> = {
  fusionpbx: { name: 'FusionPBX', checks, strangers: ofStrangers, ask: fsCli },
  freeswitch: { name: 'FreeSWITCH', checks: ofFreeSwitch, strangers: ofStrangers, ask: fsCli },
  kamailio: { name: 'Kamailio', checks: ofKamailio, ask: (command) => `kamcmd ${command}` },
  asterisk: {
    name: 'Asterisk',
    checks: ofAsterisk,
    strangers: { Context: ['pjsip show endpoint {account}', 'an endpoint, with the context that dials the target'] },
    ask: (command) => `asterisk -rx '${command}'`,
  },
  other: { name: '', checks: {}, ask: (command) => command },
}

/** The check of a section, where there is one for this caller. */
export function checkOf(section: Section, { pbx, anonymous }: CheckFacts): Check | undefined {
  const { checks: all, strangers } = guides[pbx]
  return (anonymous && strangers?.[section]) || all[section]
}

/** A check's whole command. What is not known stands in capitals. */
export const commandOf = ([command]: Check, facts: CheckFacts): string =>
  guides[facts.pbx].ask(command.replace(/{(\w+)}/g, (_, name) => facts[name as keyof CheckFacts] ?? name.toUpperCase()))
