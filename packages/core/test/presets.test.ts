import {
  type Account,
  asterisk,
  freeswitch,
  fusionpbx,
  kamailio,
  type LineOptions,
  type PbxConfig,
  preset,
} from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { settingErrorOf, wrong } from './support/setting-error.ts'

const secret = 'correct-horse-battery'
const domain = 'pbx.test'
const account: Account = { user: '2001', secret: { kind: 'password', password: secret } }
const urls = (config: Partial<PbxConfig>) => fusionpbx({ domain, ...config }).servers

describe('fusionpbx()', () => {
  test('needs the domain alone: WSS on 7443, anonymous, not registered, RFC 4733 digits', () => {
    expect(fusionpbx({ domain })).toEqual({
      domain,
      servers: [{ url: 'wss://pbx.test:7443', priority: 0 }],
      account: { user: 'anonymous' },
      register: false,
      dtmf: 'rfc4733',
      iceServers: [],
      limits: { connect: 4000, hangup: 1500, close: 1500, gathering: 2000, reflexive: 500 },
      pbx: 'fusionpbx',
      profile: 'internal',
    })
  })

  test.each([
    [{ wss_port: 7444 }, 'wss://pbx.test:7444'],
    [{ wss_port: '7444' }, 'wss://pbx.test:7444'],
    [{ wssPort: 7444 }, 'wss://pbx.test:7444'],
    [{ wssPort: ' 7444 ' }, 'wss://pbx.test:7444'],
    [{ wss_port: 7444, wssPort: 1 }, 'wss://pbx.test:7444'],
    [{ transport: 'wss' }, 'wss://pbx.test:7443'],
    [{ transport: ' WSS ' }, 'wss://pbx.test:7443'],
    [{ domain: 'localhost', transport: 'ws' }, 'ws://localhost:7443'],
    [{ domain: '127.0.0.1', transport: 'ws', wss_port: 5066 }, 'ws://127.0.0.1:5066'],
  ])('%j dials %s', (config, url) => {
    expect(urls(config)).toEqual([{ url, priority: 0 }])
  })

  test('takes a list of servers, in the order of their priority', () => {
    expect(urls({ servers: ['wss://a.test:7443', ' wss://b.test/ws '] })).toEqual([
      { url: 'wss://a.test:7443', priority: 0 },
      { url: 'wss://b.test/ws', priority: 1 },
    ])
  })

  test('takes ICE servers in either spelling, and a function that is asked later', async () => {
    const list = [{ urls: 'stun:stun.test' }]
    expect(fusionpbx({ domain, ice_servers: list }).iceServers).toBe(list)
    expect(fusionpbx({ domain, iceServers: list }).iceServers).toBe(list)
    const later = () => Promise.resolve(list)
    expect(fusionpbx({ domain, iceServers: later }).iceServers).toBe(later)
  })

  test('passes the account, the registration, the profile and single limits on', () => {
    const made = fusionpbx({ domain }, { account, register: true, profile: 'wss', limits: { connect: 900 } })
    expect(made).toMatchObject({ account, register: true, profile: 'wss', limits: { connect: 900, hangup: 1500 } })
  })
})

describe('another PBX', () => {
  test.each([
    [freeswitch, 'freeswitch', 'wss://pbx.test:7443'],
    [kamailio, 'kamailio', 'wss://pbx.test:443'],
    [asterisk, 'asterisk', 'wss://pbx.test:8089/ws'],
  ] as const)('%o differs in its name and in where it takes WebSockets', (made, pbx, url) => {
    const { servers, ...rest } = made({ domain })
    expect(servers).toEqual([{ url, priority: 0 }])
    expect({ ...rest, servers: [] }).toEqual({ ...fusionpbx({ domain }), pbx, servers: [] })
  })

  test.each([
    [{ wss_port: 8443 }, 'wss://pbx.test:8443/ws'],
    [{ servers: ['wss://pbx.test/sip'] }, 'wss://pbx.test/sip'],
  ])('may be dialled elsewhere: %j', (config, url) => {
    expect(asterisk({ domain, ...config }).servers).toEqual([{ url, priority: 0 }])
  })
})

