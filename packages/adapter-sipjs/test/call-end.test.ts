import { describe, expect, it } from 'vitest'
import { refused } from '../src/call-end.ts'
import type { Response } from '../src/library.types.ts'

const facts = { signalled: true, credentials: 'none' } as const

/** As SIP.js makes one up: without the text that a server sent. */
const invented = (statusCode: number) =>
  ({ statusCode, reasonPhrase: 'Invented', data: undefined, getHeaders: () => [] }) as unknown as Response

describe('a final response that SIP.js makes up', () => {
  it.each([
    [408, 'timeout', false],
    [503, 'transport', true],
  ] as const)('is none: %i', (status, cause, signalled) => {
    const end = refused(invented(status), facts)
    expect(end).toEqual({ cause, by: 'system', signalled, detail: `${status} Invented` })
  })

  it('is told from a server’s, which has the same status', () => {
    const real = { ...invented(503), data: 'SIP/2.0 503 Service Unavailable' } as Response
    expect(refused(real, facts)).toMatchObject({ cause: 'response', by: 'remote', response: { status: 503 } })
  })
})
