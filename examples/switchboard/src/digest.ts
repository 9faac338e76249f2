/** Digest authentication (RFC 2617: MD5, qop auth). Nonces carry their own time and proof, so none are stored. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request } from './library.ts'

/** What a request's credentials are worth; `stale`: right, but for a nonce that has passed. */
export type Verdict = 'none' | 'wrong' | 'stale' | 'right'

const NONCE_LIFETIME_MS = 300_000
const MAX_CREDENTIALS_LENGTH = 2_000

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** The users, their passwords and the judgement of credentials. */
export class Digest {
  readonly #secret = randomBytes(32)
  readonly #passwords: Map<string, string>
  readonly #realm: string

  constructor(realm: string, users: Record<string, string>) {
    this.#realm = realm
    this.#passwords = new Map(Object.entries(users))
  }

  /** Whether this user exists. */
  knows(user: string): boolean {
    return this.#passwords.has(user)
  }

  /** The value of a WWW-Authenticate or Proxy-Authenticate header. */
  challenge(stale: boolean): string {
    const parts = [`realm="${this.#realm}"`, `nonce="${this.#nonceAt(Date.now())}"`, 'algorithm=MD5', 'qop="auth"']
    return `Digest ${[...parts, ...(stale ? ['stale=true'] : [])].join(', ')}`
  }

  /** Judges the credentials that a request carries in `header` for this user. */
  judge(request: Request, user: string, header: 'authorization' | 'proxy-authorization'): Verdict {
    const text = request.getHeader(header)
    if (!text) return 'none'
    if (text.length > MAX_CREDENTIALS_LENGTH) return 'wrong'
    const given = parametersOf(text)
    if (given.get('realm') !== this.#realm) return 'none'
    const expected = this.#responseFor(request.method, user, given)
    if (given.get('username') !== user || !expected || !same(expected, given.get('response') ?? '')) return 'wrong'
    return this.#isFresh(given.get('nonce') ?? '') ? 'right' : 'stale'
  }

  #responseFor(method: string, user: string, given: Map<string, string>): string | undefined {
    const password = this.#passwords.get(user)
    if (password === undefined) return undefined
    const part = (name: string) => given.get(name) ?? ''
    const account = md5(`${user}:${this.#realm}:${password}`)
    const purpose = md5(`${method}:${part('uri')}`)
    const proof = given.has('qop') ? [part('nonce'), part('nc'), part('cnonce'), part('qop')] : [part('nonce')]
    return md5([account, ...proof, purpose].join(':'))
  }

  #nonceAt(time: number): string {
    return `${time}.${createHmac('sha256', this.#secret).update(String(time)).digest('hex').slice(0, 32)}`
  }

  #isFresh(nonce: string): boolean {
    const time = Number(nonce.split('.')[0])
    return nonce === this.#nonceAt(time) && Date.now() - time < NONCE_LIFETIME_MS
  }
}

function parametersOf(credentials: string): Map<string, string> {
  const found = credentials.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/g)
  return new Map([...found].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? '']))
}

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
