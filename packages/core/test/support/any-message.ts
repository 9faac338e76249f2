import fc from 'fast-check'

const pick = (...words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words)
const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''))
const often = (usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: usual, weight: 3 }, { arbitrary: odd, weight: 1 })

/** What a header's value may be made of, sense or not. */
const scraps = fc
  .array(
    pick(
      ...' \t;:,.<>"@=%#\\/()[]{}?*+-_\'`~|^&$!',
      'sip:',
      'tel:',
      'a',
      'Z',
      '9',
      'tag=',
      'é',
      '田',
      '🍕',
      '%41',
      '\u0001',
    ),
    { maxLength: 12 },
  )
  .map((signs) => signs.join(''))

const host = often(
  pick('pbx.test', '192.0.2.9', 'a', 'a-b.c-d', 'PBX.Test', 'x1.y2', 'localhost'),
  fc.oneof(
    pick(
      '019f9ae299f5',
      'my_pbx',
      '[2001:db8::9]',
      '[::ffff:192.0.2.1]',
      'pbx.test.',
      '1.2.3',
      '-a',
      '256.1.1.1',
      'a..b',
    ),
    scraps,
  ),
)
const user = often(
  pick('', '1001@', 'anna.k@', '+49@', "a-_.!~*'()@", 'a:b@', 'a%20b@'),
  fc.oneof(pick('*#92@', 'J D@', '%E7@', '50%25@', 'é@', '田@', 'a&b=c+d$,;?/e@'), scraps),
)
const parameters = often(
  pick(
    '',
    ';transport=ws',
    ';lr',
    ';ob;x=y',
    ';transport=TLS;lr=on',
    ';user=phone',
    ';ttl=1;maddr=a.b',
    ';method=INVITE',
  ),
  fc.oneof(pick(';', ';a="b"', ';ttl=x', ';maddr=_', ';lr=', ';x=[1]&+$/:'), scraps),
)
const scheme = often(pick('sip:', 'SIP:'), pick('sips:', 'tel:', 'urn:', '', 'http://', ' sip:'))
const uri = joined(scheme, user, host, pick('', ':5060', ':0', ':99999', ':x'), parameters, pick('', '', '?a=b'))
const name = often(
  pick('', 'Anna ', 'Anna Caller ', '"Anna" ', '"" ', '"a \\"b\\" <c>, d" '),
  fc.oneof(pick('Müller ', 'Smith, John ', 'J (S) ', '"Anna ', "O'Brien  P. ", '田中 ', '\t'), scraps),
)
const extras = often(
  pick('', ';expires=60', ';q=0.5', ';x;y="z"', ';+sip.instance="<urn:uuid:1>"'),
  fc.oneof(pick(';', ';expires=', ';q=7', ';expires="6"', ';x=[1]', ';ü=1'), scraps),
)
const address = fc.oneof(joined(name, fc.constant('<'), uri, fc.constant('>'), extras), joined(uri, extras), scraps)
const tagged = (tag: string) =>
  joined(address, often(fc.constant(`;tag=${tag}`), pick('', ';tag=', ';tag=a b', '; tag = x')))

const via = often(
  pick('SIP/2.0/WSS abc.invalid;branch=z9hG4bK1', 'SIP/2.0/WSS 192.0.2.1:5060;branch=z9hG4bK2;rport'),
  joined(
    pick('SIP/2.0/WSS ', 'SIP / 2.0 / UDP '),
    host,
    often(pick(';branch=z9hG4bK3'), scraps),
    pick('', ';received=::1', ';rport=x', ', SIP/2.0/UDP a;branch=b'),
  ),
)

const line = (header: string, value: fc.Arbitrary<string>) =>
  value.map((text) => `${header}: ${text.replace(/[\r\n]/g, '')}\r\n`)
const perhaps = (header: fc.Arbitrary<string>) => fc.option(header, { nil: '' })

const start = fc.oneof(
  joined(
    pick('SIP/2.0 '),
    pick('100', '180', '200', '302', '401', '486', '603'),
    pick('', ' '),
    fc.oneof(pick('OK', 'Not <here> "now" [1] 50%'), scraps),
  ),
  joined(pick('INVITE ', 'BYE ', 'NOTIFY ', 'OPTIONS ', 'FOO '), uri, pick(' SIP/2.0', ' sip/2.0')),
)

/** A message as no PBX, or only some PBX, would write it. */
export const anyMessage = joined(
  pick('', '', '\r\n\r\n'),
  start.map((text) => `${text.replace(/[\r\n]/g, '')}\r\n`),
  line('Via', via),
  line('From', tagged('f')),
  line('t', tagged('t')),
  line('Call-ID', often(pick('abc@host', '97acb674:d024@019f', '{AB-12}"odd"<x>@[::1]'), scraps)),
  line('CSeq', often(pick('1 INVITE', '2 REGISTER', '3 BYE', '4  OPTIONS'), scraps)),
  perhaps(
    line(
      'm',
      fc.array(address, { maxLength: 3 }).map((all) => all.join(', ')),
    ),
  ),
  perhaps(
    line(
      'Record-Route',
      fc.array(address, { minLength: 1, maxLength: 2 }).map((all) => all.join(',')),
    ),
  ),
  perhaps(line('Max-Forwards', fc.oneof(pick('70'), scraps))),
  perhaps(
    line(
      'Content-Type',
      fc.oneof(pick('application/sdp', 'Application/SDP; charset="utf-8"', 'multipart/mixed;boundary=x'), scraps),
    ),
  ),
  perhaps(line('x', fc.oneof(pick('90;refresher=uas', '1800'), scraps))),
  perhaps(line('Event', fc.oneof(pick('refer', 'refer;id=1', 'message-summary'), scraps))),
  perhaps(line('Refer-To', address)),
  perhaps(line('Replaces', fc.oneof(pick('a@b;to-tag=1;from-tag=2'), scraps))),
  perhaps(
    line(
      'WWW-Authenticate',
      fc.oneof(
        pick('Digest realm="a", nonce="b"', 'Bearer x="y"', 'Digest realm="a", nonce="b", algorithm=MD5-sess'),
        scraps,
      ),
    ),
  ),
  perhaps(line('l', pick('0', '3', '99999', '-1', ' 4 '))),
  pick('\r\n', ''),
  pick('', 'v=0\r\n', 'é🍕'),
)
