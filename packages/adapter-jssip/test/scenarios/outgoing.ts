import type { SipStack } from '@patchcord/core'
import { describe, expect, it, vi } from 'vitest'
import { badSdp, FakeConnection, FakeStream, lastConnection, sdp } from '../support/browser.ts'
import { connected, fact, follow, type Opened, useLab } from '../support/lab.ts'
import type { Pbx } from '../support/pbx.ts'

export async function answeredCall(pbx: Pbx, opened: Opened) {
  pbx.answers()
  const calling = opened.dial()
  await calling.until('answered')
  return calling
}

export function outgoingCalls(stack: () => SipStack): void {
  useLab(stack)

  describe('an outgoing call', () => {
    it('is answered, and ended by our BYE', async () => {
      const { pbx, opened } = await connected()
      pbx.on('INVITE', (invite) => {
        pbx.reply(invite, 100)
        pbx.reply(invite, 180)
        pbx.reply(invite, 183, { body: sdp })
        pbx.reply(invite, 200, { body: sdp })
      })
      const calling = opened.dial()
      await calling.until('answered')
      calling.call.hangup()
      calling.call.hangup()

      expect(await calling.end()).toEqual({
        cause: 'hangup',
        by: 'local',
        answered: true,
        signalled: true,
        detail: 'hung up',
      })
      expect(calling.types()).toEqual(['sent', 'progress', 'progress', 'answered', 'ended'])
      expect(calling.reports.slice(1, 3)).toEqual([
        { type: 'progress', status: 180, media: false },
        { type: 'progress', status: 183, media: true },
      ])
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'BYE']))
      expect(lastConnection().closed).toBe(true)
    })

    it('is ended by the peer, with the reason of its BYE', async () => {
      const { pbx, opened } = await connected()
      const calling = await answeredCall(pbx, opened)
      pbx.request('BYE', { headers: ['Reason: Q.850;cause=16;text="NORMAL_CLEARING"', 'Reason: SIP;cause=200'] })

      expect(await calling.end()).toMatchObject({
        cause: 'hangup',
        by: 'remote',
        answered: true,
        signalled: true,
        reasons: [
          { protocol: 'Q.850', cause: 16, text: 'NORMAL_CLEARING' },
          { protocol: 'SIP', cause: 200 },
        ],
      })
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', '200 BYE']))
    })

    it.each([302, 403, 404, 408, 422, 480, 486, 488, 503, 603])('is refused with %i', async (status) => {
      const { pbx, opened } = await connected()
      pbx.refuses(status, 'Reason: Q.850;cause=17;text="USER_BUSY"')

      const calling = opened.dial()
      expect(await calling.end()).toMatchObject({
        cause: 'response',
        by: 'remote',
        answered: false,
        signalled: true,
        response: {
          status,
          reasonPhrase: `Status ${status}`,
          reasons: [{ protocol: 'Q.850', cause: 17, text: 'USER_BUSY' }],
          credentials: 'none',
        },
      })
      expect(calling.types()).toEqual(['sent', 'ended'])
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK']))
    })

    it('says who calls, without registering, and carries the headers', async () => {
      const { pbx, opened } = await connected({ account: { user: 'transfer', displayName: 'Web "caller"' } })
      pbx.refuses(486)
      await opened.dial().end()

      const invite = pbx.last('INVITE')
      expect(invite.start).toBe('INVITE sip:200@pbx.test SIP/2.0')
      expect(invite.header('From')).toContain('<sip:transfer@pbx.test>')
      expect(invite.header('X-Transfer-Id')).toBe('t-1')
      expect(invite.header('Session-Expires')).toBe('')
      expect(pbx.count('REGISTER')).toBe(0)
    })

    it('leaves the caller’s stream alone and stops its own copy', async () => {
      const { pbx, opened } = await connected()
      FakeStream.all.length = 0
      const calling = await answeredCall(pbx, opened)
      calling.call.setMuted(true)
      const copy = FakeStream.all.find((stream) => stream !== calling.stream)
      expect(lastConnection().sender.track).toBe(copy?.tracks[0])
      expect(copy?.tracks[0]?.enabled).toBe(false)
      expect(calling.stream.tracks[0]?.enabled).toBe(true)
      calling.call.setMuted(false)
      expect(copy?.tracks[0]?.enabled).toBe(true)
      calling.call.hangup()
      await calling.end()

      expect(calling.stream.tracks[0]?.readyState).toBe('live')
      expect(copy?.tracks[0]?.readyState).toBe('ended')
    })

    it('stays muted when it was muted before it was placed', async () => {
      const { pbx, opened } = await connected()
      pbx.answers()
      const calling = opened.dial()
      calling.call.setMuted(true)
      await calling.until('answered')
      expect(lastConnection().sender.track?.enabled).toBe(false)
      await calling.call.setHeld(true)
      await calling.call.setHeld(false)
      expect(lastConnection().sender.track?.enabled).toBe(false)
    })

    it('reports the remote stream and the connection’s state', async () => {
      const { pbx, opened } = await connected()
      const calling = await answeredCall(pbx, opened)
      const stream = new FakeStream()
      const connection = lastConnection()
      connection.fire('track', { streams: [stream], track: stream.tracks[0] })
      connection.becomes('connected')
      connection.becomes('failed')
      await fact(() => expect(calling.types().filter((type) => type === 'media')).toHaveLength(2))
      expect(calling.reports).toContainEqual({ type: 'remote-stream', stream, connection })
      expect(calling.reports).toContainEqual({ type: 'media', state: 'failed' })
      expect(calling.types()).not.toContain('ended')
    })

    it('ends for its media when the browser makes no offer', async () => {
      const { pbx, opened } = await connected()
      FakeConnection.offers = 'refused'
      expect(await opened.dial().end()).toMatchObject({ cause: 'media', by: 'system', signalled: true })
      expect(pbx.ladder).toEqual([])
    })

    it.each([
      ['an unusable description', badSdp],
      ['no description', ''],
    ])('ends when its 200 has %s, and leaves nothing open', async (_, body) => {
      const { pbx, opened } = await connected()
      pbx.answers({ body })
      expect(await opened.dial().end()).toMatchObject({ cause: 'sdp', by: 'system', answered: false, signalled: true })
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'BYE']))
      expect(lastConnection().closed).toBe(true)
      pbx.request('BYE')
      await fact(() => expect(pbx.ladder.at(-1)).toBe('481 BYE'))
    })

    it.each(['200', 'sip:pbx.test', 'sip:a b@pbx.test', 'sip:x@y>z'])('refuses the target %s', async (target) => {
      const { pbx, opened } = await connected()
      expect(await opened.dial(target).end()).toMatchObject({ cause: 'invalid', by: 'system', signalled: true })
      expect(pbx.ladder).toEqual([])
    })

    it('ends for its media when the stream is none', async () => {
      const { opened } = await connected()
      const calling = follow((on) =>
        opened.line.dial({ target: 'sip:200@pbx.test', stream: { id: 'x' }, headers: [] }, on),
      )
      expect(await calling.end()).toMatchObject({ cause: 'media', by: 'system', signalled: true })
    })

    it('hangs a second fork up and keeps the first', async () => {
      const { pbx, opened } = await connected()
      pbx.on('INVITE', (invite) => {
        pbx.reply(invite, 200, { body: sdp, tag: 'first' })
        pbx.reply(invite, 200, { body: sdp, tag: 'second' })
      })
      const calling = opened.dial()
      await fact(() => expect(pbx.count('BYE')).toBe(1))
      expect(pbx.last('BYE').header('To')).toContain('tag=second')
      await fact(() => expect(pbx.count('ACK')).toBe(2))
      await calling.until('answered')
      calling.call.hangup()
      await calling.end()
      await fact(() => expect(pbx.count('BYE')).toBe(2))
      expect(pbx.last('BYE').header('To')).toContain('tag=first')
    })

    it('goes on when a listener throws', async () => {
      const thrown: unknown[] = []
      const keep = (error: unknown) => thrown.push(error)
      vi.stubGlobal('queueMicrotask', (task: () => void) => {
        void Promise.resolve().then(task).catch(keep)
      })
      const { pbx, opened } = await connected()
      pbx.answers()
      const calling = opened.dial('sip:200@pbx.test', (report) => {
        throw new Error(`cannot bear ${report.type}`)
      })
      await calling.until('answered')
      pbx.request('BYE')
      await calling.end()
      vi.unstubAllGlobals()
      expect(thrown.map(String)).toEqual(['sent', 'answered', 'ended'].map((type) => `Error: cannot bear ${type}`))
      await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', '200 BYE']))
    })

    it('reports nothing before dial has returned', async () => {
      const { pbx, opened } = await connected()
      await pbx.stop()
      await opened.until('disconnected')
      const calling = opened.dial()
      expect(calling.reports).toEqual([])
      expect(await calling.end()).toMatchObject({ cause: 'transport', by: 'system', signalled: true })
    })
  })
}
