import { describe, expect, test } from 'vitest'
import { checks, commandOf, guides } from '../src/failure/failure.checks.ts'
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
const kinds = ['fusionpbx', 'kamailio', 'asterisk'] as const
const { extension: _none, ...bare } = freeswitch
const contexts: [string, RemedyContext][] = [
  ['FreeSWITCH', freeswitch],
  ['another PBX', other],
  ...kinds.map((pbx): [string, RemedyContext] => [pbx, { ...freeswitch, pbx }]),
  ['FreeSWITCH without an extension', bare],
  ['no server at all', { ...freeswitch, servers: [] }],
]
const facts: [string, Partial<FailureFacts>][] = [
  ['bare facts', {}],
  [
    'all facts',
    { sipStatus: 480, q850: 19, signalled: false, field: 'extension', candidates: 'private', detail: 'It was seen.' },
  ],
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
        expect(text).toMatch(/^[A-Z].*[.’]$/)
        expect(text).not.toMatch(/undefined|null|NaN|\[object|\{|\s\s/)
      }
      expect(made.sentence.length).toBeLessThan(120)
    },
  )

  test.each(['kamailio', 'asterisk', 'other'] as const)('names nothing of FreeSWITCH where the PBX is %s', (pbx) => {
    for (const candidates of [{}, { candidates: 'private' }] as const)
      expect(remedyOf(code, { ...freeswitch, pbx }, candidates)).not.toMatch(/fs_cli|acl|FusionPBX|FreeSWITCH/)
  })
})

test('no two codes share a sentence, but for those whose difference is an administrator’s', () => {
  const alike = ['auth-failed', 'auth-unsupported', 'forbidden', 'bad-request', 'session-timer'] as const
  expect(new Set(alike.map((code) => sentences[code])).size).toBe(1)
  expect(new Set(Object.values(sentences)).size).toBe(failureCodes.length - alike.length + 1)
})

test('the caller’s sentences hold no jargon', () => {
  for (const sentence of Object.values(sentences)) expect(sentence).not.toMatch(/SIP|ICE|RTP|\d{3}|WebSocket|PBX|codec/)
})

describe('FreeSWITCH’s own configuration', () => {
  const on = (pbx: 'freeswitch' | 'fusionpbx') => remedyOf('no-answer', { ...freeswitch, pbx })

  test('has the ring time in the dialplan, where FusionPBX writes it to the user', () => {
    expect(on('freeswitch')).toContain("`fs_cli -x 'xml_locate dialplan context name CONTEXT'`")
    expect(on('fusionpbx')).toContain("`fs_cli -x 'user_data 2001@pbx.test var call_timeout'`")
  })

  test('names the directory of the certificate by another variable', () => {
    expect(guides.freeswitch.checks.Certificate?.[0]).toBe('global_getvar certs_dir')
    expect(guides.fusionpbx.checks.Certificate?.[0]).toBe('global_getvar internal_ssl_dir')
  })
})

describe('a page without an account', () => {
  const stranger = { account: 'anonymous', anonymous: true } as const

  test.each([
    ['freeswitch', "`fs_cli -x 'sofia status profile wss_profile'` must show Context"],
    ['fusionpbx', "`fs_cli -x 'sofia status profile wss_profile'` must show Context"],
    ['asterisk', "`asterisk -rx 'pjsip show endpoint anonymous'` must show an endpoint, with the context"],
  ] as const)('%s: is in no directory, and has no password that could be wrong', (pbx, check) => {
    const context = { ...freeswitch, ...stranger, pbx }
    for (const code of ['auth-failed', 'forbidden'] as const) {
      expect(remedyOf(code, context)).toContain(check)
      expect(remedyOf(code, context)).not.toMatch(/user_exists|user_data|with auth/)
    }
    expect(remedyOf('auth-failed', context)).toContain('without a password')
  })
})

describe('a registration that is refused', () => {
  const desk = { ...freeswitch, account: '2001' }
  const refused = (code: Failure['code'], sipStatus: number, context: RemedyContext = desk) =>
    failure({ code, stage: 'line', sipStatus }, context).remedy

  test('names the extension in words and command', () => {
    expect(refused('auth-failed', 403)).toContain('the password of extension 2001')
    expect(refused('auth-failed', 403)).toContain("`fs_cli -x 'user_exists id 2001 pbx.test'`")
    expect(refused('forbidden', 403, { ...desk, pbx: 'asterisk' })).toContain("`asterisk -rx 'pjsip show auth 2001'`")
    expect(refused('auth-failed', 403, freeswitch)).toContain('the password of this extension')
  })

  test.each(failureCodes)('%s says nothing of calls, contexts or agents', (code) => {
    expect(refused(code, 499)).not.toMatch(/call|caller|agent|declined|context|dial|\bring/i)
    expect(refused(code, 499)).toMatch(/^[A-Z].*\.$/)
  })
})

