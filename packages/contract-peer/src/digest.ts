import { createHash } from 'node:crypto'
import type { FarAction } from '@patchcord/core/testing'
import { header, type SipMessage } from './message.ts'

const nonce = '5b0a3c1e-6f0d-4b8e-9d53-0f6a1f2c7e44'

const domainOf = (address: string): string => /sips?:(?:[^@>]*@)?([^;:>]+)/.exec(address)?.[1] ?? ''

type Challenge = Extract<FarAction, { type: 'challenge' }>

/** The status and the headers that ask for a digest (RFC 7616). */
export function challengeOf(request: SipMessage, { realm, status, instead = [{}] }: Challenge) {
  const own = realm ?? domainOf(header(request, 'to'))
  const asks = status ?? (request.method === 'REGISTER' ? 401 : 407)
  const values = instead.map((one) => {
    if (typeof one === 'string') return one
    const { algorithm = 'MD5', more = ', qop="auth"' } = one
    return `Digest realm="${one.realm ?? own}", nonce="${nonce}", algorithm=${algorithm}${more}`
  })
  const name = asks === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate'
  return { status: asks, headers: values.map((value) => `${name}: ${value}`) }
}

function fits(request: SipMessage, digest: string, password: string): boolean {
  const get = (name: string) => {
    const [, quoted, bare] = new RegExp(`\\b${name}=(?:"((?:\\\\.|[^"\\\\])*)"|([^",\\s]+))`).exec(digest) ?? []
    return quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''
  }
  const kind = /^SHA-256/i.test(get('algorithm')) ? 'sha256' : 'md5'
  const hash = (text: string): string => createHash(kind).update(text).digest('hex')
  const known = hash(`${get('username')}:${get('realm')}:${password}`)
  const ha1 = /-sess$/i.test(get('algorithm')) ? hash(`${known}:${nonce}:${get('cnonce')}`) : known
  const ha2 = hash(`${request.method}:${get('uri')}`)
  const session = get('qop') ? `${get('nc')}:${get('cnonce')}:${get('qop')}:` : ''
  return get('response') === hash(`${ha1}:${nonce}:${session}${ha2}`)
}

/** Which of the secrets a request's digests fit, all of them: `none` without a digest, `wrong` where none fits. */
export function secretOf(request: SipMessage, secrets: readonly string[]): string {
  const lines = [...(request.headers['proxy-authorization'] ?? []), ...(request.headers['authorization'] ?? [])]
  const digests = lines.filter((line) => line.startsWith('Digest'))
  if (digests.length === 0) return 'none'
  return secrets.find((secret) => digests.every((digest) => fits(request, digest, secret))) ?? 'wrong'
}
