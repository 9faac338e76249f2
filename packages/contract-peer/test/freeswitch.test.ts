import { describe, expect, test } from 'vitest'
import { forms } from '../src/form.ts'
import { freeswitchDescription, freeswitchOffer } from '../src/freeswitch-sdp.ts'
import { read, type SipMessage } from '../src/message.ts'
import { answerTo, badDescription, heldOffer } from '../src/sdp.ts'
import { requestTo, responseTo } from '../src/write.ts'

const { freeswitch } = forms
const offer = freeswitchDescription(freeswitchOffer, true)
const answer = freeswitchDescription(answerTo(freeswitchOffer))

const namesOf = (text: string): string[] =>
  text
    .slice(0, text.indexOf('\r\n\r\n'))
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(':')))

const request = (start: string): SipMessage => {
  const lines = [
    `${start} SIP/2.0`,
    'Via: SIP/2.0/WS near.invalid;branch=z9hG4bK1',
    'From: <sip:anna@pbx.test>;tag=near',
    'To: <sip:200@pbx.test>',
    'Call-ID: 1',
    `CSeq: 1 ${start.split(' ')[0]}`,
    'Content-Length: 0',
  ]
  return read(`${lines.join('\r\n')}\r\n\r\n`) as SipMessage
}

describe('a session description in FreeSWITCH’s form', () => {
  test.each([offer, answer])('has no mid and no BUNDLE, and names itself %#', (text) => {
    expect(text).toMatch(
      /^v=0\r\no=FreeSWITCH \d+ \d+ IN IP4 192\.0\.2\.1\r\ns=FreeSWITCH\r\nc=IN IP4 192\.0\.2\.1\r\n/,
    )
    expect(text).not.toMatch(/^a=(mid|group|sendrecv)/m)
    expect(text).toMatch(/^a=rtcp-mux\r\na=rtcp:50000 IN IP4 192\.0\.2\.1\r$/m)
    expect(text).toMatch(/^a=ssrc:\d+ mslabel:/m)
  })

  test('as the first word is RTP/SAVPF and actpass, with its candidate for two components', () => {
    expect(offer).toContain('m=audio 50000 RTP/SAVPF 102 9 0 8 103 101\r\n')
    expect(offer).toContain('a=setup:actpass\r\n')
    const candidates = [...offer.matchAll(/^a=candidate:(\S+) (\d) (.*)\r$/gm)].map(([, ...parts]) => parts)
    const [[foundation, , rest] = []] = candidates
    expect(candidates).toEqual([
      [foundation, '1', rest],
      [foundation, '2', rest],
    ])
  })

  test('as an answer keeps the protocol of the offer, and ends its candidates', () => {
    expect(answer).toContain('m=audio 50000 UDP/TLS/RTP/SAVPF 102 103\r\n')
    expect(answer).toMatch(/typ host generation 0\r\na=end-of-candidates\r\n/)
  })

  test('says a direction where it is not both ways', () => {
    expect(freeswitchDescription(heldOffer(freeswitchOffer))).toContain('a=sendonly\r\n')
  })

  test('that no parser takes stays so', () => {
    expect(freeswitchDescription(badDescription)).toBe(badDescription)
  })
})

describe('a message in FreeSWITCH’s form', () => {
  test('answers a call with a Contact for UDP', () => {
    const text = responseTo(request('INVITE sip:200@pbx.test'), 183, { body: answer }, freeswitch)
    expect(text).toMatch(/^SIP\/2\.0 183 Session Progress\r\n/)
    expect(text).toContain('\r\nContact: <sip:200@192.0.2.1:5060;transport=udp>\r\n')
    expect(namesOf(text)).toEqual(
      'Via From To Call-ID CSeq Contact User-Agent Accept Allow Supported Allow-Events Content-Type Content-Disposition Content-Length'.split(
        ' ',
      ),
    )
  })

  test('calls without a transport, and with the custom headers behind everything that SIP knows', () => {
    const parts = { body: offer, headers: ['X-Transfer-Id: t-1'] }
    const text = requestTo('sip:anna@near.invalid;transport=ws', 'INVITE', 'far-call-1', parts, freeswitch)
    expect(text).toContain('\r\nContact: <sip:mod_sofia@192.0.2.1:5060>\r\n')
    expect(namesOf(text).slice(-5)).toEqual([
      'Content-Disposition',
      'Content-Length',
      'X-Transfer-Id',
      'X-FS-Support',
      'Remote-Party-ID',
    ])
  })

  test.each([
    ['INVITE', 100, 'User-Agent'],
    ['REGISTER', 200, 'User-Agent Allow Supported'],
  ])('answers a %s with %i by little', (method, status, names) => {
    const text = responseTo(request(`${method} sip:200@pbx.test`), status, { contact: 'none' }, freeswitch)
    expect(namesOf(text).slice(5)).toEqual([...names.split(' '), 'Content-Length'])
  })
})
