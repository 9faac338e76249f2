import { describe, expect, it } from 'vitest'
import { inCall } from '../../adapter-jssip/test/scenarios/in-call.ts'
import { reconnections } from '../../adapter-jssip/test/scenarios/reconnect.ts'
import { lastConnection, sdp } from '../../adapter-jssip/test/support/browser.ts'
import { connected, fact } from '../../adapter-jssip/test/support/lab.ts'
import { sipjs } from '../src/index.ts'

reconnections(sipjs)

describe('the loss of the WebSocket, which SIP.js does not tell its calls', () => {
  it.each([true, false])('ends a call; a 200 that still comes gets ACK and BYE (ringing: %s)', async (ringing) => {
    const { pbx, opened } = await connected()
    pbx.on('INVITE', (invite) => ringing && pbx.reply(invite, 180))
    const calling = opened.dial()
    await (ringing ? calling.until('progress') : fact(() => expect(pbx.count('INVITE')).toBe(1)))
    pbx.drop()
    expect(await calling.end()).toMatchObject({ cause: 'transport', by: 'system', answered: false, signalled: false })
    expect(lastConnection().closed).toBe(true)
    await opened.until('connected', 2)
    pbx.reply(pbx.last('INVITE'), 200, { body: sdp })
    await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'BYE']))
  })

  it('leaves a REFER without an outcome', async () => {
    const { pbx, call, calling } = await inCall()
    pbx.on('REFER', () => pbx.drop())
    expect(await call.refer('sip:300@pbx.test')).toEqual({ result: 'unknown', decidedBy: 'limit' })
    expect(calling.types()).not.toContain('ended')
  })
})
