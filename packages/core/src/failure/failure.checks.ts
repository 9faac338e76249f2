/** What a check's command may name. */
export interface CheckFacts {
  /** The SIP domain. */
  readonly domain: string
  /** FreeSWITCH's profile that carries the WebSocket binding. */
  readonly profile: string
  /** Who calls. */
  readonly account?: string
  /** What was dialled, where anything was. */
  readonly extension?: string
}

/** One thing to look at on a FreeSWITCH: a command for `fs_cli -x`, without an apostrophe, and what it must show. */
export type Check = readonly [command: string, shows: string]

const status = 'sofia status profile {profile}'

/** Every check, in the order of docs/guide/fusionpbx.md, whose sections have these names. */
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
  Trace: ['sofia profile {profile} siptrace on', 'the call in the log'],
} as const satisfies Readonly<Record<string, Check>>

/** A check, and the guide's section on it. */
export type Section = keyof typeof checks

/** A check's whole command. What is not known stands in capitals. */
export const commandOf = ([command]: Check, facts: CheckFacts): string =>
  `fs_cli -x '${command.replace(/{(\w+)}/g, (_, name) => facts[name as keyof CheckFacts] ?? name.toUpperCase())}'`
