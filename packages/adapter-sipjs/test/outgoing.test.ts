import { afterEach, describe, expect, it, vi } from 'vitest'
import { answeredCall, outgoingCalls } from '../../adapter-jssip/test/scenarios/outgoing.ts'
import { badSdp, FakeConnection, lastConnection, sdp } from '../../adapter-jssip/test/support/browser.ts'
import { connected, fact } from '../../adapter-jssip/test/support/lab.ts'
import { sipjs } from '../src/index.ts'

outgoingCalls(sipjs)

afterEach(() => void vi.restoreAllMocks())

describe('what SIP.js drops without a word', () => {
  it('a 180 and a 200 without a Contact still ring and answer', async () => {
    const { pbx, opened } = await connected()
    pbx.on('INVITE', (invite) => {
      pbx.reply(invite, 180, { contact: null })
      pbx.reply(invite, 200, { contact: null, body: sdp })
    })
    const calling = opened.dial()
    await calling.until('answered')
    expect(calling.types()).toEqual(['sent', 'progress', 'answered'])
    await fact(() => expect(pbx.last('ACK').start).toBe('ACK sip:200@pbx.test SIP/2.0'))
    calling.call.hangup()
    await fact(() => expect(pbx.last('BYE').start).toBe('BYE sip:200@pbx.test SIP/2.0'))
  })

  it('a 180 without a To tag still rings', async () => {
    const { pbx, opened } = await connected()
    pbx.on('INVITE', (invite) => {
      pbx.send(`SIP/2.0 180 Ringing\r\n${invite.text.split('\r\n').slice(1).join('\r\n')}`)
    })
    const calling = opened.dial()
    await calling.until('progress')
    pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
    await calling.until('answered')
  })

  it('a BYE that overtakes the answer ends the call, and leaves no leg', async () => {
    const { pbx, opened } = await connected()
    pbx.on('INVITE', (invite) => {
      pbx.reply(invite, 200, { body: sdp })
      pbx.request('BYE', { headers: ['Reason: Q.850;cause=16'] })
    })
    const calling = opened.dial()
    expect(await calling.end()).toMatchObject({
      cause: 'hangup',
      by: 'remote',
      answered: false,
      reasons: [{ protocol: 'Q.850', cause: 16 }],
    })
    await fact(() => expect(pbx.ladder).toEqual(['INVITE', '200 BYE', 'ACK']))
    expect(lastConnection().closed).toBe(true)
  })
})

describe('early media', () => {
  it('is heard, and its description need not come again', async () => {
    const { pbx, opened } = await connected()
    pbx.on('INVITE', (invite) => pbx.reply(invite, 183, { body: sdp }))
    const calling = opened.dial()
    await calling.until('progress')
    await fact(() => expect(lastConnection().signalingState).toBe('stable'))
    lastConnection().setRemoteDescription = async () => {
      throw new Error('applied again')
    }
    pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
    await calling.until('answered')
  })

  it('may still be on its way to being heard when another fork answers', async () => {
    const { pbx, opened } = await connected()
    pbx.on('INVITE', (invite) => pbx.reply(invite, 180))
    const calling = opened.dial()
    await calling.until('progress')
    const connection = lastConnection()
    const apply = connection.setRemoteDescription.bind(connection)
    connection.setRemoteDescription = async (description) => {
      // As long as a browser may take.
      await new Promise((resolve) => setTimeout(resolve, 20))
      return apply(description)
    }
    pbx.reply(pbx.last('INVITE'), 183, { body: sdp, tag: 'machine' })
    await fact(() => expect(calling.types()).toEqual(['sent', 'progress', 'progress']))
    pbx.reply(pbx.last('INVITE'), 200, { body: sdp.replace('192.0.2.7', '192.0.2.8'), tag: 'human' })
    await calling.until('answered')
  })

  it('of one fork does not keep another one from answering', async () => {
    const { pbx, opened } = await connected()
    const described: string[] = []
    pbx.on('INVITE', (invite) => pbx.reply(invite, 183, { body: sdp, tag: 'machine' }))
    const calling = opened.dial()
    await calling.until('progress')
    const connection = lastConnection()
    const apply = connection.setRemoteDescription.bind(connection)
    connection.setRemoteDescription = (description) => {
      described.push(description.sdp)
      return apply(description)
    }
    const other = sdp.replace('192.0.2.7', '192.0.2.8')
    pbx.reply(pbx.last('INVITE'), 200, { body: other, tag: 'human' })
    await calling.until('answered')
    expect(described).toEqual([other])
    calling.call.hangup()
    await fact(() => expect(pbx.last('BYE').header('To')).toContain('tag=human'))
  })

  it('that cannot be used is none', async () => {
    const { pbx, opened } = await connected()
    pbx.on('INVITE', (invite) => pbx.reply(invite, 183, { body: badSdp, tag: 'machine' }))
    const calling = opened.dial()
    await calling.until('progress')
    pbx.reply(pbx.last('INVITE'), 200, { body: sdp, tag: 'human' })
    await calling.until('answered')
  })
})

describe('SIP.js’s own habits', () => {
  it('no STUN server of somebody else’s is asked', async () => {
    const { pbx, opened } = await connected()
    await answeredCall(pbx, opened)
    expect(FakeConnection.all.map(({ configuration }) => configuration.iceServers)).toEqual([[]])
  })

  it('nothing is printed, least of all a secret', async () => {
    const printed = (['debug', 'info', 'log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
    const account = { user: 'anna', secret: { kind: 'password', password: 'hunter2' } } as const
    const { pbx, opened } = await connected({ account, register: true })
    pbx.on('INVITE', (invite) => {
      const header = 'Proxy-Authenticate: Digest realm="pbx.test",nonce="n"'
      if (invite.header('Proxy-Authorization')) pbx.reply(invite, 503)
      else pbx.reply(invite, 407, { headers: [header] })
    })
    await opened.dial().end()
    await opened.line.close()
    expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([])
  })

  it('the end of the media does not end the call by itself', async () => {
    const { pbx, opened } = await connected()
    const calling = await answeredCall(pbx, opened)
    const connection = lastConnection()
    connection.iceConnectionState = 'failed'
    connection.fire('iceconnectionstatechange')
    connection.becomes('failed')
    await calling.until('media')
    expect(calling.types()).not.toContain('ended')
  })
})
