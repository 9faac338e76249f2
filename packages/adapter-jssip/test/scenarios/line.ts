import type { LineConfig, SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { sdp } from '../support/browser.ts'
import { configFor, connected, fact, limits, open, startPbx, useLab } from '../support/lab.ts'

/** A stack that can be given its library. */
type Stack<Library> = (options?: { load: () => Promise<Library> }) => SipStack

export function lines<Library>(stack: Stack<Library>, library: () => Promise<Library>): void {
  useLab(stack)

  describe('closing a line', () => {
    it('leaves no socket and reports nothing more', async () => {
      const { pbx, opened } = await connected()
      const reported = opened.reports.length
      const closing = opened.line.close()
      expect(opened.line.close()).toBe(closing)
      await closing
      await fact(() => expect(pbx.connections).toBe(0))
      expect(await opened.dial().end()).toMatchObject({ cause: 'transport' })
      expect(opened.reports).toHaveLength(reported)
    })

    it('hangs up what is up', async () => {
      const { pbx, opened } = await connected()
      pbx.answers()
      const calling = opened.dial()
      await calling.until('answered')
      const since = Date.now()
      await opened.line.close()
      expect(Date.now() - since).toBeLessThan(limits.close)
      expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'local', signalled: true })
      expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'BYE'])
    })

    it('keeps the socket for an open INVITE: a late 200 gets ACK and BYE', async () => {
      const { pbx, opened } = await connected()
      pbx.rings().on('CANCEL', (cancel) => pbx.reply(cancel, 200))
      const calling = opened.dial()
      await calling.until('progress')
      const closing = opened.line.close()
      await calling.end()
      await new Promise((resolve) => setTimeout(resolve, limits.close + 50))
      expect(pbx.connections).toBe(1)
      pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
      await closing
      await fact(() => expect(pbx.connections).toBe(0))
      expect(pbx.ladder).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE'])
    })

    it('ends within its limit when nobody answers the BYE', async () => {
      const { pbx, opened } = await connected()
      pbx.answers().on('BYE', () => {})
      await opened.dial().until('answered')
      const since = Date.now()
      await opened.line.close()
      expect(Date.now() - since).toBeLessThan(limits.close + 1000)
      await fact(() => expect(pbx.connections).toBe(0))
    })

    it('while it connects makes no connection', async () => {
      const pbx = await startPbx()
      const opened = open(configFor(pbx))
      await opened.line.close()
      await fact(() => expect(pbx.connections).toBe(0))
      expect(opened.count('connected')).toBe(0)
    })
  })

  describe('opening a line', () => {
    it('returns at once and reports later', async () => {
      const pbx = await startPbx()
      const opened = open(configFor(pbx))
      expect(opened.reports).toEqual([])
      await opened.until('connected')
      expect(opened.reports[0]).toEqual({ type: 'connecting', server: pbx.url })
    })

    it('takes a library that is already there, and asks for it again', async () => {
      const pbx = await startPbx()
      let loads = 0
      const load = async () => {
        loads += 1
        if (loads < 3) throw new Error('the network is down')
        return library()
      }
      const reports: string[] = []
      const line = stack({ load }).open(configFor(pbx), (report) => {
        reports.push(report.type === 'disconnected' ? report.detail : report.type)
      })
      await fact(() => expect(reports).toContain('connected'))
      expect(reports.filter((report) => report !== 'connecting')).toEqual([
        'the SIP library could not be started: Error: the network is down',
        'connected',
      ])
      await line.close()
    })

    it.each([
      ['no server', { servers: [] }],
      ['an unencrypted server', { servers: [{ url: 'ws://pbx.test:5066', priority: 0 }] }],
      ['no WebSocket', { servers: [{ url: 'https://pbx.test', priority: 0 }] }],
      ['no URL', { servers: [{ url: 'pbx', priority: 0 }] }],
      ['a domain that is none', { domain: 'pbx test' }],
      ['a user that is none', { account: { user: 'an na', secret: { kind: 'token', token: 'hunter2' } } }],
    ] satisfies [string, Partial<LineConfig>][])('throws at %s', async (_, changes) => {
      const pbx = await startPbx()
      expect(() => stack().open(configFor(pbx, changes), () => {})).toThrow(TypeError)
    })
  })
}
