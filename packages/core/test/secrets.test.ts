import { expect, test } from 'vitest'
import { finderOf } from './support/secrets.ts'

test.each<[unknown, boolean]>([
  ['my s3cret', true],
  [{ a: [{ b: 's3cret' }] }, true],
  [{ s3cret: 1 }, true],
  [new Error('s3cret'), true],
  [{ toJSON: () => ({ deep: 's3cret' }) }, true],
  [{ a: ['secret', 1, null, undefined, true] }, false],
  [{ sessionId: 'x:1', handle: 's3cret' }, false],
  [new Error('fine'), false],
])('the finder that the other tests trust says of %o: %s', (value, found) => {
  expect(finderOf('s3cret')(value)).toBe(found)
})
