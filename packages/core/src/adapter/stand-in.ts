const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Known to nobody else: a caller whose name holds a stand-in would have us write what stands in it, quotes and all. */
const key = hex(crypto.getRandomValues(new Uint8Array(8)))

/**
 * A SIP URI that both libraries read, in the place of one that they refuse: `sip:2001@u<key><hex>.invalid` holds the
 * other's text in its host, so that nothing has to be remembered. What goes out gets the other back, to the letter: the
 * peer reads its own words.
 */
const uriStandIn = new RegExp(`sip:(?:[^@:\\s<>"]*@)?u${key}((?:[0-9a-f]{2})+)\\.invalid`, 'gi')
/** The same for a Via, whose branch is read, too. */
const viaStandIn = new RegExp(`SIP/2\\.0/WSS v${key}((?:[0-9a-f]{2})+)\\.invalid;branch=[^\\s,;]+`, 'gi')

const hexOf = (text: string): string => key + hex(new TextEncoder().encode(text))

const textIn = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)).buffer)

/** Neither ends the URI or the line that it stands in. */
const unsafe = /[\s<>"\p{Cc}]/gu
const scheme = /^[a-z][\w.+-]*:[^\s<>"\p{Cc}]+$/iu

/** Who is meant, as far as that can be told. JsSIP decodes what is decoded already, so that no `%` may be left; nor a colon. */
function userOf(uri: string): string {
  const [, user = ''] = /^sips?:(?:(.*?)(?::[^:@]*)?@)/i.exec(uri) ?? /^tel:([^;]*)/i.exec(uri) ?? []
  try {
    return decodeURIComponent(user).replace(/[%:]/g, '')
  } catch {
    return user.replace(/[%:]/g, '')
  }
}

/** Stands for a URI of any scheme; undefined where the text is none. */
export function standInFor(uri: string): string | undefined {
  const kept = uri.trim().replace(unsafe, encodeURIComponent)
  if (!scheme.test(kept)) return undefined
  const user = encodeURIComponent(userOf(uri.trim()))
  return `sip:${user ? `${user}@` : ''}u${hexOf(kept)}.invalid`
}

/** Stands for a whole Via; undefined where it has no branch. */
export function viaStandInFor(via: string): string | undefined {
  const branch = /;\s*branch\s*=\s*([\w.!%*+`'~-]+)/i.exec(via)?.[1]
  return branch && `SIP/2.0/WSS v${hexOf(via.trim())}.invalid;branch=${branch}`
}

/** A message of ours, with everything that a stand-in stands for in its place. */
export function withoutStandIns(message: string): string {
  if (!message.includes(key)) return message
  return message
    .replace(uriStandIn, (_, text: string) => textIn(text))
    .replace(viaStandIn, (whole, text: string) => {
      const via = textIn(text)
      return /^SIP\s*\/[^\p{Cc}]+$/iu.test(via) ? via : whole
    })
}
