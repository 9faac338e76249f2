import type { LineConfig, SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { badSdp, candidates, FakeConnection, lastConnection, sdp } from '../support/browser.ts'
import { connected, fact, useLab } from '../support/lab.ts'

export async function inCall(changes: Partial<LineConfig> = {}) {
  const { pbx, opened } = await connected(changes)
  pbx.answers()
  const calling = opened.dial()
  await calling.until('answered')
  await fact(() => expect(pbx.count('ACK')).toBe(1))
  return { pbx, opened, calling, call: calling.call }
}

export const notify = (fragment: string, state = 'terminated;reason=noresource') => ({
  headers: ['Event: refer', `Subscription-State: ${state}`, 'Content-Type: message/sipfrag'],
  body: fragment,
})

export function inCalls(stack: () => SipStack): void {
  useLab(stack)

  describe('hold', () => {
    it('resolves true when the peer agrees, and is idempotent', async () => {
      const { pbx, call } = await inCall()
      expect(await call.setHeld(true)).toBe(true)
      expect(pbx.last('INVITE').body).toContain('a=sendonly')
      expect(await call.setHeld(true)).toBe(true)
      expect(pbx.count('INVITE')).toBe(2)
      expect(await call.setHeld(false)).toBe(true)
      expect(pbx.last('INVITE').body).toContain('a=sendrecv')
    })

    it.each(['a refusal', 'an unusable answer'])('resolves false after %s, and the call stays up', async (kind) => {
      const { pbx, calling, call } = await inCall()
      pbx.on('INVITE', (invite) =>
        kind === 'a refusal' ? pbx.reply(invite, 488) : pbx.reply(invite, 200, { body: badSdp }),
      )
      expect(await call.setHeld(true)).toBe(false)
      expect(lastConnection().signalingState).toBe('stable')
      expect(lastConnection().sender.track?.enabled).toBe(true)
      expect(calling.types()).not.toContain('ended')

      pbx.answers()
      expect(await call.setHeld(true)).toBe(true)
      call.hangup()
      expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'local', signalled: true })
    })

    it('settles when the call ends meanwhile', async () => {
      const { pbx, calling, call } = await inCall()
      pbx.on('INVITE', () => pbx.request('BYE'))
      expect(await call.setHeld(true)).toBe(false)
      expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'remote' })
    })

    it('of the peer is reported', async () => {
      const { pbx, calling } = await inCall()
      pbx.request('INVITE', { body: sdp.replace('a=sendrecv', 'a=sendonly') })
      await calling.until('remote-hold')
      expect(calling.reports.at(-1)).toEqual({ type: 'remote-hold', on: true })
    })
  })

  describe('an ICE restart', () => {
    it('waits for new candidates', async () => {
      const { pbx, call } = await inCall()
      FakeConnection.gathers = [[0, candidates.host.replace('192.0.2.7', '192.0.2.8')]]
      expect(await call.restartIce()).toBe(true)
      expect(pbx.last('INVITE').body).toContain('192.0.2.8')
    })

    it('that is refused leaves the call up', async () => {
      const { pbx, calling, call } = await inCall()
      pbx.refuses(488)
      expect(await call.restartIce()).toBe(false)
      expect(calling.types()).not.toContain('ended')
    })
  })

  describe('DTMF', () => {
    it('goes by RFC 4733, without other characters', async () => {
      const { pbx, call } = await inCall()
      call.sendDtmf('1a*# p')
      expect(lastConnection().tones).toEqual(['1A*#'])
      expect(pbx.count('INFO')).toBe(0)
    })

    it('goes by INFO where the config says so', async () => {
      const { pbx, call } = await inCall({ dtmf: 'info' })
      call.sendDtmf('5')
      await fact(() => expect(pbx.last('INFO').body).toContain('Signal=5'))
      expect(lastConnection().tones).toEqual([])
    })
  })

  describe('REFER', () => {
    it('is accepted by its last NOTIFY', async () => {
      const { pbx, call } = await inCall()
      pbx.on('REFER', (refer) => {
        pbx.reply(refer, 202)
        pbx.request('NOTIFY', notify('SIP/2.0 100 Trying', 'active;expires=60'))
        pbx.request('NOTIFY', notify('SIP/2.0 200 OK'))
      })
      expect(await call.refer('sip:300@pbx.test')).toEqual({ result: 'accepted', decidedBy: 'notify', status: 200 })
      expect(pbx.last('REFER').header('Refer-To')).toBe('<sip:300@pbx.test>')
    })

    it.each([
      ['SIP/2.0 486 Busy Here', { result: 'refused', decidedBy: 'notify', status: 486 }],
      ['SIP/2.0 100 Trying', { result: 'unknown', decidedBy: 'notify', status: 100 }],
    ])('that ends with %s', async (fragment, result) => {
      const { pbx, call } = await inCall()
      pbx.on('REFER', (refer) => {
        pbx.reply(refer, 202)
        pbx.request('NOTIFY', notify(fragment))
      })
      expect(await call.refer('sip:300@pbx.test')).toEqual(result)
    })

    it('is refused by its response', async () => {
      const { pbx, call } = await inCall()
      pbx.on('REFER', (refer) => pbx.reply(refer, 603))
      expect(await call.refer('sip:300@pbx.test')).toEqual({ result: 'refused', decidedBy: 'response', status: 603 })
    })

    it('stays unknown when a BYE comes first', async () => {
      const { pbx, calling, call } = await inCall()
      pbx.on('REFER', (refer) => {
        pbx.reply(refer, 202)
        pbx.request('BYE')
      })
      expect(await call.refer('sip:300@pbx.test')).toEqual({ result: 'unknown', decidedBy: 'bye' })
      expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'remote' })
    })

    it('names the call that it replaces', async () => {
      const { pbx, opened, call } = await inCall()
      pbx.answers({ tag: 'other' })
      const other = opened.dial('sip:300@pbx.test')
      await other.until('answered')
      pbx.on('REFER', (refer) => pbx.reply(refer, 603))
      await call.refer(other.call)
      const replaces = decodeURIComponent(pbx.last('REFER').header('Refer-To'))
      expect(replaces).toContain(`sip:300@pbx.test?Replaces=${other.call.id};to-tag=other;from-tag=`)
    })
  })
}
