import { createHash } from 'node:crypto'
import { header, type SipMessage } from './message.ts'

const nonce = '5b0a3c1e-6f0d-4b8e-9d53-0f6a1f2c7e44'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

const domainOf = (address: string): string => /sips?:(?:[^@>]*@)?([^;:>]+)/.exec(address)?.[1] ?? ''

/** The header that asks for a digest (RFC 7616). */
export const challengeOf = (request: SipMessage, realm = domainOf(header(request, 'to'))): string =>
  `${request.method === 'REGISTER' ? 'WWW' : 'Proxy'}-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"`

function fits(request: SipMessage, digest: string, password: string): boolean {
  const get = (name: string) => new RegExp(`\\b${name}="?([^",]+)`).exec(digest)?.[1] ?? ''
  const ha1 = md5(`${get('username')}:${get('realm')}:${password}`)
  const ha2 = md5(`${request.method}:${get('uri')}`)
  return get('response') === md5(`${ha1}:${nonce}:${get('nc')}:${get('cnonce')}:${get('qop')}:${ha2}`)
}

/** Which of the secrets a request's digest fits: `none` without a digest, `wrong` where none fits. */
export function secretOf(request: SipMessage, secrets: readonly string[]): string {
  const digest = header(request, 'proxy-authorization') || header(request, 'authorization')
  if (!digest.startsWith('Digest')) return 'none'
  return secrets.find((secret) => fits(request, digest, secret)) ?? 'wrong'
}
