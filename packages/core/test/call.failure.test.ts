import { describe, expect, test } from 'vitest'
import { failureOfEnd } from '../src/call/index.ts'
import type { FailureCode, Stage } from '../src/failure/index.ts'
import type { CallEnd, FinalResponse } from '../src/sip/index.ts'

const stages: Stage[] = ['dialing', 'ringing', 'joining', 'talking']
const response = (status: number, cause?: number): FinalResponse => ({
  status,
  reasonPhrase: '',
  reasons: cause === undefined ? [] : [{ protocol: 'Q.850', cause }],
  credentials: 'none',
})
const end = (over: Partial<CallEnd>): CallEnd => ({
  cause: 'hangup',
  by: 'remote',
  answered: false,
  signalled: true,
  detail: 'seen',
  ...over,
})

const everywhere: [Partial<CallEnd>, FailureCode][] = [
  [{ cause: 'sdp' }, 'codec-mismatch'],
  [{ cause: 'response', response: response(486) }, 'busy'],
  [{ cause: 'response' }, 'internal'],
  [{ cause: 'transport', by: 'system' }, 'connection-lost'],
  [{ cause: 'timeout', by: 'system' }, 'timeout'],
  [{ cause: 'invalid', by: 'system' }, 'bad-request'],
  [{ cause: 'internal', by: 'system' }, 'internal'],
  [{ cause: 'unreadable', by: 'system' }, 'unreadable'],
  [{ cause: 'hangup', by: 'local' }, 'cancelled'],
  [{ cause: 'hangup', by: 'remote' }, 'declined'],
  [{ cause: 'hangup', by: 'unknown' }, 'connection-lost'],
]

describe.each(stages)('an end while %s', (stage) => {
  test.each(everywhere)('by %j is %s', (over, code) => {
    expect(failureOfEnd(end(over), stage)).toMatchObject({ code, stage })
  })

  test('by 480 with Q.850 19 is no-answer, but unavailable where nothing rang', () => {
    const silent = end({ cause: 'response', response: response(480, 19) })
    expect(failureOfEnd(silent, stage).code).toBe(stage === 'dialing' ? 'unavailable' : 'no-answer')
  })

  test('by a lost media path is ice-failed, but connection-lost once they talked', () => {
    expect(failureOfEnd(end({ cause: 'media' }), stage).code).toBe(
      stage === 'talking' ? 'connection-lost' : 'ice-failed',
    )
  })
})

describe('the facts of an end', () => {
  test('an unusable SDP outweighs the status that came with it', () => {
    expect(failureOfEnd(end({ cause: 'sdp', response: response(486) }), 'dialing')).toMatchObject({
      code: 'codec-mismatch',
      sipStatus: 486,
    })
  })

  test('say the status and the Q.850 cause of the response', () => {
    expect(failureOfEnd(end({ cause: 'response', response: response(486, 17) }), 'ringing')).toEqual({
      code: 'busy',
      stage: 'ringing',
      sipStatus: 486,
      q850: 17,
      signalled: true,
      detail: 'seen',
    })
  })

  test('say the Q.850 cause of a BYE', () => {
    const reasons = [{ protocol: 'Q.850', cause: 31 }]
    expect(failureOfEnd(end({ answered: true, reasons }), 'talking')).toMatchObject({ q850: 31 })
  })

  test('hold no status and no cause where the wire gave none', () => {
    expect(Object.keys(failureOfEnd(end({}), 'talking')).sort()).toEqual(['code', 'detail', 'signalled', 'stage'])
  })

  test.each([
    [{ cause: 'response', response: response(488) }, 'codec-mismatch'],
    [{ cause: 'media' }, 'ice-failed'],
  ] as const)('say what the browser could offer, where that may be why: %j', (over, code) => {
    expect(failureOfEnd(end({ ...over, candidates: 'private' }), 'dialing')).toMatchObject({
      code,
      candidates: 'private',
    })
  })

  test('leave out what the browser could offer where that explains nothing', () => {
    const busy = end({ cause: 'response', response: response(486), candidates: 'private' })
    expect(failureOfEnd(busy, 'ringing')).not.toHaveProperty('candidates')
  })

  test.each([true, false])('pass on whether the hang-up was signalled: %s', (signalled) => {
    expect(failureOfEnd(end({ signalled }), 'dialing').signalled).toBe(signalled)
  })
})
