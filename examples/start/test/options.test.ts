import { describe, expect, test } from 'vitest'
import { attachKeys, unknownKeys } from '../../../packages/patchcord/src/known-keys.ts'
import { OptionError, startOptions } from '../src/options.ts'
import { pageConfig } from '../src/start.ts'
import { swallowed, usage } from '../src/usage.ts'

const wrong: readonly (readonly [args: readonly string[], explanation: string])[] = [
  [['--port', 'eighty'], '--port eighty: expected a whole number'],
  [['--port', '0'], '--port 0: expected a whole number'],
  [['--port', '65536'], '--port 65536: expected a whole number'],
  [['--stack', 'asterisk'], '--stack asterisk: expected "jssip" or "sipjs"'],
  [['--pbx', 'http://pbx.example'], '--pbx: expected wss://host:port'],
  [['--pbx', 'ws://pbx.example:5066'], '--pbx: ws:// is not encrypted'],
  [['--pbx', 'wss://pbx.example:7443', '--domain', 'two words'], '--domain'],
  [['--domain', 'pbx.example'], '--domain: it goes with --pbx'],
  [['--account', 'somebody'], '--account: expected "anonymous", user:password'],
  [['--account', ':pw'], '--account: expected "anonymous", user:password'],
  [['--ring', '0'], '--ring 0: expected a whole number'],
  [['--prot', '80'], '--prot: there is no such option. Did you mean --port?'],
  [['--refuse'], '--refuse: there is no such option. Did you mean --refuse-anonymous?'],
  [['--frobnicate'], '--frobnicate: there is no such option.'],
  [['--kind', 'asterisk'], '--kind: it goes with --pbx'],
  [['--pbx', 'wss://pbx.example:8089', '--kind', 'avaya'], '--kind avaya: expected one of fusionpbx, freeswitch'],
  [['--account', '1900:'], '--account: expected "anonymous", user:password, or a user'],
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
      kind: undefined,
    })
    expect(startOptions(['--pbx', 'wss://10.0.0.5:7443', '--domain', ' PBX.example ']).pbx?.domain).toBe('pbx.example')
  })

  test('its kind gives the remedies their commands, and the address the path that this kind needs', () => {
    const pbx = (url: string, kind: string) => startOptions(['--pbx', url, '--kind', kind])
    expect(pbx('wss://pbx.example:8089', 'asterisk').pbx?.url).toBe('wss://pbx.example:8089/ws')
    expect(pbx('wss://pbx.example:8089/', 'asterisk').pbx?.url).toBe('wss://pbx.example:8089/ws')
    expect(pbx('wss://pbx.example:8089/own', 'asterisk').pbx?.url).toBe('wss://pbx.example:8089/own')
    expect(pbx('wss://pbx.example:7443', 'kamailio').pbx?.url).toBe('wss://pbx.example:7443')
    for (const kind of ['fusionpbx', 'freeswitch', 'asterisk', 'kamailio'])
      expect(pageConfig(pbx('wss://pbx.example:7443', kind))).toMatchObject({ config: { pbx: kind } })
    expect(pageConfig(startOptions([]))).not.toHaveProperty('config.pbx')
  })

  test('a password may come from the environment, where no list of processes shows it', () => {
    const account = (text: string) => startOptions(['--account', text], { PATCHCORD_PASSWORD: 'a:b c' }).account
    expect(account('1900')).toEqual({ user: '1900', password: 'a:b c' })
    expect(account('1900:own')).toEqual({ user: '1900', password: 'own' })
    expect(account('anonymous')).toEqual({ user: 'anonymous' })
    expect(() => startOptions(['--account', '1900'], {})).toThrow('PATCHCORD_PASSWORD')
  })

  test('what npm took for itself is named', () => {
    expect(swallowed({ npm_config_port: '8081' })).toContain('npm start -- --port')
    expect(swallowed({ npm_config_refuse_anonymous: 'true' })).toContain('--refuse-anonymous')
    expect(swallowed({ npm_config_registry: 'https://registry.example' })).toBeUndefined()
  })

  test('every option is in the list that --help prints', () => {
    const options = ['port', 'stack', 'pbx', 'kind', 'domain', 'account', 'ring', 'refuse-anonymous', 'help']
    for (const option of options) expect(usage).toContain(`--${option}`)
    expect(usage).toContain('PATCHCORD_PASSWORD')
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

test('the caller’s page hands on only what attach() knows', () => {
  const args = ['--pbx', 'wss://pbx.example:7443', '--kind', 'asterisk', '--ring', '9', '--account', '1900:pw']
  // `demo` is the agent’s page’s, and src/page/settings.ts makes the library and the secret of the other two.
  const { demo: _, stack: __, account: ___, ...rest } = pageConfig(startOptions(args)) as Record<string, unknown>
  expect(unknownKeys(rest, attachKeys)).toEqual([])
})