describe('preset()', () => {
  test('is FusionPBX’s where the page names no PBX', () => {
    expect(preset({ domain }, { register: true })).toEqual(fusionpbx({ domain }, { register: true }))
  })

  test.each([
    ['fusionpbx', fusionpbx],
    ['freeswitch', freeswitch],
    ['kamailio', kamailio],
    ['asterisk', asterisk],
  ] as const)('is that of %s where the page says so', (pbx, made) => {
    expect(preset({ pbx, domain }, { account })).toEqual(made({ domain }, { account }))
  })

  test.each(['FreeSWITCH', '', 'toString', 5])('refuses %j, and says which there are', (pbx) => {
    const error = settingErrorOf(() => preset(wrong({ pbx, domain })))
    expect(error).toMatchObject({ setting: 'pbx' })
    expect(error.message).toContain('fusionpbx, freeswitch, kamailio, asterisk')
  })

  test.each([undefined, null, 'pbx.test'])('refuses %j as a config', (config) => {
    expect(settingErrorOf(() => preset(wrong(config)))).toMatchObject({ setting: 'config' })
  })
})

describe('a wrong setting is thrown at start, by its name as the page wrote it', () => {
  const configs: [unknown, string][] = [
    [undefined, 'config'],
    [null, 'config'],
    ['pbx.test', 'config'],
    [{}, 'domain'],
    [{ domain: '' }, 'domain'],
    [{ domain: 5 }, 'domain'],
    [{ domain: 'not a domain' }, 'domain'],
    [{ domain: 'pbx..test' }, 'domain'],
    [{ domain: '-pbx.test' }, 'domain'],
    [{ domain: 'pbx.test\r\nX: y' }, 'domain'],
    [{ domain: 'a'.repeat(254) }, 'domain'],
    [{ domain, wss_port: 0 }, 'wss_port'],
    [{ domain, wss_port: 65_536 }, 'wss_port'],
    [{ domain, wss_port: -1 }, 'wss_port'],
    [{ domain, wss_port: 74.43 }, 'wss_port'],
    [{ domain, wss_port: 'seven' }, 'wss_port'],
    [{ domain, wss_port: '' }, 'wss_port'],
    [{ domain, wss_port: '7443/ws' }, 'wss_port'],
    [{ domain, wssPort: 0 }, 'wssPort'],
    [{ domain, wssPort: true }, 'wssPort'],
    [{ domain, transport: 'udp' }, 'transport'],
    [{ domain, transport: 5 }, 'transport'],
    [{ domain, transport: 'ws' }, 'transport'],
    [{ domain, servers: [] }, 'servers'],
    [{ domain, servers: 'wss://pbx.test' }, 'servers'],
    [{ domain, servers: ['https://pbx.test'] }, 'servers[0]'],
    [{ domain, servers: ['wss://pbx.test', 5] }, 'servers[1]'],
    [{ domain, servers: ['wss://pbx.test', 'ws://pbx.test'] }, 'servers[1]'],
    [{ domain, ice_servers: 'stun:stun.test' }, 'ice_servers'],
    [{ domain, ice_servers: [{}] }, 'ice_servers'],
    [{ domain, ice_servers: [null] }, 'ice_servers'],
    [{ domain, iceServers: {} }, 'iceServers'],
    [{ domain, iceServers: [{ urls: [] }] }, 'iceServers'],
    [{ domain, iceServers: [{ url: 'stun:stun.test' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'stun.test' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'https://stun.test' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'stun://stun.test' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'stun:stun.test:70000' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'stun:stun.test?transport=udp' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'turn:turn.test' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'turn:turn.test', username: 'u' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: 'turn:turn.test?transport=sctp', username: 'u', credential: 'c' }] }, 'iceServers'],
    [{ domain, iceServers: [{ urls: ['stun:stun.test', 'turn:turn.test'] }] }, 'iceServers'],
    [{ domain: '256.1.1.1' }, 'domain'],
    [{ domain: 'wss://1.2.3.4.5' }, 'domain'],
    [{ domain, servers: ['wss://1.2.3.4.5/ws'] }, 'servers[0]'],
    [{ domain, servers: ['wss://a%20b'] }, 'servers[0]'],
  ]
  test.each(configs)('config %j: %s', (config, setting) => {
    const error = settingErrorOf(() => fusionpbx(wrong(config)))
    expect(error).toMatchObject({ name: 'SettingError', setting })
    expect(error.message).toMatch(/^\[patchcord\] /)
    expect(error.message).toContain(`${setting}:`)
  })

  const options: [unknown, string][] = [
    [{ account: {} }, 'account.user'],
    [{ account: { user: 'a', secret: 'pw' } }, 'account.secret'],
    [{ account: { user: 'a', secret: { kind: 'pasword', password: 'pw' } } }, 'account.secret'],
    [{ account: { user: 'a', secret: { kind: 'password' } } }, 'account.secret'],
    [{ account: { user: 'a', secret: { kind: 'ha1', ha1: 'x' } } }, 'account.secret.realm'],
    [{ account: { user: '' } }, 'account.user'],
    [{ account: { user: 5 } }, 'account.user'],
    [{ account: { user: '2001@pbx.test' } }, 'account.user'],
    [{ account: { user: '2001\r\nX: y' } }, 'account.user'],
    [{ account: { user: 'x'.repeat(65) } }, 'account.user'],
    [{ account: 'anna' }, 'account'],
    [{ account: { user: 'a', password: 'pw' } }, 'account.password'],
    [{ account: { user: 'a', displayName: 'Anna\r\nX-Evil: 1' } }, 'account.displayName'],
    [{ account: { user: 'a', displayName: 'Anna\u0000' } }, 'account.displayName'],
    [{ account: { user: 'a', displayName: 5 } }, 'account.displayName'],
    [{ account: { user: 'a', authorizationUser: 'a\nb' } }, 'account.authorizationUser'],
    [{ account: { user: 'a', secret: { kind: 'ha1', ha1: 'x', realm: 'a\r\nb' } } }, 'account.secret.realm'],
    [{ account: { user: 'a', secret: { kind: 'password', password: 'a\r\nb' } } }, 'account.secret'],
    [{ acount: { user: 'a' } }, 'acount'],
    [{ limits: { connect: 0 } }, 'limits.connect'],
    [{ limits: { close: 'soon' } }, 'limits.close'],
    [{ limits: { hangup: Number.POSITIVE_INFINITY } }, 'limits.hangup'],
    [{ limits: { conect: 100 } }, 'limits.conect'],
    [{ limits: { toString: 100 } }, 'limits.toString'],
  ]
  test.each(options)('options %j: %s', (given, setting) => {
    expect(settingErrorOf(() => fusionpbx({ domain }, wrong(given))).setting).toBe(setting)
  })

  test.each([
    [{ urls: 'stun:stun.test:3478' }],
    [{ urls: ['stuns:stun.test', 'STUN:[2001:db8::1]:3478'] }],
    [{ urls: ['turn:turn.test?transport=tcp', 'turns:turn.test:443'], username: 'u', credential: '' }],
  ])('an ICE server may be %j', (server) => {
    expect(fusionpbx({ domain, ice_servers: [server] }).iceServers).toEqual([server])
  })

  test.each(['Größe “Anna” <1>', ''])('an account’s display name may be %j', (displayName) => {
    expect(fusionpbx({ domain }, { account: { user: 'a', displayName } }).account.displayName).toBe(displayName)
  })

  test.each(['2001', 'alice', 'a.b-c_d+e*', 'X'.repeat(64)])('an account’s user may be %s', (user) => {
    expect(fusionpbx({ domain }, { account: { user } }).account.user).toBe(user)
  })

  test.each<[string, PbxConfig, LineOptions]>([
    ['a wrong user', { domain }, { account: { ...account, user: 'a b' } }],
    ['a wrong port', { domain, wss_port: 'x' }, { account }],
    ['a wrong ICE server', { domain, ice_servers: [wrong({ username: 'u', credential: secret })] }, {}],
    ['a domain with a password in it', { domain: `wss://2001:${secret}@pbx.test:7443` }, {}],
    ['a SIP address as the domain', { domain: `sip:2001:${secret}@pbx.test` }, {}],
    ['a server’s address with a password in it', { domain, servers: [`wss://2001:${secret}@pbx.test:7443`] }, {}],
  ])('no error holds a password: %s', (_, config, given) => {
    const error = settingErrorOf(() => fusionpbx(config, given))
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(secret)
  })
})
