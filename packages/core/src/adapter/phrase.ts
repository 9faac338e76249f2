/** What both libraries read in a reason phrase (RFC 3261 §25.1); anything else of ASCII goes by as its full-width form. */
const unread = /[^\w;/?:@&=+$,.!~*'() \u0080-\uffff-]/g
const distance = 0xfee0

/** A reason phrase that both libraries read. */
export const readablePhrase = (phrase: string): string =>
  phrase.replace(/\p{Cc}+/gu, ' ').replace(unread, (sign) => String.fromCharCode(sign.charCodeAt(0) + distance))

/** The phrase as it came. */
export const phraseOf = (read: string | undefined): string =>
  (read ?? '').replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - distance))
