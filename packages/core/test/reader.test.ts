import { describe, expect, test } from 'vitest'
import { readMessage } from '../src/adapter/reader.ts'
import { standInFor, viaStandInFor, withoutStandIns } from '../src/adapter/stand-in.ts'
import { cpuTime } from './support/cpu-time.ts'

const lines = [
  'SIP/2.0 200 OK',
  'Via: SIP/2.0/WSS abc.invalid;branch=z9hG4bK1',
  'From: <sip:1001@pbx.test>;tag=a',
  'To: <sip:2001@pbx.test>;tag=b',
  'Call-ID: c1',
  'CSeq: 1 INVITE',
  'Contact: <sip:2001@192.0.2.9>',
]
const message = (more: readonly string[] = [], body = '') => [...lines, ...more, '', body].join('\r\n')

function read(text: string): string {
  const reading = readMessage(text)
  if (!reading.ok) throw new Error(`unreadable: ${reading.header}`)
  return reading.message
}
const bodyOf = (text: string) => text.slice(text.indexOf('\r\n\r\n') + 4)

describe('a message is read', () => {
  test('with bare line ends, and without the empty line behind its headers', () => {
    expect(read(message().replace(/\r\n/g, '\n'))).toBe(read(message()))
    expect(read(message().trimEnd())).toBe(read(message()))
  })

  test('with folded lines', () => {
    expect(read(message().replace(';tag=b', '\r\n\t;tag=b'))).toBe(read(message()))
  })

  test('with a name that begins with a star, which by itself would mean every Contact', () => {
    const made = read(message().replace('Contact: ', 'Contact: *97 '))
    expect(made).toContain('\r\nContact: "*97" <sip:2001@192.0.2.9>\r\n')
  })

  test.each([
    ['Event: refer ; id=5', 'Event: refer;id=5'],
    ['Session-Expires: 1800; refresher=uas', 'Session-Expires: 1800;refresher=uas'],
    ['Replaces: c2@h; to-tag = 1; from-tag = 2', 'Replaces: c2@h;to-tag=1;from-tag=2'],
  ])('with spaces as in %s', (line, made) => {
    expect(read(message([line]))).toContain(`\r\n${made}\r\n`)
  })

  test('in a moment, though it was made to be slow', () => {
    const signs = ['<', 'a<', '"a', 'a-', '; ', ' '].map((sign) => sign.repeat(20_000 / sign.length))
    const all = () => {
      for (const long of signs) {
        for (const name of ['To', 'Contact', 'Record-Route', 'WWW-Authenticate'])
          readMessage(message([`${name}: ${long}`]))
        readMessage(`INVITE sip:a ${long} SIP/2.0\r\n\r\n`)
      }
    }
    expect(cpuTime(all)).toBeLessThan(2000)
  })

  test('with the length that its body has, in bytes', () => {
    expect(read(message(['Content-Length: 99'], 'v=0\r\ns=Büro'))).toContain('Content-Length: 12\r\n\r\nv=0\r\ns=Büro')
    expect(bodyOf(read(message(['Content-Length: 8'], 'v=0\r\ns=Büro')))).toBe('v=0\r\ns=B')
  })

  test('with the session description out of a body of several parts', () => {
    const type = 'Content-Type: multipart/mixed;boundary="xx"'
    const parts = [
      '--xx',
      'Content-Type: text/plain',
      '',
      'no',
      '--xx',
      'Content-Type: application/sdp',
      '',
      'v=0',
      '--xx--',
    ]
    const made = read(message([type], parts.join('\r\n')))
    expect(made).toContain('Content-Type: application/sdp')
    expect(bodyOf(made).trim()).toBe('v=0')
  })

  test.each(['Via', 'From', 'To', 'Call-ID', 'CSeq'])('not without %s, which is named', (name) => {
    const text = message().replace(new RegExp(`^${name}: .*\r\n`, 'm'), '')
    expect(readMessage(text)).toMatchObject({ ok: false, header: name.toLowerCase() })
  })

  test.each(['000', '700', '999'])('not with the status %s, of which libraries throw', (status) => {
    const message = `SIP/2.0 ${status} x\r\n${lines.join('\r\n')}\r\n\r\n`
    expect(readMessage(message)).toMatchObject({ ok: false, header: 'start line' })
  })

  test.each(['1 INVITEX', '1 ACKX', '1'])('not with the CSeq %s, of which libraries throw', (value) => {
    const message = `SIP/2.0 200 OK\r\n${lines.join('\r\n').replace(/CSeq: .*/, `CSeq: ${value}`)}\r\n\r\n`
    expect(readMessage(message)).toMatchObject({ ok: false, header: 'CSeq' })
  })

  test.each([
    ['<sip:a@b>;expires=600', '<sip:a@b>;expires=600'],
    ['<sip:a@b>;expires=4294967295', '<sip:a@b>;expires=2000000'],
    ['<sip:a@b>;expires=soon;ob', '<sip:a@b>;ob'],
    ['<sip:a@b>;expires="600"', '<sip:a@b>'],
    ['<sip:a@b>;x=";expires=9"', '<sip:a@b>;x=";expires=9"'],
    ['"A;expires=0, \\"" <sip:a@b>;expires=60', '"A;expires=0, \\"" <sip:a@b>;expires=60'],
    ['<sip:a@b;expires=0>;expires=60', '<sip:a@b;expires=0>;expires=60'],
  ])('with a registration of %s for as long as a timer can wait', (contact, becomes) => {
    const registered = lines.join('\r\n').replace(/CSeq: .*/, 'CSeq: 1 REGISTER')
    const reading = readMessage(`SIP/2.0 200 OK\r\n${registered}\r\nContact: ${contact}\r\nExpires: 9999999999\r\n\r\n`)
    const message = reading.ok ? reading.message : ''
    expect(message).toContain(`Contact: ${becomes}\r\n`)
    expect(message).toContain('Expires: 2000000\r\n')
  })

  test('not where it is none', () => {
    expect(readMessage('hello\r\n\r\n')).toMatchObject({ ok: false, header: 'start line' })
  })
})

