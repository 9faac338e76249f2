import { describe, expect, test } from 'vitest'
import { OptionError, startOptions } from '../src/options.ts'
import { pageConfig } from '../src/start.ts'

const wrong: readonly (readonly [args: readonly string[], explanation: string])[] = [
  [['--port', 'eighty'], '--port eighty: expected a whole number'],
  [['--port', '0'], '--port 0: expected a whole number'],
  [['--port', '65536'], '--port 65536: expected a whole number'],
  [['--stack', 'asterisk'], '--stack asterisk: expected "jssip" or "sipjs"'],
  [['--pbx', 'http://pbx.example'], '--pbx: expected wss://host:port'],
  [['--pbx', 'ws://pbx.example:5066'], '--pbx: ws:// is not encrypted'],
  [['--pbx', 'wss://pbx.example:7443', '--domain', 'two words'], '--domain'],
  [['--domain', 'pbx.example'], '--domain: it goes with --pbx'],
  [['--account', 'somebody'], '--account: expected "anonymous" or user:password'],
  [['--account', ':pw'], '--account: expected "anonymous" or user:password'],
  [['--ring', '0'], '--ring 0: expected a whole number'],
  [['--prot', '80'], '--prot'],
  [['stray'], 'stray'],
]

describe('options', () => {
  test.each(wrong)('%j is explained', (args, explanation) => {
    expect(() => startOptions(args)).toThrow(OptionError)
    expect(() => startOptions(args)).toThrow(explanation)
  })

  test('by default the pages stand on port 8080 with the embedded switchboard and anonymous callers', () => {
    expect(startOptions([])).toMatchObject({
      port: 8080,
      stack: 'jssip',
      pbx: undefined,
      account: { user: 'anonymous' },
    })
  })

  test('either SIP library is taken, and the pages are told', () => {
    expect(pageConfig(startOptions([]))).toMatchObject({ stack: 'jssip' })
    expect(pageConfig(startOptions(['--stack', 'sipjs']))).toMatchObject({ stack: 'sipjs' })
  })

  test('a PBX is taken with its domain, or by its host', () => {
    expect(startOptions(['--pbx', 'wss://pbx.example:7443']).pbx).toEqual({
      url: 'wss://pbx.example:7443',
      domain: 'pbx.example',
    })
    expect(startOptions(['--pbx', 'wss://10.0.0.5:7443', '--domain', ' PBX.example ']).pbx?.domain).toBe('pbx.example')
  })

  test('a password with colons is taken whole', () => {
    expect(startOptions(['--account', '1000:a:b']).account).toEqual({ user: '1000', password: 'a:b' })
  })
})

test('what the page is told holds no password', () => {
  const told = JSON.stringify(pageConfig(startOptions(['--account', 'transfer:hunter2'])))
  expect(told).not.toContain('hunter2')
  expect(told).toContain('"authenticated":true')
})
