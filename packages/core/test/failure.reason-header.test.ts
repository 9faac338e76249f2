import { describe, expect, test } from 'vitest'
import { codeOfStatus, parseReasons } from '../src/failure/index.ts'

const codeOf = (status: number, header = '', credentials: 'none' | 'first' = 'none') =>
  codeOfStatus({ status, reasons: parseReasons(header), credentials }, true)

describe('reading a Reason', () => {
  test('white space may stand around every sign (RFC 3261 §25.1)', () => {
    expect(parseReasons('SIP ; cause = 600 ; text = "Busy Everywhere"')).toEqual([
      { protocol: 'SIP', cause: 600, text: 'Busy Everywhere' },
    ])
  })

  test('what was not said is absent, not undefined', () => {
    expect(parseReasons('Q.850;cause=16, SIP;text="x"').map((reason) => Object.keys(reason))).toEqual([
      ['protocol', 'cause'],
      ['protocol', 'text'],
    ])
  })

  test('digits after a quoted cause are none', () => {
    expect(parseReasons('SIP;cause=""17')).toEqual([{ protocol: 'SIP' }])
  })
})

describe('what a Reason makes of a status', () => {
  test.each([38, 41])(
    'a network that is out of order (Q.850 %i) is the server’s fault, though the PBX says 480 or 487',
    (cause) => {
      expect(codeOf(480, `Q.850;cause=${cause}`)).toBe('server-error')
      expect(codeOf(487, `Q.850;cause=${cause}`)).toBe('server-error')
    },
  )

  test('SIP’s own cause counts behind a Q.850 cause that says nothing', () => {
    expect(codeOf(487, 'Q.850;cause=127, SIP;cause=806')).toBe('unavailable')
  })
})

test('only a 403 doubts an account’s first credentials', () => {
  expect(codeOf(403, '', 'first')).toBe('auth-failed')
  expect(codeOf(404, '', 'first')).toBe('not-found')
  expect(codeOf(486, '', 'first')).toBe('busy')
})
