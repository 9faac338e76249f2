import { describe, expect, test } from 'vitest'
import { lawsOfFreeSwitch } from '../src/testing/contract/freeswitch.laws.ts'
import type { WireMessage } from '../src/testing/index.ts'

const candidate = 'a=candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host'
const lines = [candidate, 'a=rtcp-mux', 'a=fingerprint:sha-256 00']

const sent = (given: readonly string[], headers: WireMessage['headers'] = {}): WireMessage => ({
  from: 'stack',
  step: 'INVITE',
  start: 'INVITE sip:200@pbx.test SIP/2.0',
  headers,
  body: given.map((line) => `${line}\r\n`).join(''),
})

const without = (line: string) => sent(lines.filter((one) => one !== line))
const offering = (other: string) => sent([other, ...lines.slice(1)])

describe('FreeSWITCH would not connect', () => {
  test.each([
    ['none', without(candidate)],
    ['a .local name', offering('a=candidate:1 1 udp 2113937151 0a1b.local 50000 typ host')],
    ['IPv6', offering('a=candidate:1 1 udp 2113937151 2001:db8::7 50000 typ host')],
    ['TCP', offering('a=candidate:1 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active')],
    ['the second component', offering('a=candidate:1 2 udp 2113937151 192.0.2.7 50000 typ host')],
  ])('a description without a usable candidate: %s', (_, message) => {
    expect(lawsOfFreeSwitch([message])).toEqual([expect.stringContaining('no literal IPv4 UDP candidate')])
  })

  test('a description without rtcp-mux', () => {
    expect(lawsOfFreeSwitch([without('a=rtcp-mux')])).toEqual([expect.stringContaining('no rtcp-mux')])
  })

  test('a description without a fingerprint', () => {
    expect(lawsOfFreeSwitch([without('a=fingerprint:sha-256 00')])).toEqual([expect.stringContaining('no fingerprint')])
  })

  test.each([
    ['90', 1],
    ['119;refresher=uac', 1],
    ['120', 0],
    ['1800', 0],
  ])('a session timer of less than 120 s: %s', (asked, problems) => {
    expect(lawsOfFreeSwitch([sent(lines, { 'session-expires': [asked] })])).toHaveLength(problems)
  })

  test('an answer that lacks what an offer needs', () => {
    expect(lawsOfFreeSwitch([{ ...without('a=rtcp-mux'), step: '200 INVITE' }])).toHaveLength(1)
  })
})

describe('FreeSWITCH connects', () => {
  test.each(['host', 'srflx raddr 192.0.2.7 rport 50000', 'relay raddr 0.0.0.0 rport 0'])('a candidate: %s', (kind) => {
    expect(lawsOfFreeSwitch([offering(candidate.replace('host', kind))])).toEqual([])
  })

  test('what describes nothing, or is its own', () => {
    expect(lawsOfFreeSwitch([sent([]), { ...sent(['v=0']), from: 'far' }, { ...sent(['x']), step: 'INFO' }])).toEqual(
      [],
    )
  })
})
