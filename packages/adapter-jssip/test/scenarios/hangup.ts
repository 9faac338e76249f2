import type { SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { FakeConnection, lastConnection, sdp } from '../support/browser.ts'
import { connected, fact, limits, useLab } from '../support/lab.ts'

const hungUp = { cause: 'hangup', by: 'local', answered: false }

export function hangingUp(stack: () => SipStack): void {
  useLab(stack)

  describe('hanging up', () => {
    it('before anything was sent sends nothing', async () => {
      const { pbx, opened } = await connected()
      const calling = opened.dial()
      calling.call.hangup()
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: true })
      expect(calling.types()).toEqual(['ended'])
      expect(pbx.ladder).toEqual([])
    })

    it('while candidates are gathered sends nothing', async () => {
      const { pbx, opened } = await connected()
      FakeConnection.gathers = []
      const calling = opened.dial()
      await fact(() => lastConnection())
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: true })
      expect(lastConnection().closed).toBe(true)
      expect(pbx.ladder).toEqual([])
    })

    it('before a server says anything ends within the limit, unsignalled, and cancels at the first 1xx', async () => {
      const { pbx, opened } = await connected()
      pbx.on('INVITE', () => {})
      const calling = opened.dial()
      await fact(() => expect(pbx.count('INVITE')).toBe(1))
      const since = Date.now()
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: false })
      expect(Date.now() - since).toBeLessThan(limits.hangup + 1000)
      expect(pbx.count('CANCEL')).toBe(0)

      pbx.reply(pbx.last('INVITE'), 180)
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'CANCEL', 'ACK']))
    })

    it('while it rings sends CANCEL in the same step, and ends with the 487', async () => {
      const { pbx, opened } = await connected()
      pbx.rings()
      const calling = opened.dial()
      await calling.until('progress')
      calling.call.hangup()
      expect(lastConnection().closed).toBe(true)
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: true })
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'CANCEL', 'ACK']))
    })

    it('while it rings without a To tag sends CANCEL, too', async () => {
      const { pbx, opened } = await connected()
      pbx.on('INVITE', (invite) => {
        const ringing = `SIP/2.0 180 Ringing\r\n${invite.text.split('\r\n').slice(1).join('\r\n')}`
        pbx.send(ringing)
      })
      const calling = opened.dial()
      await fact(() => expect(pbx.count('INVITE')).toBe(1))
      await new Promise((resolve) => setTimeout(resolve, 30))
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: true })
      expect(pbx.count('CANCEL')).toBe(1)
    })

    it('acknowledges and hangs up a 200 that crosses the CANCEL', async () => {
      const { pbx, opened } = await connected()
      pbx.rings().on('CANCEL', (cancel) => {
        pbx.reply(cancel, 200)
        pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
      })
      const calling = opened.dial()
      await calling.until('progress')
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: true })
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE']))
    })

    it('acknowledges and hangs up a 200 that comes long after the CANCEL', async () => {
      const { pbx, opened } = await connected()
      pbx.rings().on('CANCEL', () => {})
      const calling = opened.dial()
      await calling.until('progress')
      const since = Date.now()
      calling.call.hangup()
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: true })
      expect(Date.now() - since).toBeLessThan(limits.hangup + 1000)
      pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE']))
    })

    it('acknowledges a 200 that is still being applied before its BYE', async () => {
      const { pbx, opened } = await connected()
      pbx.rings()
      const calling = opened.dial()
      await calling.until('progress')
      let apply = () => {}
      lastConnection().setRemoteDescription = () =>
        new Promise((resolve) => {
          apply = resolve
          calling.call.hangup()
        })
      pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
      expect(await calling.end()).toMatchObject({ ...hungUp, signalled: true })
      apply()
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'BYE']))
      expect(calling.types()).not.toContain('answered')
    })

    it('does nothing after the end', async () => {
      const { pbx, opened } = await connected()
      pbx.refuses(486)
      const { call, end, types } = opened.dial()
      await end()
      call.hangup()
      call.reject(486)
      call.setMuted(true)
      call.sendDtmf('1')
      expect(await call.setHeld(true)).toBe(false)
      expect(await call.restartIce()).toBe(false)
      expect(await call.refer('sip:300@pbx.test')).toMatchObject({ result: 'refused' })
      expect(types()).toEqual(['sent', 'ended'])
    })
  })
}
