import { describe, expect, it } from 'vitest'
import { endOf } from '../src/call-end.ts'

const facts = { answered: false, signalled: true, credentials: 'none', ending: '' } as const

/** Each of these comes out of JsSIP as 'Canceled', by 'local', without a message. */
describe('an end that JsSIP calls Canceled', () => {
  it.each([
    ['Connection Error', 'transport', true],
    ['Request Timeout', 'timeout', false],
    ['RTP Timeout', 'media', true],
    ['Terminated', 'internal', true],
  ] as const)('is told apart: %s', (ending, cause, signalled) => {
    const event = { originator: 'local', message: null, cause: 'Canceled' } as const
    expect(endOf(event, { ...facts, ending })).toEqual({
      cause,
      by: 'system',
      answered: false,
      signalled,
      detail: ending,
    })
  })
})

describe('an end by JsSIP itself', () => {
  it.each([
    ['local', 'WebRTC Error', 'media', 'system'],
    ['system', 'WebRTC Error', 'sdp', 'system'],
    ['remote', 'No ACK', 'timeout', 'system'],
    ['local', 'No Answer', 'timeout', 'system'],
    ['system', 'Expires', 'timeout', 'system'],
    ['local', 'Dialog Error', 'hangup', 'unknown'],
    ['system', 'Internal Error', 'internal', 'system'],
  ] as const)('by %s for %s is %s', (originator, native, cause, by) => {
    expect(endOf({ originator, message: null, cause: native }, facts)).toMatchObject({ cause, by, detail: native })
  })
})
