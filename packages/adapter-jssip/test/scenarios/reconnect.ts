import { createServer } from 'node:net'
import type { SipStack } from '@patchcord/core'
import { describe, expect, it, vi } from 'vitest'
import { lastConnection } from '../support/browser.ts'
import { configFor, connected, fact, limits, open, startPbx, useLab } from '../support/lab.ts'

export function reconnections(stack: () => SipStack): void {
  useLab(stack)

  describe('the loss of the WebSocket', () => {
    it('while it rings ends the call, which is not placed again', async () => {
      const { pbx, opened } = await connected()
      pbx.rings()
      const calling = opened.dial()
      await calling.until('progress')
      pbx.drop()
      expect(await calling.end()).toMatchObject({ cause: 'transport', by: 'system', answered: false, signalled: false })
      expect(lastConnection().closed).toBe(true)
      await opened.until('connected', 2)
      expect(opened.reports.map((report) => report.type)).toEqual([
        'connecting',
        'connected',
        'disconnected',
        'connecting',
        'connected',
      ])
      expect(pbx.count('INVITE')).toBe(1)
    })

    it('while candidates are gathered ends the call, which is not placed later', async () => {
      const { pbx, opened } = await connected({ iceServers: async () => new Promise(() => {}) })
      const calling = opened.dial()
      pbx.drop()
      expect(await calling.end()).toMatchObject({ cause: 'transport', by: 'system', signalled: true })
      await opened.until('connected', 2)
      expect(pbx.count('INVITE')).toBe(0)
    })

    it('leaves a confirmed call up: its BYE goes over the new socket, which comes quickly', async () => {
      const { pbx, opened } = await connected()
      pbx.answers()
      const calling = opened.dial()
      await fact(() => expect(pbx.count('ACK')).toBe(1))
      const since = Date.now()
      pbx.drop()
      await opened.until('connected', 2)
      expect(Date.now() - since).toBeLessThan(700)
      expect(calling.types()).not.toContain('ended')
      expect(lastConnection().closed).toBe(false)
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'local', signalled: true })
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'BYE']))
    })

    it('during a hold leaves the call up', async () => {
      const { pbx, opened } = await connected()
      pbx.answers()
      const calling = opened.dial()
      await calling.until('answered')
      pbx.on('INVITE', () => pbx.drop())
      expect(await calling.call.setHeld(true)).toBe(false)
      await opened.until('connected', 2)
      pbx.answers()
      expect(await calling.call.setHeld(true)).toBe(true)
      expect(calling.types()).not.toContain('ended')
    })

    it('makes a hang-up unsignalled', async () => {
      const { pbx, opened } = await connected()
      pbx.answers()
      const calling = opened.dial()
      await calling.until('answered')
      await pbx.stop()
      await opened.until('disconnected')
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'local', answered: true, signalled: false })
    })
  })

  describe('a server that cannot be reached', () => {
    it('ends a call at once; no call is placed when it comes up', async () => {
      const gone = await startPbx()
      await gone.stop()
      const opened = open(configFor(gone))
      const early = opened.dial()
      expect(await early.end()).toMatchObject({ cause: 'transport', by: 'system', answered: false })
      await opened.until('disconnected')
      const back = await startPbx(gone.port)
      await opened.until('connected')
      expect(back.ladder).toEqual([])
    })

    it('that accepts and stays silent counts as unreachable after the limit', async () => {
      const frozen = createServer(() => {})
      await new Promise<void>((resolve) => {
        frozen.listen(0, '127.0.0.1', resolve)
      })
      const { port } = frozen.address() as { port: number }
      const live = await startPbx()
      const url = `ws://127.0.0.1:${port}/`
      const since = Date.now()
      const opened = open(configFor(live, { servers: [{ url, priority: 0 }] }))
      await opened.until('disconnected')
      expect(Date.now() - since).toBeGreaterThanOrEqual(limits.connect - 5)
      expect(opened.reports.at(-1)).toEqual({
        type: 'disconnected',
        server: url,
        detail: `no connection within ${limits.connect} ms`,
      })
      await opened.line.close()
      frozen.close()
    })

    it('is passed over for the next by priority, and reported once for the whole round', async () => {
      const gone = await startPbx()
      await gone.stop()
      const live = await startPbx()
      const servers = [
        { url: live.url, priority: 20 },
        { url: gone.url, priority: 10 },
      ]
      const opened = open(configFor(live, { servers }))
      await opened.until('connected')
      expect(opened.reports).toEqual([
        { type: 'connecting', server: gone.url },
        { type: 'connecting', server: live.url },
        { type: 'connected', server: live.url },
      ])
      await live.stop()
      await opened.until('disconnected', 2)
      expect(opened.reports.slice(3).map((report) => report.type)).toEqual([
        'disconnected',
        'connecting',
        'connecting',
        'disconnected',
      ])
    })
  })

  describe('a socket that hangs', () => {
    it('is replaced while a call is up, if the server used to answer pings', async () => {
      const { pbx, opened } = await connected()
      pbx.answers()
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      try {
        const calling = opened.dial()
        const tick = () => vi.advanceTimersByTimeAsync(5)
        const wait = async (check: () => boolean) => {
          for (let turn = 0; turn < 400 && !check(); turn++) {
            await tick()
            await new Promise((resolve) => setImmediate(resolve))
          }
          expect(check()).toBe(true)
        }
        await wait(() => calling.types().includes('answered'))
        vi.advanceTimersByTime(10_000)
        await wait(() => pbx.pings === 1)
        pbx.send('\r\n')
        await wait(() => true)
        await new Promise((resolve) => setImmediate(resolve))
        vi.advanceTimersByTime(10_000)
        await wait(() => pbx.pings === 2)
        vi.advanceTimersByTime(10_000)
        await wait(() => opened.count('disconnected') === 1)
        // The jitter may be so short that the line connects again already.
        expect(opened.reports.find(({ type }) => type === 'disconnected')).toMatchObject({
          detail: 'no pong within 10 s',
        })
        vi.advanceTimersByTime(500)
        await wait(() => pbx.accepted === 2)
        expect(calling.types()).not.toContain('ended')
      } finally {
        vi.useRealTimers()
      }
    })
  })
}
