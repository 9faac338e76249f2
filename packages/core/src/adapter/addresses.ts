import { listOf, longest } from './raw-message.ts'
import { standInFor, withoutStandIns } from './stand-in.ts'

/*
 * What both libraries read for certain, which is less than RFC 3261 §25.1 allows: a label that begins with a digit, an
 * underscore, an IPv6 address or `sips:` is refused by one of them, or read by it and not understood.
 */
const token = "[\\w.!%*+`'~-]+"
const quoted = '"(?:[ !#-\\[\\]-~\\u0080-\\uffff]|\\\\[ -~])*"'
const hostName = '(?:[a-z\\d](?:[a-z\\d-]*[a-z\\d])?\\.)*[a-z](?:[a-z\\d-]*[a-z\\d])?'
const octet = '(?:\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5])'
export const host = `(?:${hostName}|${octet}(?:\\.${octet}){3})`
const user = "(?:[\\w.!~*'()&=+$,;?/-]|%[\\da-f]{2})+"
const uriParameter = `;[\\w.!~*'()+$&:/[\\]-]+(?:=[\\w.!~*'()+$&:/[\\]-]+)?`
const sipUri = new RegExp(`^sip:(?:${user}@)?${host}(?::\\d{1,5})?(?:${uriParameter})*$`, 'i')
/** JsSIP takes a Contact that begins with a star for the one that means all of them (RFC 3261 §10.2.2). */
const displayName = new RegExp(`^(?!\\*)(?:${token}(?: ${token})*|${quoted})?$`)
const parameter = new RegExp(`^${token}(?:=(?:${token}|${host}|${quoted}))?$`, 'i')

function isReadable(uri: string): boolean {
  try {
    return sipUri.test(uri) && !decodeURIComponent(uri).includes('%')
  } catch {
    return false
  }
}

/** The URI itself, or what stands for it; undefined where it is none. */
export const readableUri = (uri: string): string | undefined => (isReadable(uri) ? uri : standInFor(uri))

/** A name as a quoted string, unless it can stand as it is. */
function readableName(name: string): string {
  if (displayName.test(name)) return name
  const words = name
    .replace(/^"|"$/g, '')
    .replace(/\\(.)/g, '$1')
    .replace(/\p{Cc}+/gu, ' ')
  return `"${words.trim().replace(/["\\]/g, '\\$&')}"`
}

/** The parameters that can be read; undefined where the tag, which decides, cannot. */
function readableParameters(text: string): string | undefined {
  const found = text.replace(/\s+/g, ' ').match(/;(?:"(?:\\.|[^"\\])*"|[^;"])*/g) ?? []
  const given = found.map((one) =>
    one
      .slice(1)
      .replace(/\s*=\s*/, '=')
      .trim(),
  )
  const kept = given.filter((one) => parameter.test(one) && !/^tag$/i.test(one))
  if (given.some((one) => /^tag=./i.test(one) && !kept.includes(one))) return undefined
  return kept.map((one) => `;${one}`).join('')
}

/** Name, URI and parameters; without angle brackets what follows a semicolon is the header's (RFC 3261 §20.10). */
function partsOf(value: string): readonly [name: string, uri: string, parameters: string] | undefined {
  const bracketed = /^("(?:\\.|[^"\\])*"|[^<"]*)<([^>]*)>(.*)$/.exec(value)
  if (bracketed) return [bracketed[1]?.trim() ?? '', bracketed[2]?.trim() ?? '', bracketed[3] ?? '']
  // A name with quotes or brackets of its own: the last pair counts.
  const start = value.lastIndexOf('<', value.lastIndexOf('>'))
  const end = value.indexOf('>', start)
  if (start >= 0 && end >= 0)
    return [value.slice(0, start).trim(), value.slice(start + 1, end).trim(), value.slice(end + 1)]
  const bare = /^([^\s;<>"]+)\s*(;.*)?$/.exec(value.trim())
  return bare ? ['', bare[1] ?? '', bare[2] ?? ''] : undefined
}

/** A From, To, Contact, Route or Refer-To that both libraries read, with the same meaning; undefined where none can be made. */
export function readableAddress(value: string): string | undefined {
  const parts = value.length <= longest ? partsOf(value) : undefined
  const uri = parts && readableUri(parts[1])
  const parameters = parts && readableParameters(parts[2])
  if (!parts || !uri || parameters === undefined) return undefined
  const name = readableName(parts[0])
  return `${name ? `${name} ` : ''}<${uri}>${parameters}`
}

/** Those of a list that can be read. */
export const readableAddresses = (values: readonly string[]): string[] =>
  values.flatMap(listOf).flatMap((value) => readableAddress(value) ?? [])

/** The URI of an address. */
export const uriIn = (value: string): string => partsOf(value)?.[1] ?? ''

/** The header's own parameters, behind the URI; a name and a URI may hold what looks like one. */
export const parametersIn = (value: string): string => partsOf(value)?.[2] ?? ''

const preferenceOf = (address: string): number => Number(/;\s*q\s*=\s*([\d.]+)/i.exec(parametersIn(address))?.[1] ?? 1)

/** Where a response of 300 to 399 sends the call, as it is written there; the most wanted first (RFC 3261 §20.10). */
export const redirectsOf = (status: number, contacts: readonly string[]): { contacts?: readonly string[] } =>
  status >= 300 && status < 400 && contacts.length > 0
    ? {
        contacts: [...contacts]
          .sort((one, other) => preferenceOf(other) - preferenceOf(one))
          .map((address) => withoutStandIns(uriIn(address))),
      }
    : {}

export { parameter, token }