describe('FreeSWITCH’s commands', () => {
  test.each([
    ['server-unreachable', "fs_cli -x 'sofia status profile wss_profile'", 'WebSocket'],
    ['auth-failed', "fs_cli -x 'user_exists id ACCOUNT pbx.test'", 'Account'],
    ['forbidden', "fs_cli -x 'user_data ACCOUNT@pbx.test var user_context'", 'Context'],
    ['not-found', "fs_cli -x 'user_exists id 2001 pbx.test'", 'Extension'],
    ['unavailable', "fs_cli -x 'sofia_contact */2001@pbx.test'", 'Phone'],
    ['codec-mismatch', "fs_cli -x 'sofia status profile wss_profile'", 'Codecs'],
    ['session-timer', "fs_cli -x 'xml_locate configuration configuration name sofia.conf'", 'Timers'],
    ['ice-failed', "fs_cli -x 'xml_locate configuration configuration name switch.conf'", 'Firewall'],
    ['ice-failed', "fs_cli -x 'sofia status profile wss_profile'", 'NAT'],
    ['no-audio', "fs_cli -x 'xml_locate configuration configuration name switch.conf'", 'Firewall'],
    ['no-audio', "fs_cli -x 'sofia status profile wss_profile'", 'NAT'],
    ['connection-lost', "fs_cli -x 'show channels'", 'Channels'],
    ['bad-request', "fs_cli -x 'sofia profile wss_profile siptrace on'", 'Trace'],
    ['server-error', "fs_cli -x 'sofia profile wss_profile siptrace on'", 'Trace'],
    ['timeout', "fs_cli -x 'sofia profile wss_profile siptrace on'", 'Trace'],
  ] as const)('%s: %s, and the guide’s section %s', (code, command, section) => {
    const remedy = remedyOf(code, freeswitch)
    expect(remedy).toContain(`Check: \`${command}\` must show `)
    expect(remedy).toContain(`(FreeSWITCH guide: ${section})`)
    const onFusionPbx = remedyOf(code, { ...freeswitch, pbx: 'fusionpbx' })
    expect(onFusionPbx).toBe(remedy.replaceAll('(FreeSWITCH guide', '(FusionPBX guide'))
  })

  test('without an extension the command says where to put one', () => {
    expect(remedyOf('not-found', bare)).toContain('user_exists id EXTENSION pbx.test')
    expect(remedyOf('unavailable', bare)).toContain('sofia_contact */EXTENSION@pbx.test')
  })

  test.each(Object.entries(checks))(
    '%s can be pasted: one quoted line, and nothing left to fill in but capitals',
    (_, check) => {
      expect(commandOf(check, freeswitch)).toMatch(/^fs_cli -x '[^'{}\n]+'$/)
      expect(check[1]).toMatch(/[^.{}]$/)
    },
  )
})

