import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { challengesIn } from '../src/adapter/challenge.ts'
import { chosenOf, digestOf, unknownOf } from '../src/adapter/digest.ts'
import { md5, sha256 } from '../src/adapter/hash.ts'
import { wholeText } from './support/any-text.ts'

test.each([
  ['md5', md5],
  ['sha256', sha256],
])('%s is what others make of any text', (name, hash) => {
  fc.assert(
    fc.property(wholeText({ maxLength: 200 }), (text) => {
      expect(hash(text)).toBe(createHash(name).update(text).digest('hex'))
    }),
  )
})

const secret = { kind: 'password', password: 'Circle of Life' } as const
const asks = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`
const request = { method: 'GET', uri: '/dir/index.html', body: '' }
const fresh = { cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ', count: 1 }

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('the digest of RFC 7616 §3.9.1 with %s', (algorithm, response) => {
  const [challenge] = chosenOf(challengesIn(asks(algorithm)), secret)
  if (!challenge) throw new Error('nothing was chosen')
  const made = digestOf(challenge, secret, 'Mufasa', request, fresh)
  expect(made).toContain(`response="${response}"`)
  expect(made).toContain('qop=auth, nc=00000001')
  expect(made).not.toContain('Circle of Life')
})

test('several challenges in one line are told apart, and those of no known kind named', () => {
  const asked = challengesIn('Bearer realm="x, Digest y", Digest realm="a, b", nonce="1", algorithm=SHA-512-256')
  expect(asked).toMatchObject(['Bearer', { realm: 'a, b', algorithm: 'SHA-512-256' }])
  expect(unknownOf(asked)).toEqual(['Bearer', 'SHA-512-256'])
  expect(chosenOf(asked, secret)).toEqual([])
})

test('a digest without a nonce is none', () => {
  expect(challengesIn('Digest realm="a"')).toEqual(['Digest'])
})