describe('a stand-in', () => {
  test.each(['sip:*#92@my_pbx:5060;transport=ws;x="y"', 'tel:+4930;ext=1', 'sips:a@[::1]', 'urn:uuid:1', 'sip:é@b'])(
    'for %s gives it back',
    (uri) => {
      expect(withoutStandIns(`BYE ${standInFor(uri)} SIP/2.0`)).toBe(`BYE ${uri.replace(/"/g, '%22')} SIP/2.0`)
    },
  )

  test.each(['no scheme', '', '<>', '2001@pbx.test'])('is made of no %j', (text) => {
    expect(standInFor(text)).toBeUndefined()
  })

  test('that a caller has made up is a name like any other', () => {
    const hex = (text: string) => Buffer.from(text).toString('hex')
    const ours = standInFor('tel:1') ?? ''
    for (const forged of [
      `SIP/2.0/WSS v${hex('SIP/" <sip:else@pbx.test>;tag=z,"')}.invalid;branch=z`,
      `sip:u${hex('sip:a@b\\')}.invalid`,
    ])
      expect(withoutStandIns(`To: "${forged}" <${ours}>;tag=1`)).toBe(`To: "${forged}" <tel:1>;tag=1`)
  })

  test('writes no control character', () => {
    const via = `Via: ${viaStandInFor('SIP/2.0/WSS my_pbx;x=\u0001;branch=z')}`
    expect(withoutStandIns(via)).toBe(via)
  })

  test('for a Via gives it back, and is none without a branch', () => {
    const via = 'SIP/2.0/WSS my_pbx;i=7;branch=z9hG4bKx'
    expect(withoutStandIns(`Via: ${viaStandInFor(via)}\r\n`)).toBe(`Via: ${via}\r\n`)
    expect(viaStandInFor('SIP/2.0/WSS my_pbx')).toBeUndefined()
  })
})
