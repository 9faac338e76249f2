import { listOf } from './raw-message.ts'

/** What a server asks for (RFC 7616 §3.3). */
export interface Challenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  /** As it is written, `MD5` where nothing is. */
  readonly algorithm: string
  /** Whether the request, or its body too, is to be protected; neither in RFC 2069's older form. */
  readonly qop: 'auth' | 'auth-int' | undefined
  readonly stale: boolean
}

/** The scheme alone, where it is not Digest or lacks what a digest needs. */
export type Asking = Challenge | string

/** What stands between is taken, too, so that no word is begun in its middle. */
const parameter = /[^\w-]+|([\w-]+)(?:\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,"]+)))?/g

const unquoted = (text: string): string => text.replace(/\\(.)/g, '$1')

function parametersOf(text: string): Map<string, string> {
  const found = [...text.matchAll(parameter)]
  const given = found.filter(([, , quoted, bare]) => quoted !== undefined || bare !== undefined)
  return new Map(given.map(([, name = '', quoted, bare]) => [name.toLowerCase(), unquoted(quoted ?? bare ?? '')]))
}

function qopOf(offered: string | undefined): Challenge['qop'] {
  const offers = (offered ?? '').toLowerCase().split(/[\s,]+/)
  return offers.includes('auth') ? 'auth' : offers.includes('auth-int') ? 'auth-int' : undefined
}

/** A line may hold several challenges, each of several parameters, with commas between all of them (RFC 7235 §4.1). */
function partsOf(value: string): string[] {
  const parts: string[] = []
  for (const piece of listOf(value)) {
    const begins = /^\s*[\w-]+(?:\s+[\w-]+\s*=|\s*$)/.test(piece)
    if (begins || parts.length === 0) parts.push(piece)
    else parts.push(`${parts.pop()},${piece}`)
  }
  return parts
}

/** Longer than any challenge: what is made to be slow to read is cut. */
const longest = 5_000

export function challengesIn(value: string): Asking[] {
  return partsOf(value.slice(0, longest)).map((part) => {
    const [, scheme = '', rest = ''] = /^\s*([\w!#$%&'*+.^`|~-]*)\s*(.*)$/s.exec(part) ?? []
    const given = parametersOf(rest)
    const [realm, nonce] = [given.get('realm'), given.get('nonce')]
    if (scheme.toLowerCase() !== 'digest' || realm === undefined || !nonce) return scheme || 'no scheme'
    return {
      realm,
      nonce,
      opaque: given.get('opaque'),
      algorithm: given.get('algorithm') ?? 'MD5',
      qop: qopOf(given.get('qop')),
      stale: given.get('stale')?.toLowerCase() === 'true',
    }
  })
}