describe('another PBX’s commands', () => {
  test.each([
    ['kamailio', 'server-unreachable', 'kamcmd core.sockets_list', 'Kamailio guide: WebSocket'],
    ['kamailio', 'unavailable', 'kamcmd ul.lookup location 2001@pbx.test', 'Kamailio guide: Phone'],
    ['kamailio', 'no-audio', 'kamcmd rtpengine.show all', 'Kamailio guide: NAT'],
    ['kamailio', 'connection-lost', 'kamcmd dlg.list', 'Kamailio guide: Channels'],
    ['asterisk', 'server-unreachable', "asterisk -rx 'http show status'", 'Asterisk guide: WebSocket'],
    ['asterisk', 'unavailable', "asterisk -rx 'pjsip show aor 2001'", 'Asterisk guide: Phone'],
    ['asterisk', 'codec-mismatch', "asterisk -rx 'pjsip show endpoint ACCOUNT'", 'Asterisk guide: Codecs'],
    ['asterisk', 'timeout', "asterisk -rx 'pjsip set logger on'", 'Asterisk guide: Trace'],
  ] as const)('%s, %s: %s, and its own guide', (pbx, code, command, section) => {
    const remedy = remedyOf(code, { ...freeswitch, pbx })
    expect(remedy).toContain(`Check: \`${command}\` must show `)
    expect(remedy).toContain(`(${section})`)
  })

  test('what cannot be asked of it leaves the remedy whole', () => {
    expect(remedyOf('no-answer', { ...freeswitch, pbx: 'kamailio' })).toBe(remedyOf('no-answer', other))
  })

  test.each(kinds.flatMap((pbx) => Object.entries(guides[pbx].checks).map(([name, check]) => ({ pbx, name, check }))))(
    '$pbx: $name can be pasted',
    ({ pbx, check }) => {
      expect(commandOf(check, { ...freeswitch, pbx })).toMatch(/^(fs_cli -x '|kamcmd |asterisk -rx ')[^'{}`\n]+'?$/)
      expect(check[1]).toMatch(/[^.{}]$/)
    },
  )
})

describe('what the browser could offer', () => {
  const private488 = { sipStatus: 488, candidates: 'private' } as const

  test('a 488 to private addresses alone is mended on either side', () => {
    const remedy = remedyOf('codec-mismatch', freeswitch, private488)
    expect(remedy).toContain('`ice_servers`')
    expect(remedy).toContain('must show apply-candidate-acl')
    expect(remedy).not.toContain('opus')
  })

  test('any other 488 is about codecs', () => {
    expect(remedyOf('codec-mismatch', freeswitch, { sipStatus: 488 })).toMatch(/opus, G722, PCMU or PCMA/)
    expect(remedyOf('codec-mismatch', freeswitch, { sipStatus: 488 })).not.toMatch(/ice_servers|acl/)
  })

  test('another PBX is told of no ACL of FreeSWITCH’s', () => {
    for (const facts of [{}, private488]) expect(remedyOf('codec-mismatch', other, facts)).not.toContain('acl')
    expect(remedyOf('codec-mismatch', other, private488)).toContain('`ice_servers`')
  })

  test.each(['asterisk', 'kamailio'] as const)('%s takes private addresses: its 488 is about codecs', (pbx) => {
    expect(remedyOf('codec-mismatch', { ...freeswitch, pbx }, private488)).toMatch(/^No codec in common/)
  })

  test('a 488 after ringing is about the phone that rang, not about this page’s addresses', () => {
    const made = (pbx: RemedyContext['pbx']) =>
      failure({ code: 'codec-mismatch', stage: 'ringing', ...private488 }, { ...freeswitch, pbx }).remedy
    expect(made('freeswitch')).toContain('with that phone')
    expect(made('freeswitch')).toContain('must show apply-candidate-acl')
    expect(made('freeswitch')).not.toContain('ice_servers')
    expect(made('asterisk')).not.toContain('acl')
  })

  test.each(['hidden', 'none'] as const)('%s addresses need ICE servers, and nothing of the PBX', (candidates) => {
    const remedy = remedyOf('ice-failed', freeswitch, { candidates })
    expect(remedy).toContain('Set `ice_servers`')
    expect(remedy).not.toMatch(/NAT|fs_cli/)
  })

  test('private addresses that found no path are about NAT and ports, as any others are', () => {
    expect(remedyOf('ice-failed', freeswitch, { candidates: 'private' })).toBe(remedyOf('ice-failed', freeswitch))
  })
})

describe('what the remedies name', () => {
  test('an unreachable server is named, or the PBX where none is known', () => {
    expect(remedyOf('server-unreachable', freeswitch)).toContain('wss://pbx.test:7443')
    expect(remedyOf('server-unreachable', { ...freeswitch, servers: [] })).toContain('the PBX')
  })

  test('an unreachable server’s certificate, firewall and binding are told apart', () => {
    expect(remedyOf('server-unreachable', other)).toMatch(/https:.*certificate.*firewall.*binding/)
  })

  test.each(['policy-refused', 'invalid-request'] as const)('%s names the field', (code) => {
    expect(remedyOf(code, freeswitch, { field: 'wss_port' })).toContain('wss_port')
  })

  test.each(['bad-request', 'server-error', 'redirected'] as const)('%s names the status', (code) => {
    expect(remedyOf(code, freeswitch, { sipStatus: 599 })).toContain('599')
  })

  test('internal names the page’s setting where one is wrong', () => {
    expect(remedyOf('internal', freeswitch, { field: 'domain', detail: 'expected a name.' })).toBe(
      'Wrong in this page: domain: expected a name.',
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
