import { describe, expect, it } from 'vitest'
import { jssip } from '../src/index.ts'
import { answeredCall, outgoingCalls } from './scenarios/outgoing.ts'
import { lastConnection } from './support/browser.ts'
import { connected, fact } from './support/lab.ts'

outgoingCalls(jssip)

describe('JsSIP', () => {
  it.each([false, true])('ends for its media when JsSIP gives it up (answered: %s)', async (answered) => {
    const { pbx, opened } = await connected()
    pbx.rings()
    const calling = answered ? await answeredCall(pbx, opened) : opened.dial()
    if (!answered) await calling.until('progress')
    const connection = lastConnection()
    connection.iceConnectionState = 'failed'
    connection.fire('iceconnectionstatechange')

    expect(await calling.end()).toMatchObject({ cause: 'media', by: 'system', answered, signalled: true })
    await fact(() => expect(pbx.ladder).toContain(answered ? 'BYE' : 'CANCEL'))
  })
})
