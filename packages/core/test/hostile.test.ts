import { describe, expect, test } from 'vitest'
import { challengesIn } from '../src/adapter/challenge.ts'
import { Credentials } from '../src/adapter/credentials.ts'
import { theirs } from '../src/adapter/descriptions.ts'
import { Digests } from '../src/adapter/digests.ts'
import { listOf, splitMessage } from '../src/adapter/raw-message.ts'
import { readMessage } from '../src/adapter/reader.ts'
import { callIdOf } from '../src/adapter/requests.ts'
import { standInFor, withoutStandIns } from '../src/adapter/stand-in.ts'
import { dealtWith } from '../src/adapter/unreadable.ts'
import { cpuTime } from './support/cpu-time.ts'

const size = 256 * 1024
const of = (unit: string) => unit.repeat(size / unit.length)
const own = standInFor('tel:1') ?? ''
const head = ['Via: SIP/2.0/WSS a.test;branch=z9', 'From: <sip:a@b>;tag=1', 'To: <sip:a@b>;tag=2', 'CSeq: 1 INVITE']
const answer = (...lines: string[]) => ['SIP/2.0 200 OK', ...head, 'Call-ID: 1', ...lines, '', ''].join('\r\n')

describe('what is made to be slow is read in a moment', () => {
  test.each([
    ['quotes that never close, in a challenge', () => challengesIn(`Digest a="${of('\\"')}`)],
    ['a long word in a challenge', () => challengesIn(`Digest ${of('a')}`)],
    ['brackets in many Contacts', () => readMessage(answer(...Array(13).fill(`Contact: ${'<'.repeat(19_000)}`)))],
    ['brackets in a Call-ID', () => callIdOf(`BYE sip:a SIP/2.0\r\nCall-ID: ${of('<')}\r\n\r\n`)],
    ['schemes beside a stand-in', () => withoutStandIns(`Call-ID: ${of('sip:')} ${own}`)],
    ['a start line of spaces', () => readMessage(`INVITE a${of(' ')}b\r\n\r\n`)],
    ['many media', () => theirs(`m=audio 9 x 0\n${of('m=\n')}`)],
    ['an answer that cannot be read', () => dealtWith('x', splitMessage(answer(`Contact: ${of('<')}`)))],
  ])('%s', (_, read) => {
    expect(cpuTime(read)).toBeLessThan(1000)
  })
})

test('a list is split outside quotes and brackets, and what never closes hides no comma', () => {
  expect(listOf('"a, \\", b" <sip:a,b@c>;x, d,, "e, f')).toEqual(['"a, \\", b" <sip:a,b@c>;x', 'd', '"e', 'f'])
})

test('a caller named like the placeholder of a digest keeps its line', () => {
  const digests = new Digests('anna', new Credentials({ user: 'anna' }))
  const ringing = answer('From: "answered by the line" <sip:1001@pbx.test>;tag=far')
  expect(digests.signed(ringing)).toBe(ringing)
})

test('a carriage return alone ends no line of what is sent back', () => {
  const raw = splitMessage(answer('Contact: x').replace('tag=1', 'tag=1\rX-Evil: 1'))
  expect(dealtWith('Contact', raw).replies.join('')).not.toMatch(/\r(?!\n)/)
})
