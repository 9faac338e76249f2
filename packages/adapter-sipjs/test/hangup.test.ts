import { describe, expect, it } from 'vitest'
import { hangingUp } from '../../adapter-jssip/test/scenarios/hangup.ts'
import { lastConnection, sdp } from '../../adapter-jssip/test/support/browser.ts'
import { connected, fact } from '../../adapter-jssip/test/support/lab.ts'
import { sipjs } from '../src/index.ts'

hangingUp(sipjs)

const hungUp = { cause: 'hangup', by: 'local', answered: false, signalled: true }

describe('hanging up, where SIP.js would leave a leg', () => {
  it('while a challenge is on its way does not send the INVITE again', async () => {
    const account = { user: 'anna', secret: { kind: 'password', password: 'x' } } as const
    const { pbx, opened } = await connected({ account })
    pbx.on('INVITE', () => {})
    const calling = opened.dial()
    await fact(() => expect(pbx.count('INVITE')).toBe(1))
    calling.call.hangup()
    pbx.reply(pbx.last('INVITE'), 407, { headers: ['Proxy-Authenticate: Digest realm="pbx.test",nonce="n"'] })
    expect(await calling.end()).toMatchObject(hungUp)
    await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK']))
  })

  it('hangs up every fork that answers afterwards', async () => {
    const { pbx, opened } = await connected()
    pbx.rings().on('CANCEL', () => {})
    const calling = opened.dial()
    await calling.until('progress')
    calling.call.hangup()
    await calling.end()
    for (const tag of ['one', 'two']) pbx.reply(pbx.last('INVITE'), 200, { body: sdp, tag })
    await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE', 'ACK', 'BYE']))
  })

  it('while the 200 is being applied says no false reason', async () => {
    const { pbx, opened } = await connected()
    pbx.rings()
    const calling = opened.dial()
    await calling.until('progress')
    lastConnection().setRemoteDescription = () => {
      calling.call.hangup()
      return new Promise(() => {})
    }
    pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
    expect(await calling.end()).toMatchObject(hungUp)
    await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'BYE']))
    expect(pbx.last('BYE').header('Reason')).toBe('')
  })
})
