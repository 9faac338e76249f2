import { cleanDomain, serverUrl } from '@patchcord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from './support/any-text.ts'
import { settingErrorOf } from './support/setting-error.ts'

describe('a domain, as people write it', () => {
  test.each([
    ['pbx.test', 'pbx.test'],
    [' pbx.test ', 'pbx.test'],
    ['\tpbx.test\n', 'pbx.test'],
    ['PBX.Test', 'pbx.test'],
    ['wss://pbx.test:7443', 'pbx.test'],
    ['WSS://pbx.test:7443/', 'pbx.test'],
    ['https://pbx.test/app/login?x=1#y', 'pbx.test'],
    ['sip:pbx.test', 'pbx.test'],
    ['sips:pbx.test:5061', 'pbx.test'],
    ['pbx.test:7443', 'pbx.test'],
    ['pbx.test:', 'pbx.test'],
    ['pbx.test/ws', 'pbx.test'],
    ['localhost', 'localhost'],
    ['localhost:7443', 'localhost'],
    ['ws://localhost:5066', 'localhost'],
    ['fusionpbx:7443', 'fusionpbx'],
    ['sip:7443', 'sip'],
    ['127.0.0.1:5066', '127.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['_sip.pbx.test', '_sip.pbx.test'],
    ['xn--grn-0ra.test', 'xn--grn-0ra.test'],
  ])('%j is %s', (written, clean) => {
    expect(cleanDomain(written)).toBe(clean)
  })

  test.each([
    '',
    '  ',
    'a b',
    'pbx.test, second.test',
    'user@pbx.test',
    '-a.test',
    'a-.test',
    '.test',
    'a..b',
    'grün.test',
    'pbx.test\nX: y',
    '<script>',
    '//',
    'wss://',
    ':7443',
  ])('%j holds none', (written) => {
    expect(settingErrorOf(() => cleanDomain(written, 'policy.domain')).setting).toBe('policy.domain')
  })

  test.each([undefined, null, 5, {}, [], true])('%j is none', (given) => {
    expect(settingErrorOf(() => cleanDomain(given)).setting).toBe('domain')
  })

  test('whatever comes is a clean host name or a SettingError, and cleaning twice changes nothing', () => {
    const unit = fc.constantFrom(...'aZ09.-_:/?# @\r\n', 'wss://', 'sip:', 'pbx.test', ':7443')
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.string({ unit })), (written) => {
        let clean: string
        try {
          clean = cleanDomain(written)
        } catch {
          settingErrorOf(() => cleanDomain(written))
          return
        }
        expect(clean).toMatch(/^[a-z0-9_.-]+$/)
        expect(cleanDomain(clean)).toBe(clean)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a server’s address', () => {
  test.each([
    'wss://pbx.test',
    'wss://pbx.test:7443',
    'wss://pbx.test/ws',
    'wss://pbx.test:443/ws/sip?x=1',
    'WSS://PBX.test:7443',
    'wss://[2001:db8::1]:7443',
    'wss://10.0.0.1:7443',
    'ws://localhost',
    'ws://localhost:5066/ws',
    'ws://LOCALHOST:5066',
    'ws://pbx.localhost:5066',
    'ws://127.0.0.1:5066',
    'ws://127.1.2.3',
    'ws://[::1]:5066',
  ])('%s is taken', (url) => {
    expect(serverUrl(` ${url} `, 'servers[0]')).toBe(url)
  })

  test.each([
    'ws://pbx.test',
    'ws://localhost.evil.com',
    'ws://127.0.0.1.evil.com',
    'ws://127.0.0.1.evil.com:5066/ws',
    'ws://evil.com/localhost',
    'ws://evil.com?localhost',
    'ws://localhost@evil.com',
    'ws://127.0.0.1@evil.com',
    'ws://evil.com#localhost',
    'ws://evil.com\\.localhost',
    'ws://evil-localhost',
    'ws://notlocalhost',
    'ws://128.0.0.1',
    'ws://0.0.0.0',
    'ws://10.0.0.1',
    'ws://[::2]',
    'ws://[::ffff:10.0.0.1]',
    'ws://localhost\u3002evil.com',
  ])('%s is refused, since it is not encrypted', (url) => {
    expect(settingErrorOf(() => serverUrl(url, 'servers[1]')).setting).toBe('servers[1]')
  })

  test.each([
    '',
    'pbx.test',
    'pbx.test:7443',
    'http://pbx.test',
    'https://pbx.test',
    'sip:pbx.test',
    '//pbx.test',
    'wss:/pbx.test',
    'wss://',
    'wss://:7443',
    'wss://pbx.test:',
    'wss://pbx.test:0',
    'wss://pbx.test:65536',
    'wss://pbx.test:port',
    'wss://user:secret@pbx.test',
    'wss://pbx.test/a b',
    'wss://pbx.test\r\nX: y',
    'wss://pbx test',
    'javascript:alert(1)//wss://pbx.test',
  ])('%j is none', (url) => {
    expect(settingErrorOf(() => serverUrl(url, 'transport')).setting).toBe('transport')
  })

  test('over ws:// a browser that follows the address stays on this machine', () => {
    const unit = fc.constantFrom(...'0129.:/\\?#@[]-', 'localhost', '127.0.0.1', '::1', 'evil.com')
    const stays = /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])$/
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (rest) => {
        let taken: string
        try {
          taken = serverUrl(`ws://${rest}`, 'servers')
        } catch {
          return
        }
        if (URL.canParse(taken)) expect(new URL(taken).hostname).toMatch(stays)
      }),
      { numRuns: 1000 },
    )
  })
})
