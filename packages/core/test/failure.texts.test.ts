import { describe, expect, test } from 'vitest'
import {
  type Failure,
  type FailureFacts,
  failure,
  failureCodes,
  type RemedyContext,
  sentences,
} from '../src/failure/index.ts'

const freeswitch: RemedyContext = {
  pbx: 'freeswitch',
  domain: 'pbx.test',
  servers: ['wss://pbx.test:7443'],
  profile: 'wss_profile',
  extension: '2001',
}
const other: RemedyContext = { ...freeswitch, pbx: 'other' }
const { extension: _none, ...bare } = freeswitch
const contexts: [string, RemedyContext][] = [
  ['FreeSWITCH', freeswitch],
  ['another PBX', other],
  ['FreeSWITCH without an extension', bare],
  ['no server at all', { ...freeswitch, servers: [] }],
]
const facts: [string, Partial<FailureFacts>][] = [
  ['bare facts', {}],
  ['all facts', { sipStatus: 480, q850: 19, signalled: false, field: 'extension', detail: 'It was seen.' }],
]
const remedyOf = (code: Failure['code'], context: RemedyContext, more: Partial<FailureFacts> = {}) =>
  failure({ code, stage: 'dialing', ...more }, context).remedy

describe.each(failureCodes)('%s', (code) => {
  test.each(contexts.flatMap(([where, context]) => facts.map(([what, more]) => ({ where, what, context, more }))))(
    'has a whole sentence and a whole remedy for $where, with $what',
    ({ context, more }) => {
      const made = failure({ code, stage: 'dialing', ...more }, context)
      expect(made.sentence).toBe(sentences[code])
      for (const text of [made.sentence, made.remedy]) {
        expect(text).toMatch(/^[A-Z].*[.'’]$/)
        expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{|\s\s/)
      }
      expect(made.sentence.length).toBeLessThan(120)
    },
  )

  test('names no fs_cli where the PBX is none of FreeSWITCH', () => {
    expect(remedyOf(code, other)).not.toContain('fs_cli')
  })
})

test('no two codes share a sentence', () => {
  expect(new Set(Object.values(sentences)).size).toBe(failureCodes.length)
})

test('the caller’s sentences hold no jargon', () => {
  for (const sentence of Object.values(sentences)) expect(sentence).not.toMatch(/SIP|ICE|RTP|\d{3}|WebSocket|PBX|codec/)
})

describe('FreeSWITCH’s commands', () => {
  test.each([
    ['not-found', "fs_cli -x 'user_exists id 2001 domain pbx.test'"],
    ['unavailable', "fs_cli -x 'sofia status profile wss_profile reg 2001'"],
    ['auth-failed', "fs_cli -x 'user_exists id ACCOUNT domain pbx.test'"],
    ['forbidden', "fs_cli -x 'sofia status profile wss_profile'"],
    ['server-unreachable', "fs_cli -x 'sofia status profile wss_profile'"],
    ['codec-mismatch', "fs_cli -x 'sofia status profile wss_profile'"],
    ['ice-failed', "fs_cli -x 'sofia status profile wss_profile'"],
    ['timeout', "fs_cli -x 'sofia status profile wss_profile'"],
  ] as const)('%s names extension, domain and profile: %s', (code, command) => {
    expect(remedyOf(code, freeswitch)).toContain(command)
  })

  test('without an extension the command says where to put one', () => {
    expect(remedyOf('not-found', bare)).toContain('user_exists id EXTENSION domain pbx.test')
    expect(remedyOf('unavailable', bare)).toContain("sofia status profile wss_profile reg'")
  })
})

describe('what the remedies name', () => {
  test('an unreachable server is named, or the PBX where none is known', () => {
    expect(remedyOf('server-unreachable', freeswitch)).toContain('wss://pbx.test:7443')
    expect(remedyOf('server-unreachable', { ...freeswitch, servers: [] })).toContain('the PBX')
  })

  test.each(['policy-refused', 'invalid-request'] as const)('%s names the field', (code) => {
    expect(remedyOf(code, freeswitch, { field: 'wss_port' })).toContain('wss_port')
  })

  test.each(['bad-request', 'server-error'] as const)('%s names the status', (code) => {
    expect(remedyOf(code, freeswitch, { sipStatus: 599 })).toContain('599')
  })

  test('internal names the page’s setting where one is wrong', () => {
    expect(remedyOf('internal', freeswitch, { field: 'domain', detail: 'expected a name.' })).toBe(
      'The page’s setting domain is wrong: expected a name.',
    )
  })

  test('internal says what was seen', () => {
    expect(remedyOf('internal', freeswitch, { detail: 'the leg failed' })).toContain('the leg failed')
  })
})

describe('a completed failure', () => {
  test('is plain JSON that holds the facts', () => {
    const made = failure({ code: 'busy', stage: 'ringing', sipStatus: 486, q850: 17, signalled: false }, freeswitch)
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
    expect(made).toMatchObject({ code: 'busy', stage: 'ringing', sipStatus: 486, q850: 17, signalled: false })
  })

  test('is signalled where nobody said otherwise', () => {
    expect(failure({ code: 'busy', stage: 'ringing' }, freeswitch).signalled).toBe(true)
  })

  test('is retryable exactly where a moment later could do better', () => {
    const worth = failureCodes.filter((code) => failure({ code, stage: 'dialing' }, freeswitch).retryable)
    expect(worth).toEqual([
      'server-unreachable',
      'ice-failed',
      'no-audio',
      'connection-lost',
      'server-error',
      'timeout',
    ])
  })
})
