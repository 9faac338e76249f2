import type { IncomingCall, LineReport, SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { badSdp, FakeStream, lastConnection, sdp } from '../support/browser.ts'
import { configFor, fact, follow, open, startPbx, useLab } from '../support/lab.ts'
import { following, invitation, parse, type SipMessage } from '../support/sip.ts'

/** FreeSWITCH's offer: SAVPF, actpass, a second component. */
const offer = sdp.replace('a=sendrecv', 'a=setup:actpass\r\na=sendrecv')
const headers = ['X-Transfer-Id: t-1', 'x-conversation-id: c-9', 'User-to-User: 4f4b;encoding=hex', 'Subject: no']

/** A registered desk, an INVITE to it, and what it took. */
export async function ringing(take = true, body = offer, ...more: readonly string[]) {
  const pbx = await startPbx()
  let incoming: IncomingCall | undefined
  let taken: ReturnType<typeof follow> | undefined
  const opened = open(configFor(pbx, { register: true }), (report: LineReport) => {
    if (report.type !== 'incoming') return
    incoming = report.call
    if (take) taken = follow((on) => report.call.take(on))
  })
  await opened.until('registered')
  const contact = /<([^>]+)>/.exec(pbx.last('REGISTER').header('Contact'))?.[1] ?? ''
  const text = invitation(contact, { body, headers: [...headers, ...more] })
  const invite = parse(text)
  pbx.send(text)
  await fact(() => expect(incoming).toBeDefined())
  const follows = (method: string, to: SipMessage, ...extra: string[]) =>
    pbx.send(following(invite, method, to.header('To'), extra))
  return { pbx, opened, invite, incoming: incoming as IncomingCall, taken, follows }
}

export async function answered(body = offer) {
  const rings = await ringing(true, body)
  const { taken, pbx } = rings
  if (!taken) throw new Error('not taken')
  const stream = new FakeStream()
  taken.call.answer(stream)
  return { ...rings, taken, stream, pbx }
}

export function incomingCalls(stack: () => SipStack): void {
  useLab(stack)

  describe('a call that comes in', () => {
    it('says who calls and with which headers', async () => {
      const { pbx, incoming, invite } = await ringing()
      expect(incoming.id).toBe(invite.header('Call-ID'))
      expect(incoming.from).toEqual({ user: '1001', displayName: 'Anna Caller' })
      expect(incoming.headers).toEqual([
        { name: 'X-Transfer-Id', value: 't-1' },
        { name: 'X-Conversation-Id', value: 'c-9' },
        { name: 'User-To-User', value: '4f4b;encoding=hex' },
      ])
      await fact(() => expect(pbx.ladder).toContain('180 INVITE'))
    })

    it('gets 480 when nobody takes it at once', async () => {
      const { pbx, incoming } = await ringing(false)
      await fact(() => expect(pbx.ladder.slice(-2)).toEqual(['100 INVITE', '480 INVITE']))
      const late = follow((on) => incoming.take(on))
      expect(await late.end()).toMatchObject({ cause: 'hangup', by: 'local', answered: false })
    })

    it('is answered, and ended by the peer', async () => {
      const { pbx, taken, stream, follows } = await answered()
      await fact(() => expect(pbx.ladder).toContain('200 INVITE'))
      expect(taken.types()).toEqual([])
      expect(pbx.last('200 INVITE').body).toContain('192.0.2.7')
      follows('ACK', pbx.last('200 INVITE'))
      await taken.until('answered')
      follows('BYE', pbx.last('200 INVITE'), 'Reason: Q.850;cause=16')
      expect(await taken.end()).toMatchObject({
        cause: 'hangup',
        by: 'remote',
        answered: true,
        reasons: [{ protocol: 'Q.850', cause: 16 }],
      })
      expect(stream.tracks[0]?.readyState).toBe('live')
      expect(lastConnection().closed).toBe(true)
    })

    it('is answered, and ended by us', async () => {
      const { pbx, taken, follows } = await answered()
      await fact(() => expect(pbx.ladder).toContain('200 INVITE'))
      follows('ACK', pbx.last('200 INVITE'))
      await taken.until('answered')
      taken.call.hangup()
      expect(await taken.end()).toMatchObject({ cause: 'hangup', by: 'local', answered: true, signalled: true })
      await fact(() => expect(pbx.ladder.at(-1)).toBe('BYE'))
    })

    it.each([
      [486, '486 INVITE'],
      [200, '480 INVITE'],
    ])('is rejected with %i', async (status, step) => {
      const { pbx, taken } = await ringing()
      taken?.call.reject(status)
      expect(await taken?.end()).toMatchObject({ cause: 'hangup', by: 'local', answered: false, signalled: true })
      await fact(() => expect(pbx.ladder.at(-1)).toBe(step))
    })

    it('is hung up with 480', async () => {
      const { pbx, taken } = await ringing()
      taken?.call.hangup()
      await fact(() => expect(pbx.ladder.at(-1)).toBe('480 INVITE'))
    })

    it('is cancelled by the peer, with its reasons', async () => {
      const { pbx, taken, invite } = await ringing()
      pbx.send(
        following(invite, 'CANCEL', invite.header('To'), ['Reason: SIP;cause=200;text="Call completed elsewhere"']),
      )
      expect(await taken?.end()).toMatchObject({
        cause: 'hangup',
        by: 'remote',
        answered: false,
        reasons: [{ protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' }],
      })
      await fact(() => expect(pbx.ladder).toContain('487 INVITE'))
    })

    it('ends when its offer cannot be used', async () => {
      const { pbx, taken } = await answered(badSdp)
      expect(await taken.end()).toMatchObject({ cause: 'sdp', by: 'system', answered: false })
      await fact(() => expect(pbx.ladder).toContain('488 INVITE'))
      expect(lastConnection().closed).toBe(true)
    })

    it('ends when the socket is lost before it is answered', async () => {
      const { pbx, taken } = await ringing()
      pbx.drop()
      expect(await taken?.end()).toMatchObject({ cause: 'transport', by: 'system', answered: false, signalled: false })
    })

    it('can be replaced by its far end’s view of the tags', async () => {
      const { pbx, taken, opened, follows } = await answered()
      await fact(() => expect(pbx.ladder).toContain('200 INVITE'))
      follows('ACK', pbx.last('200 INVITE'))
      await taken.until('answered')
      pbx.answers({ tag: 'other' }).on('REFER', (refer) => pbx.reply(refer, 603))
      const other = opened.dial()
      await other.until('answered')
      await other.call.refer(taken.call)
      expect(decodeURIComponent(pbx.last('REFER').header('Refer-To'))).toContain(';to-tag=far;from-tag=')
    })
  })
}
