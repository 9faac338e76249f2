import { host, parameter, readableAddress, token } from './addresses.ts'
import { type Asking, challengesIn } from './challenge.ts'
import { viaStandInFor } from './stand-in.ts'

const word = '[\\w.!%*+`\'~()<>:\\\\"/[\\]?{}-]+'
const callId = new RegExp(`^${word}(?:@${word})?$`)
const via = new RegExp(`^SIP/2\\.0/[A-Z]+ ${host}(?::\\d{1,5})?((?:;[^;,"\\s]+)*)$`, 'i')
const viaParameter = new RegExp(`^(?:branch=${token}|received=${host}|rport(?:=\\d{1,5})?)$`, 'i')
const mediaType = new RegExp(`^(${token})\\s*/\\s*(${token})\\s*(;.*)?$`)

/** Both grammars take `INVITEX` for an INVITE with something behind it, and then for nothing: the libraries throw. */
const cseq = /^\d{1,10}\s+(?!(?:INVITE|ACK|OPTIONS|BYE|CANCEL|REGISTER|SUBSCRIBE|NOTIFY|REFER)[A-Z])[A-Z]+$/i

/** More seconds than a timer can wait: it would fire at once, again and again. */
const tooLong = 2_000_000
export const lasting = (seconds: string): string => String(Math.min(Number(seconds), tooLong))

const one = (value: string | undefined): string[] | undefined => (value === undefined ? undefined : [value])
/** Left out: it decides nothing. */
const none: string[] = []

/** Ours, which comes back in a response, or the peer's, which must go back as it is. */
function readableVia(value: string, isOurs: boolean): string[] | undefined {
  const parameters = via.exec(value)?.[1]
  if (
    parameters
      ?.split(';')
      .slice(1)
      .every((text) => viaParameter.test(text))
  )
    return [value]
  if (!isOurs) return one(viaStandInFor(value))
  const [, transport, sentBy] = /^SIP\s*\/\s*2\.0\s*\/\s*(\w+)\s+([^\s;,]+)/i.exec(value) ?? []
  const branch = /;\s*branch\s*=\s*([\w.!%*+`'~-]+)/i.exec(value)?.[1]
  return transport && sentBy && new RegExp(`^${host}(?::\\d+)?$`, 'i').test(sentBy) && branch
    ? [`SIP/2.0/${transport} ${sentBy};branch=${branch}`]
    : undefined
}

/** The libraries compare the type letter by letter, and take no parameter with it (RFC 3261 §7.4.1). */
function readableType(value: string): string[] {
  const [, type, subtype, parameters = ''] = mediaType.exec(value) ?? []
  if (!type || !subtype) return none
  const named = `${type}/${subtype}`.toLowerCase()
  if (named === 'application/sdp') return [named]
  const kept = parameters.split(';').map((text) => text.trim())
  return [
    named +
      kept
        .filter((text) => parameter.test(text))
        .map((text) => `;${text}`)
        .join(''),
  ]
}

const quotable = /^[ !#-[\]-~\u0080-\uffff]*$/

/** The challenges that a library may answer, in the form that both read. */
function readableChallenge(asking: Asking): string[] {
  if (typeof asking === 'string') return []
  const { realm, nonce, opaque = '', algorithm, qop, stale } = asking
  if (![realm, nonce, opaque].every((text) => quotable.test(text)) || algorithm.toUpperCase() !== 'MD5') return []
  const rest = [opaque && `opaque="${opaque}"`, 'algorithm=MD5', qop && `qop="${qop}"`, stale && 'stale=true']
  return [[`Digest realm="${realm}"`, `nonce="${nonce}"`, ...rest.filter(Boolean)].join(', ')]
}

/** Around `;` and `=` there may be spaces (RFC 3261 §25.1). */
const tight = (value: string): string => value.replace(/ *([;=]) */g, '$1')

const replaces = /^[^\s;,"]+(?:;(?:to|from)-tag=[\w.!%*+`'~-]+){2}(?:;early-only)?$/
const event = /^[\w-]+(?:\.[\w-]+)*(?:;[\w-]+(?:=[\w-]+)?)*$/
const sessionExpires = /^\d{1,9}(?:;refresher=ua[cs])?$/
const matching = (pattern: RegExp, value: string): string | undefined => (pattern.test(value) ? value : undefined)

/** What both libraries read in the place of a header's line; nothing where it decides nothing; undefined where it does. */
export function readableLine(name: string, value: string, inResponse: boolean): readonly string[] | undefined {
  switch (name) {
    case 'via':
      return readableVia(value, inResponse)
    case 'from':
    case 'to':
    case 'refer-to':
      return one(readableAddress(value))
    case 'call-id':
      return callId.test(value) ? [value] : undefined
    case 'cseq':
      return cseq.test(value) ? [value.replace(/\s+/, ' ')] : undefined
    case 'content-type':
      return readableType(value)
    case 'expires':
    case 'min-expires':
      return /^\d+$/.test(value) ? [lasting(value)] : none
    case 'max-forwards':
      return /^\d{1,3}$/.test(value) ? [value] : none
    case 'session-expires':
      return one(matching(sessionExpires, tight(value))) ?? none
    case 'event':
      return one(matching(event, tight(value)))
    case 'www-authenticate':
    case 'proxy-authenticate':
      return challengesIn(value).flatMap(readableChallenge)
    case 'replaces':
      return one(matching(replaces, tight(value)))
    default:
      return [value]
  }
}
