import { afterEach, describe, expect, it, vi } from 'vitest'
import { lines } from '../../adapter-jssip/test/scenarios/line.ts'
import { configFor, connected, fact, limits, open, startPbx } from '../../adapter-jssip/test/support/lab.ts'
import { sipjs } from '../src/index.ts'

lines(sipjs, () => import('sip.js'))

afterEach(() => void vi.restoreAllMocks())

describe('a line on SIP.js', () => {
  it('is no matter to another: each has its own calls, its own account and its own end', async () => {
    const one = await connected({ account: { user: 'anna' } })
    const two = await connected({ account: { user: 'bert' } })
    one.pbx.answers()
    two.pbx.answers()
    const calls = [one.opened.dial(), two.opened.dial()]
    await Promise.all(calls.map((calling) => calling.until('answered')))
    expect([one, two].map(({ pbx }) => pbx.last('INVITE').header('From'))).toEqual([
      expect.stringContaining('sip:anna@'),
      expect.stringContaining('sip:bert@'),
    ])
    await one.opened.line.close()
    expect(calls[0]?.types()).toContain('ended')
    expect(calls[1]?.types()).not.toContain('ended')
    calls[1]?.call.hangup()
    await fact(() => expect(two.pbx.count('BYE')).toBe(1))
  })

  it('on which two calls are up holds, and hangs up, one of them', async () => {
    const { pbx, opened } = await connected()
    pbx.answers()
    const [first, second] = [opened.dial(), opened.dial()]
    await Promise.all([first.until('answered'), second.until('answered')])
    expect(await first.call.setHeld(true)).toBe(true)
    first.call.hangup()
    await first.end()
    expect(await second.call.setHeld(true)).toBe(true)
    expect(second.types()).not.toContain('ended')
  })

  it('closes within its limit where the server answers neither the un-REGISTER nor the BYE', async () => {
    const pbx = await startPbx()
    const started = vi.spyOn(globalThis, 'setTimeout')
    const ended = vi.spyOn(globalThis, 'clearTimeout')
    const opened = open(configFor(pbx, { register: true }))
    await opened.until('registered')
    pbx.answers()
    await opened.dial().until('answered')
    pbx.on('REGISTER', () => {}).on('BYE', () => {})
    const since = Date.now()
    await opened.line.close()
    expect(Date.now() - since).toBeLessThan(limits.close + 1000)
    await fact(() => expect(pbx.connections).toBe(0))
    // SIP.js would wait another 32 s for both, and 10 minutes for the registration's end.
    const long = started.mock.results.filter((_, index) => Number(started.mock.calls[index]?.[1]) >= 30_000)
    expect(long.length).toBeGreaterThan(2)
    expect(ended.mock.calls.flat()).toEqual(expect.arrayContaining(long.map(({ value }) => value)))
  })

  it('answers a server that pings', async () => {
    const { pbx } = await connected()
    pbx.send('\r\n\r\n')
    await fact(() => expect(pbx.pings).toBe(1))
  })
})
