import type { LineConfig } from '../sip/line-config.ts'
import { listOf } from './raw-message.ts'

/** The few headers that are read and written here (RFC 3261 §20), with their compact forms. */
const forms: Readonly<Record<string, string>> = {
  via: 'via|v',
  from: 'from|f',
  to: 'to|t',
  contact: 'contact|m',
  cseq: 'cseq',
  'call-id': 'call-id|i',
  route: 'route',
  'record-route': 'record-route',
}

/** A header's values in a message, in order; several may stand in one line (RFC 3261 §7.3.1). */
function valuesOf(message: string, name: keyof typeof forms): string[] {
  const [head = ''] = message.split('\r\n\r\n', 1)
  const lines = head.replace(/\r\n[ \t]+/g, ' ').matchAll(new RegExp(`^(?:${forms[name]})[ \\t]*:(.*)$`, 'gim'))
  return [...lines].flatMap(([, value = '']) => listOf(value))
}

const headerOf = (message: string, name: keyof typeof forms): string => valuesOf(message, name)[0]?.trim() ?? ''

/** What tells one transaction from another (RFC 3261 §17.1.3). */
export interface TransactionId {
  readonly method: string
  readonly branch: string
}

export function transactionOf(message: string): TransactionId {
  const [, method = ''] = headerOf(message, 'cseq').split(/\s+/)
  return { method, branch: /;\s*branch=([^;,\s]+)/i.exec(headerOf(message, 'via'))?.[1] ?? '' }
}

/** The status of a response; 0 of a request. */
export const statusOf = (message: string): number => Number(/^SIP\/2\.0 (\d{3})/.exec(message)?.[1] ?? 0)

export const callIdOf = (message: string): string => headerOf(message, 'call-id')

export const tagOf = (message: string): string => /;\s*tag=([^;,\s]+)/i.exec(headerOf(message, 'to'))?.[1] ?? ''

const written = (start: string, headers: readonly (readonly [name: string, value: string])[]): string =>
  [start, ...headers.map(([name, value]) => `${name}: ${value.trim()}`), 'Content-Length: 0', '', ''].join('\r\n')

const sequenceOf = (message: string): number => Number.parseInt(headerOf(message, 'cseq'), 10)

/** The CANCEL of an INVITE (RFC 3261 §9.1). */
export function cancelOf(invite: string): string {
  const [, uri = ''] = invite.split(' ', 2)
  return written(`CANCEL ${uri} SIP/2.0`, [
    ['Via', headerOf(invite, 'via')],
    ...valuesOf(invite, 'route').map((route) => ['Route', route] as const),
    ['Max-Forwards', '70'],
    ['From', headerOf(invite, 'from')],
    ['To', headerOf(invite, 'to')],
    ['Call-ID', headerOf(invite, 'call-id')],
    ['CSeq', `${sequenceOf(invite)} CANCEL`],
  ])
}

/** The BYE within the early dialog that a provisional response made (RFC 3261 §12.1.2, §15). */
export function earlyByeOf(invite: string, response: string): string {
  const contact = headerOf(response, 'contact')
  const uri = /<([^>]*)>/.exec(contact)?.[1] ?? contact.split(';')[0] ?? ''
  const via = headerOf(invite, 'via').replace(/;\s*branch=[^;,\s]+/i, `$&-${tagOf(response)}`)
  return written(`BYE ${uri} SIP/2.0`, [
    ['Via', via],
    ...valuesOf(response, 'record-route')
      .reverse()
      .map((route) => ['Route', route] as const),
    ['Max-Forwards', '70'],
    ['From', headerOf(invite, 'from')],
    ['To', headerOf(response, 'to')],
    ['Call-ID', headerOf(invite, 'call-id')],
    ['CSeq', `${sequenceOf(invite) + 1} BYE`],
  ])
}

const token = (): string => Math.random().toString(16).slice(2)

/** An OPTIONS outside any call (RFC 3261 §11), which only asks whether the server is still there. */
export function optionsTo({ account, domain }: LineConfig, server: string): { message: string; branch: string } {
  const branch = `z9hG4bK${token()}${token()}`
  const transport = server.startsWith('wss:') ? 'WSS' : 'WS'
  const message = written(`OPTIONS sip:${domain} SIP/2.0`, [
    ['Via', `SIP/2.0/${transport} ${token()}.invalid;branch=${branch}`],
    ['Max-Forwards', '70'],
    ['From', `<sip:${account.user}@${domain}>;tag=${token()}`],
    ['To', `<sip:${domain}>`],
    ['Call-ID', `${token()}${token()}`],
    ['CSeq', '1 OPTIONS'],
  ])
  return { message, branch }
}
