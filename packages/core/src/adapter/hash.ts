/*
 * MD5 (RFC 1321) and SHA-256 (FIPS 180-4), as digests need them: the browser's own are asynchronous, have no MD5, and
 * are there on secure pages alone.
 */

type Words = number[]

/** The text as 32-bit words, padded to whole blocks of 16 with its length in bits. */
function wordsOf(text: string, littleEndian: boolean): Words {
  const bytes = new TextEncoder().encode(text)
  const words: Words = new Array((((bytes.length + 8) >> 6) + 1) * 16).fill(0)
  const put = (index: number, byte: number) => {
    const shift = littleEndian ? 8 * (index % 4) : 24 - 8 * (index % 4)
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << shift)
  }
  for (const [index, byte] of bytes.entries()) put(index, byte)
  put(bytes.length, 0x80)
  words[words.length - (littleEndian ? 2 : 1)] = bytes.length * 8
  return words
}

const hexOf = (words: Words, littleEndian: boolean): string =>
  words
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .map((hex) => (littleEndian ? (hex.match(/../g) ?? []).reverse().join('') : hex))
    .join('')

const left = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
const right = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
const at = (words: Words, index: number): number => words[index] ?? 0

const sines: Words = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0)
const turns: readonly Words[] = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
]

/** One step's function, and which word of the block it takes. */
function mixed(step: number, [b, c, d]: readonly [number, number, number]): readonly [mix: number, index: number] {
  if (step < 16) return [(b & c) | (~b & d), step]
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) % 16]
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) % 16]
  return [c ^ (b | ~d), (7 * step) % 16]
}

function md5Block(state: Words, block: Words): Words {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let step = 0; step < 64; step++) {
    const [mix, index] = mixed(step, [b, c, d])
    const sum = (a + mix + at(sines, step) + at(block, index)) | 0
    const turned = left(sum, at(turns[step >> 4] ?? [], step % 4))
    ;[a, d, c, b] = [d, c, b, (b + turned) | 0]
  }
  return [a, b, c, d].map((word, index) => (word + at(state, index)) | 0)
}

/** The fractions of the roots of the first primes, of which SHA-256 takes its constants. */
function fractions(count: number, root: number): Words {
  const found: number[] = []
  for (let number = 2; found.length < count; number++) if (found.every((prime) => number % prime)) found.push(number)
  return found.map((prime) => ((prime ** (1 / root) % 1) * 2 ** 32) | 0)
}

const rounds = fractions(64, 3)

function schedule(block: Words): Words {
  const words = [...block]
  for (let index = 16; index < 64; index++) {
    const [early, late] = [at(words, index - 15), at(words, index - 2)]
    const first = right(early, 7) ^ right(early, 18) ^ (early >>> 3)
    const second = right(late, 17) ^ right(late, 19) ^ (late >>> 10)
    words.push((at(words, index - 16) + first + at(words, index - 7) + second) | 0)
  }
  return words
}

function sha256Block(state: Words, block: Words): Words {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  schedule(block).forEach((word, round) => {
    const high = right(e, 6) ^ right(e, 11) ^ right(e, 25)
    const one = h + high + ((e & f) ^ (~e & g)) + at(rounds, round) + word
    const low = right(a, 2) ^ right(a, 13) ^ right(a, 22)
    const two = low + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  })
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + at(state, index)) | 0)
}

function hashed(words: Words, start: Words, block: (state: Words, words: Words) => Words): Words {
  let state = start
  for (let index = 0; index < words.length; index += 16) state = block(state, words.slice(index, index + 16))
  return state
}

/** In lower-case hexadecimal, of the text in UTF-8. */
export const md5 = (text: string): string =>
  hexOf(hashed(wordsOf(text, true), [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476], md5Block), true)

/** In lower-case hexadecimal, of the text in UTF-8. */
export const sha256 = (text: string): string => hexOf(hashed(wordsOf(text, false), fractions(8, 2), sha256Block), false)
