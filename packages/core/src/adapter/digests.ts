import type { Challenge } from './challenge.ts'
import type { Credentials } from './credentials.ts'
import { askingOf, chosenOf, digestOf, isDigestSecret, unknownOf } from './digest.ts'
import { type HeaderLine, joinMessage, nameOf, type RawMessage, splitMessage, valuesOf } from './raw-message.ts'

/** Who asks: a server (401), or a proxy on the way (407); each wants its credentials in a header of its own. */
const askers = [
  { asks: 'www-authenticate', gets: 'Authorization' },
  { asks: 'proxy-authenticate', gets: 'Proxy-Authorization' },
] as const

/** The realm of the challenge that a library gets to answer, and by which its answer is known. */
const placeholder = 'answered by the line'

/** Not a name or a topic with these words in it. */
const isPlaceholder = ({ name, value }: HeaderLine): boolean =>
  /^(?:proxy-)?authorization$/i.test(name) && value.includes(placeholder)

/** A challenge that is answered in every request from now on. */
interface Held {
  readonly gets: string
  readonly challenge: Challenge
  readonly cnonce: string
  count: number
}

/** What was asked in a call, or a registration, by asker and realm. */
interface Asking {
  readonly held: Map<string, Held>
  /** By CSeq: what that request has answered, and how often the nonce had been used by then. */
  readonly answered: Map<string, ReadonlyMap<string, number>>
}

const most = 50

const random = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const first = (raw: RawMessage, name: string): string => valuesOf(raw, name)[0] ?? ''

const cseqOf = (raw: RawMessage): string => first(raw, 'cseq').replace(/\s+/, ' ')

/** Credentials that were made for this very nonce did not do; a nonce that was used before may only have been too old. */
const isRefused = (challenge: Challenge, held: Held | undefined, count: number | undefined): boolean =>
  count !== undefined && !challenge.stale && (count === 1 || challenge.nonce === held?.challenge.nonce)

/**
 * Answers challenges in a library's place (RFC 3261 §22). A library takes the first challenge alone, knows MD5 alone, and
 * forgets one realm over the next. It gets a placeholder to answer, so that it sends its request again; what goes out has
 * the credentials for every realm that has asked. The secret itself never reaches the library.
 */
export class Digests {
  readonly #user: string
  readonly #credentials: Credentials
  readonly #asked = new Map<string, Asking>()

  constructor(user: string, credentials: Credentials) {
    this.#user = user
    this.#credentials = credentials
  }

  /** A 401 or 407 with what the library is to answer: the placeholder, or nothing. Any other message as it is. */
  challenged(text: string): string {
    const status = /^\s*SIP\/2\.0\s+(401|407)/i.exec(text)?.[1]
    if (!status) return text
    const raw = splitMessage(text)
    const lines = raw.lines.filter(({ name }) => !askers.some(({ asks }) => asks === nameOf(name)))
    const again = this.#asking(first(raw, 'call-id')).answered.has(cseqOf(raw)) ? ', stale=true' : ''
    const value = `Digest realm="${placeholder}", nonce="0", algorithm=MD5${again}`
    const name = status === '401' ? 'WWW-Authenticate' : 'Proxy-Authenticate'
    return joinMessage({ ...raw, lines: this.#takes(raw) ? [...lines, { name, value }] : lines })
  }

  /** A request of the library, with the credentials in the placeholder's place. */
  signed(message: string): string {
    if (!message.includes(placeholder)) return message
    const raw = splitMessage(message)
    const { held, answered } = this.#asking(first(raw, 'call-id'))
    const lines = raw.lines.filter((line) => !isPlaceholder(line))
    if (lines.length === raw.lines.length) return message
    const credentials = [...held.values()].flatMap((one) => this.#answer(raw, one))
    answered.set(cseqOf(raw), new Map([...held].map(([key, { count }]) => [key, count])))
    return joinMessage({ ...raw, lines: [...lines, ...credentials] })
  }

  /** Whether there is anything in it that can be answered, and has not been: what was, was refused. */
  #takes(raw: RawMessage): boolean {
    const { asked } = this.#credentials
    const all = askingOf(askers.flatMap(({ asks }) => valuesOf(raw, asks)))
    this.#credentials.unknown = asked.kind === 'none' ? [] : unknownOf(all)
    if (!isDigestSecret(asked)) return false
    const { held, answered } = this.#asking(first(raw, 'call-id'))
    const before = answered.get(cseqOf(raw))
    const fresh = askers.flatMap(({ asks, gets }) =>
      chosenOf(askingOf(valuesOf(raw, asks)), asked)
        .map((challenge) => ({ key: `${gets} ${challenge.realm}`, gets, challenge }))
        .filter(({ key, challenge }) => !isRefused(challenge, held.get(key), before?.get(key))),
    )
    for (const { key, gets, challenge } of fresh) held.set(key, { gets, challenge, cnonce: random(), count: 0 })
    return fresh.length > 0
  }

  #answer(raw: RawMessage, held: Held): HeaderLine[] {
    const secret = this.#credentials.asked
    const [method = '', uri = ''] = raw.start.split(' ')
    if (!isDigestSecret(secret)) return []
    held.count += 1
    const value = digestOf(held.challenge, secret, this.#user, { method, uri, body: raw.body }, held)
    return [{ name: held.gets, value }]
  }

  /** By Call-ID; of the oldest calls nothing is asked any more. */
  #asking(callId: string): Asking {
    const known = this.#asked.get(callId)
    if (known) return known
    const asking: Asking = { held: new Map(), answered: new Map() }
    this.#asked.set(callId, asking)
    const [oldest] = this.#asked.keys()
    if (this.#asked.size > most && oldest !== undefined) this.#asked.delete(oldest)
    return asking
  }
}
