import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  codeOfStatus,
  type FailureCode,
  failureCodes,
  parseReasons,
  q850Of,
  type WireEvidence,
  type WireReason,
} from '../src/failure/index.ts'
import { anyText } from './support/any-text.ts'
import { cpuTime } from './support/cpu-time.ts'

const q850 = (cause: number): WireReason => ({ protocol: 'Q.850', cause })
const sip = (cause: number): WireReason => ({ protocol: 'SIP', cause })
const codeOf = (
  status: number,
  reasons: WireReason[] = [],
  credentials: WireEvidence['credentials'] = 'none',
  rang = true,
) => codeOfStatus({ status, reasons, credentials }, rang)

describe('a final status becomes a code', () => {
  test('every status of 300 to 699 has one of the closed union, with every Q.850 cause and without', () => {
    const known = new Set<string>(failureCodes)
    const strange: string[] = []
    for (let status = 300; status < 700; status++)
      for (let cause = -1; cause <= 127; cause++) {
        const code = codeOf(status, cause < 0 ? [] : [q850(cause)])
        if (!known.has(code)) strange.push(`${status}/${cause}: ${code}`)
      }
    expect(strange).toEqual([])
  })

  const named: [number, FailureCode][] = [
    [300, 'redirected'],
    [302, 'redirected'],
    [380, 'redirected'],
    [400, 'bad-request'],
    [401, 'auth-failed'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [407, 'auth-failed'],
    [408, 'no-answer'],
    [410, 'unavailable'],
    [415, 'codec-mismatch'],
    [416, 'bad-request'],
    [420, 'bad-request'],
    [421, 'session-timer'],
    [422, 'session-timer'],
    [430, 'unavailable'],
    [480, 'unavailable'],
    [484, 'not-found'],
    [485, 'not-found'],
    [486, 'busy'],
    [487, 'no-answer'],
    [488, 'codec-mismatch'],
    [491, 'bad-request'],
    [500, 'server-error'],
    [502, 'server-error'],
    [503, 'server-error'],
    [504, 'server-error'],
    [600, 'busy'],
    [603, 'declined'],
    [604, 'not-found'],
    [606, 'codec-mismatch'],
    [607, 'declined'],
    [608, 'declined'],
    [699, 'declined'],
  ]
  test.each(named)('%i alone is %s', (status, code) => {
    expect(codeOf(status)).toBe(code)
  })

  test('a 403 that answers an account’s first credentials means that they are wrong', () => {
    expect(codeOf(403, [], 'first')).toBe('auth-failed')
    expect(codeOf(403, [q850(16)], 'first')).toBe('auth-failed')
  })

  test.each(['accepted', 'none'] as const)('a 403 with credentials “%s” forbids the call', (credentials) => {
    expect(codeOf(403, [], credentials)).toBe('forbidden')
  })
})

describe('a Reason refines an ambiguous status', () => {
  const refined: [number, WireReason[], FailureCode][] = [
    [480, [q850(18)], 'no-answer'],
    [480, [q850(19)], 'no-answer'],
    [480, [q850(20)], 'unavailable'],
    [480, [sip(806)], 'unavailable'],
    [480, [q850(21)], 'declined'],
    [480, [q850(17)], 'busy'],
    [487, [q850(17)], 'busy'],
    [487, [q850(19)], 'no-answer'],
    [487, [q850(20)], 'unavailable'],
    [500, [q850(88)], 'codec-mismatch'],
    [500, [q850(1)], 'not-found'],
    [503, [q850(27)], 'unavailable'],
    [503, [q850(38)], 'server-error'],
    [503, [q850(20)], 'unavailable'],
    [487, [sip(806)], 'unavailable'],
    [500, [sip(200), q850(17)], 'busy'],
  ]
  test.each(refined)('%i with %j is %s', (status, reasons, code) => {
    expect(codeOf(status, reasons)).toBe(code)
  })

  test('a cause that says nothing leaves the status’ own meaning', () => {
    expect(codeOf(480, [q850(16)])).toBe('unavailable')
    expect(codeOf(487, [q850(127)])).toBe('no-answer')
    expect(codeOf(503, [{ protocol: 'Q.850' }])).toBe('server-error')
  })

  test('the protocol’s name is read without regard to case', () => {
    expect(codeOf(480, [{ protocol: 'q.850', cause: 19 }])).toBe('no-answer')
    expect(codeOf(487, [{ protocol: 'sip', cause: 806 }])).toBe('unavailable')
  })

  test.each([18, 19])('480 with Q.850 %i is unavailable where nothing rang, as a desk that takes no calls', (cause) => {
    expect(codeOf(480, [q850(cause)], 'none', false)).toBe('unavailable')
    expect(codeOf(487, [q850(cause)], 'none', false)).toBe('unavailable')
    expect(codeOf(480, [q850(17)], 'none', false)).toBe('busy')
  })

  test.each(['none', 'first', 'accepted'] as const)(
    'Asterisk’s 403 with Q.850 21 is an agent who declined, with credentials “%s”',
    (credentials) => {
      expect(codeOf(403, [q850(21)], credentials)).toBe('declined')
      expect(codeOf(403, [q850(21)], credentials, false)).toBe('declined')
    },
  )

  const clear: [number, WireReason[], FailureCode][] = [
    [403, [q850(17)], 'forbidden'],
    [603, [q850(21)], 'declined'],
    [603, [q850(17)], 'declined'],
    [486, [q850(16)], 'busy'],
    [486, [q850(18)], 'busy'],
    [404, [q850(20)], 'not-found'],
    [404, [sip(806)], 'not-found'],
    [488, [q850(17)], 'codec-mismatch'],
    [408, [q850(20)], 'no-answer'],
  ]
  test.each(clear)('but never overrules a clear one: %i with %j stays %s', (status, reasons, code) => {
    expect(codeOf(status, reasons)).toBe(code)
  })
})

describe('parsing a Reason header', () => {
  test.each([
    ['Q.850;cause=16;text="Normal call clearing"', [{ protocol: 'Q.850', cause: 16, text: 'Normal call clearing' }]],
    ['Q.850 ; cause = 17', [{ protocol: 'Q.850', cause: 17 }]],
    ['SIP;CAUSE=200', [{ protocol: 'SIP', cause: 200 }]],
    [
      'SIP;cause=200;text="Call completed elsewhere, by 2002",Q.850;cause=26',
      [{ protocol: 'SIP', cause: 200, text: 'Call completed elsewhere, by 2002' }, q850(26)],
    ],
    ['Q.850;cause=19, SIP;cause=806', [q850(19), sip(806)]],
    ['FreeSWITCH;text=""', [{ protocol: 'FreeSWITCH', text: '' }]],
    ['preemption', [{ protocol: 'preemption' }]],
    ['Q.850;cause=seventeen', [{ protocol: 'Q.850' }]],
    ['SIP;text="a trap;cause=17"', [{ protocol: 'SIP', text: 'a trap;cause=17' }]],
    ['SIP;text="a trap;cause=17";cause=200', [{ protocol: 'SIP', cause: 200, text: 'a trap;cause=17' }]],
  ])('%j gives what it holds', (header, reasons) => {
    expect(parseReasons(header)).toEqual(reasons)
  })

  test.each([undefined, '', ',', ';;;', '   ', '"only text"', ';cause=16', '=,=', '\u0000'])(
    '%j gives nothing',
    (header) => {
      expect(parseReasons(header)).toEqual([])
    },
  )

  test('whatever comes, it never throws, and every value has a protocol and a cause of at most four digits', () => {
    const unit = fc.constantFrom(
      'Q.850',
      'SIP',
      ';',
      'cause',
      '=',
      '16',
      '"',
      ',',
      'text',
      ' ',
      '\\',
      '\r\n',
      'é',
      '🙂',
    )
    const header = fc.oneof(anyText(), fc.string({ unit, maxLength: 60 }))
    fc.assert(
      fc.property(header, (text) => {
        for (const { protocol, cause } of parseReasons(text)) {
          expect(protocol).toMatch(/^[\w.-]+$/)
          expect(cause === undefined || (Number.isInteger(cause) && cause >= 0 && cause <= 9999)).toBe(true)
        }
      }),
    )
  })

  test('what was written is what is read', () => {
    const reason = fc.record({
      protocol: fc.stringMatching(/^[A-Za-z][\w.-]{0,10}$/),
      cause: fc.integer({ min: 0, max: 9999 }),
      text: fc.string().map((text) => text.replaceAll('"', '')),
    })
    fc.assert(
      fc.property(fc.array(reason, { minLength: 1, maxLength: 4 }), (reasons) => {
        const header = reasons
          .map(({ protocol, cause, text }) => `${protocol};cause=${cause};text="${text}"`)
          .join(', ')
        expect(parseReasons(header)).toEqual(reasons)
      }),
    )
  })

  test('a long header of quotes is read in no time', () => {
    expect(cpuTime(() => parseReasons(`${'"'.repeat(50_000)},${';cause='.repeat(10_000)}`))).toBeLessThan(500)
  })

  test('the Q.850 cause is found among the others', () => {
    expect(q850Of(parseReasons('SIP;cause=487, q.850;cause=18'))).toBe(18)
    expect(q850Of(parseReasons('SIP;cause=487'))).toBeUndefined()
  })
})
