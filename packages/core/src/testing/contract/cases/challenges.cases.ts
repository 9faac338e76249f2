import type { ContractCase } from '../case.types.ts'
import type { FarAction } from '../far.types.ts'
import { busy, challengeBy, challenges, dial, ended, lineReported, on, open, reply } from '../steps.ts'

const right = { kind: 'password', values: ['right "pass" wörd'] } as const
const [password] = right.values
const [md5, session, sha] = [{ algorithm: 'MD5' }, { algorithm: 'MD5-sess' }, { algorithm: 'SHA-256' }]
const bearer = 'Bearer authz_server="https://auth.test"'

/** What is asked for, and the algorithm that is answered. */
const offers: readonly (readonly [id: string, name: string, asks: FarAction, algorithm: string])[] = [
  ['md5-first', 'MD5 before SHA-256', challenges(md5, sha), 'MD5'],
  ['md5-last', 'SHA-256 before MD5', challenges(sha, md5), 'MD5'],
  ['unknown-first', 'what nobody knows before MD5', challenges({ algorithm: 'SHA-512-256' }, md5), 'MD5'],
  ['scheme-first', 'another scheme before MD5', challenges(bearer, md5), 'MD5'],
  ['session', 'MD5-sess alone', challenges(session), 'MD5-sess'],
  ['sha', 'SHA-256 alone', challenges(sha), 'SHA-256'],
  ['no-qop', 'no protection of its own', challenges({ more: '' }), 'MD5'],
  ['case', 'MD5 in lower case', challenges({ algorithm: 'md5' }), 'md5'],
  ['more', 'what it means to itself', challenges({ more: ', qop="auth-int, auth", charset=UTF-8, x="y"' }), 'MD5'],
  ['quotes', 'a realm with quotes and a comma', challenges({ realm: 'ACME, \\"Voice\\" GmbH' }), 'MD5'],
  ['no-realm', 'an empty realm', challenges({ realm: '' }), 'MD5'],
]

const answered = offers.map(
  ([id, name, asks, algorithm]): ContractCase => ({
    id: `challenge-${id}`,
    name: `a challenge with ${name} is answered`,
    clause: 'challenges',
    needs: ['wire'],
    line: { secret: right },
    far: [on('INVITE', asks), on('INVITE', busy)],
    steps: [dial(), ended({ response: { status: 486, credentials: 'first' } })],
    messages: [
      { step: 'INVITE', nth: 2, secret: password, headers: { 'Proxy-Authorization': `algorithm=${algorithm}` } },
    ],
  }),
)

const realms: readonly ContractCase[] = [
  {
    id: 'challenge-two-at-once',
    name: 'two realms that ask at once both get their answer',
    clause: 'challenges',
    needs: ['wire'],
    line: { secret: right },
    far: [on('INVITE', challenges({ realm: 'one.test' }, { realm: 'two.test' })), on('INVITE', busy)],
    steps: [dial(), ended({ response: { status: 486 } })],
    messages: [
      { step: 'INVITE', nth: 2, secret: password, either: { 'Proxy-Authorization': 'realm="one.test"' } },
      { step: 'INVITE', nth: 2, either: { 'Proxy-Authorization': 'realm="two.test"' } },
    ],
  },
  {
    id: 'challenge-two-proxies',
    name: 'a second proxy that asks gets its answer beside that of the first',
    clause: 'challenges',
    needs: ['wire'],
    line: { secret: right },
    far: [on('INVITE', challengeBy(407, 'one.test')), on('INVITE', challengeBy(407, 'two.test')), on('INVITE', busy)],
    steps: [dial(), ended({ response: { status: 486 } })],
    wire: ['INVITE', 'ACK', 'INVITE', 'ACK', 'INVITE', 'ACK'],
    messages: [
      { step: 'INVITE', nth: 3, secret: password, either: { 'Proxy-Authorization': 'realm="one.test"' } },
      { step: 'INVITE', nth: 3, either: { 'Proxy-Authorization': 'realm="two.test"' } },
    ],
  },
  {
    id: 'challenge-proxy-and-server',
    name: 'a server that asks behind a proxy gets its answer beside that of the proxy',
    clause: 'challenges',
    needs: ['wire'],
    line: { secret: right },
    far: [on('INVITE', challengeBy(407, 'proxy.test')), on('INVITE', challengeBy(401, 'pbx.test')), on('INVITE', busy)],
    steps: [dial(), ended({ response: { status: 486 } })],
    messages: [
      {
        step: 'INVITE',
        nth: 3,
        secret: password,
        headers: { 'Proxy-Authorization': 'realm="proxy.test"', Authorization: 'realm="pbx.test"' },
      },
    ],
  },
  {
    id: 'challenge-unsupported',
    name: 'what is asked for and not known is named, and no credentials are sent',
    clause: 'unsupported',
    needs: ['wire'],
    line: { secret: right },
    far: [on('INVITE', challenges({ algorithm: 'SHA-512-256' }, bearer))],
    steps: [
      dial(),
      ended(
        { response: { status: 407, credentials: 'none', unsupported: ['SHA-512-256', 'Bearer'] } },
        { code: 'auth-unsupported', says: 'SHA-512-256' },
      ),
    ],
    wire: ['INVITE', 'ACK'],
  },
  {
    id: 'challenge-hash-unsupported',
    name: 'a hash, which is of MD5, answers no other digest',
    clause: 'challenges',
    needs: ['wire'],
    line: { secret: { kind: 'ha1', ha1: '479c3347a855f87f5979d1a5bed0aabe', realm: 'pbx.test', of: 'right' } },
    far: [on('INVITE', challenges(sha))],
    steps: [dial(), ended({ response: { status: 407, credentials: 'none' } }, { code: 'auth-failed' })],
    wire: ['INVITE', 'ACK'],
  },
  {
    id: 'challenge-register',
    name: 'a registration answers the challenge that it can, whatever the order',
    clause: 'challenges',
    needs: ['wire'],
    line: { secret: right, register: true },
    far: [on('REGISTER', challenges(md5, sha)), on('REGISTER', reply(200, { contact: 'ours' }))],
    steps: [],
    messages: [{ step: 'REGISTER', nth: 2, secret: password }],
  },
  {
    id: 'challenge-register-unsupported',
    name: 'a registration names what is asked for and not known',
    clause: 'unsupported',
    needs: ['wire'],
    line: null,
    far: [on('REGISTER', challenges({ algorithm: 'SHA-512-256' }))],
    steps: [open('line', { secret: right, register: true }), lineReported('registration-failed')],
    lineReports: [
      { type: 'connecting' },
      { type: 'connected' },
      { type: 'registration-failed', response: { status: 401, unsupported: ['SHA-512-256'] } },
    ],
    wire: ['REGISTER'],
  },
]

export const challenged: readonly ContractCase[] = [...answered, ...realms]
