import { describe, expect, it } from 'vitest'
import { inCall, inCalls, notify } from '../../adapter-jssip/test/scenarios/in-call.ts'
import { candidates, FakeConnection, lastConnection, sdp } from '../../adapter-jssip/test/support/browser.ts'
import { fact } from '../../adapter-jssip/test/support/lab.ts'
import { sipjs } from '../src/index.ts'

inCalls(sipjs)

describe('offers within a call', () => {
  it('nothing is sent while the call is held', async () => {
    const { call } = await inCall()
    await call.setHeld(true)
    expect(lastConnection().sender.track?.enabled).toBe(false)
    await call.setHeld(false)
    expect(lastConnection().sender.track?.enabled).toBe(true)
  })

  it('are made one after the other', async () => {
    const { pbx, call } = await inCall()
    expect(await Promise.all([call.setHeld(true), call.restartIce(), call.setHeld(false)])).toEqual([true, true, true])
    const directions = pbx.received.filter(({ method }) => method === 'INVITE').map(({ body }) => body)
    expect(directions.map((body) => /a=send\w+/.exec(body)?.[0])).toEqual([
      'a=sendrecv',
      'a=sendonly',
      'a=sendonly',
      'a=sendrecv',
    ])
  })

  it('that find the call unknown to the peer end it', async () => {
    const { pbx, calling, call } = await inCall()
    pbx.refuses(481)
    expect(await call.setHeld(true)).toBe(false)
    expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'remote', answered: true })
  })

  it('that cannot be made are refused, and the next one can', async () => {
    const { call, calling } = await inCall()
    FakeConnection.gathers = [[0, candidates.mdns]]
    expect(await call.restartIce()).toBe(false)
    expect(lastConnection().signalingState).toBe('stable')
    expect(await call.setHeld(true)).toBe(true)
    expect(calling.types()).not.toContain('ended')
  })

  it('of the peer are answered, with our addresses', async () => {
    const { pbx, calling } = await inCall()
    pbx.request('INVITE', { body: sdp.replace('a=sendrecv', 'a=inactive') })
    await fact(() => expect(pbx.last('200 INVITE').body).toContain(candidates.host))
    await calling.until('remote-hold')
    pbx.request('ACK')
  })
})

describe('REFER', () => {
  it('of the peer is refused', async () => {
    const { pbx } = await inCall()
    pbx.request('REFER', { headers: ['Refer-To: <sip:400@pbx.test>'] })
    await fact(() => expect(pbx.ladder.at(-1)).toBe('603 REFER'))
    expect(pbx.count('INVITE')).toBe(1)
  })

  it('twice gets both outcomes, although SIP.js has one listener for them', async () => {
    const { pbx, call } = await inCall()
    const fragments = ['SIP/2.0 486 Busy Here', 'SIP/2.0 200 OK']
    pbx.on('REFER', (refer) => {
      pbx.reply(refer, 202)
      pbx.request('NOTIFY', notify(fragments.shift() ?? ''))
    })
    const both = await Promise.all([call.refer('sip:300@pbx.test'), call.refer('sip:301@pbx.test')])
    expect(both.map(({ result }) => result)).toEqual(['refused', 'accepted'])
    await fact(() => expect(pbx.count('200 NOTIFY')).toBe(2))
  })
})
