import { describe, expect, test } from 'vitest'
import { type Failure, type FailureFacts, failure, failureCodes, type RemedyContext } from '../src/failure/index.ts'

const pbx: RemedyContext = { pbx: 'freeswitch', domain: 'pbx.test', servers: [], profile: 'internal' }
const remedyOf = (code: Failure['code'], facts: Partial<FailureFacts> = {}, context: Partial<RemedyContext> = {}) =>
  failure({ code, stage: 'dialing', ...facts }, { ...pbx, ...context }).remedy

describe('a remedy of which little is known', () => {
  test.each(failureCodes)('%s has no hole where a name would stand', (code) => {
    expect(remedyOf(code)).not.toMatch(/\s[.,;:]|\(\)/)
  })

  test('names no field', () => {
    const [bare, named] = [remedyOf('policy-refused'), remedyOf('policy-refused', { field: 'extension' })]
    expect(named).toContain(' (field: extension)')
    expect(bare).toBe(named.replace(' (field: extension)', ''))
  })

  test('names no phone but the extension’s', () => {
    expect(remedyOf('unavailable')).toContain('registered for the extension.')
    expect(remedyOf('unavailable', {}, { extension: '2001' })).toContain('registered for 2001.')
  })

  test('of an unknown fault says no more than that it is one', () => {
    expect(remedyOf('internal')).toBe(remedyOf('internal', { detail: 'seen' }).replace(': seen', ''))
  })
})

test('every server that was tried is named', () => {
  const servers = ['wss://a.test:7443', 'wss://b.test:7443']
  expect(remedyOf('server-unreachable', {}, { servers })).toContain('wss://a.test:7443, wss://b.test:7443, ')
})

test('where there is more than one check, each is a sentence of its own', () => {
  expect(remedyOf('not-found').split('. Check: `fs_cli ')).toHaveLength(3)
})
