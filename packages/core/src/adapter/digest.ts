import { type Asking, type Challenge, challengesIn } from './challenge.ts'
import type { Asked } from './credentials.ts'
import { md5, sha256 } from './hash.ts'

/**
 * What can be answered, the most wanted first. RFC 8760 §2.4 would have the server's first; but a PBX may keep nothing
 * else of a password than its MD5 hash, and offer SHA-256 all the same.
 */
const algorithms: readonly string[] = ['MD5', 'MD5-SESS', 'SHA-256', 'SHA-256-SESS']

const rankOf = ({ algorithm }: Challenge): number => algorithms.indexOf(algorithm.toUpperCase())

/** A secret that a digest can be made of. */
export type DigestSecret = Extract<Asked, { readonly kind: 'password' | 'ha1' }>

export const isDigestSecret = (asked: Asked): asked is DigestSecret => asked.kind === 'password' || asked.kind === 'ha1'

/** A hash is of one realm, and MD5's. */
function fits(challenge: Challenge, secret: DigestSecret): boolean {
  const rank = rankOf(challenge)
  return rank >= 0 && (secret.kind === 'password' || (rank < 2 && challenge.realm === secret.realm))
}

/** The challenges that this secret answers: one of each realm (RFC 3261 §22.3), whatever their order. */
export function chosenOf(asking: readonly Asking[], secret: DigestSecret): Challenge[] {
  const chosen = new Map<string, Challenge>()
  for (const challenge of asking) {
    if (typeof challenge === 'string' || !fits(challenge, secret)) continue
    const known = chosen.get(challenge.realm)
    if (!known || rankOf(challenge) < rankOf(known)) chosen.set(challenge.realm, challenge)
  }
  return [...chosen.values()]
}

/** The algorithms and schemes that are asked for, where none of them is known here. */
export function unknownOf(asking: readonly Asking[]): string[] {
  const known = asking.some((challenge) => typeof challenge !== 'string' && rankOf(challenge) >= 0)
  if (known) return []
  const names = asking.map((challenge) => (typeof challenge === 'string' ? challenge : challenge.algorithm))
  return [...new Set(names.map((name) => name.replace(/[^\w-]/g, '').slice(0, 20)))].slice(0, 5)
}

/** All challenges of some header lines. */
export const askingOf = (values: readonly string[]): Asking[] => values.flatMap(challengesIn)

/** What a digest protects. */
export interface Signed {
  readonly method: string
  readonly uri: string
  readonly body: string
}

/** What makes one digest differ from the next. */
export interface Freshness {
  readonly cnonce: string
  /** How often this nonce was used, this time included. */
  readonly count: number
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/** The credentials for a request (RFC 7616 §3.4). */
export function digestOf(
  challenge: Challenge,
  secret: DigestSecret,
  user: string,
  { method, uri, body }: Signed,
  { cnonce, count }: Freshness,
): string {
  const { realm, nonce, opaque, algorithm, qop } = challenge
  const hash = /^SHA-256/i.test(algorithm) ? sha256 : md5
  const isSession = /-sess$/i.test(algorithm)
  const known = secret.kind === 'ha1' ? secret.ha1 : hash(`${user}:${realm}:${secret.password}`)
  const first = isSession ? hash(`${known}:${nonce}:${cnonce}`) : known
  const second = hash(`${method}:${uri}${qop === 'auth-int' ? `:${hash(body)}` : ''}`)
  const times = count.toString(16).padStart(8, '0')
  const response = hash(`${first}:${nonce}:${qop ? `${times}:${cnonce}:${qop}:` : ''}${second}`)
  const parts = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(qop ? [`qop=${qop}`, `nc=${times}`] : []),
    ...(qop || isSession ? [`cnonce="${cnonce}"`] : []),
  ]
  return `Digest ${parts.join(', ')}`
}
