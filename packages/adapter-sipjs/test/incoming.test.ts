import { describe, expect, it } from 'vitest'
import { answered, incomingCalls, ringing } from '../../adapter-jssip/test/scenarios/incoming.ts'
import { lastConnection } from '../../adapter-jssip/test/support/browser.ts'
import { fact } from '../../adapter-jssip/test/support/lab.ts'
import { sipjs } from '../src/index.ts'

incomingCalls(sipjs)

describe('between our 200 and its ACK', () => {
  it('our hang-up frees everything at once, and its BYE follows the ACK', async () => {
    const { pbx, taken, follows } = await answered()
    await fact(() => expect(pbx.ladder).toContain('200 INVITE'))
    taken.call.hangup()
    expect(await taken.end()).toMatchObject({ cause: 'hangup', by: 'local', answered: false })
    expect(lastConnection().closed).toBe(true)
    expect(pbx.count('BYE')).toBe(0)
    follows('ACK', pbx.last('200 INVITE'))
    await fact(() => expect(pbx.count('BYE')).toBe(1))
  })

  it('a line that closes waits for the ACK, so that the BYE is sent', async () => {
    const { pbx, opened, taken, follows } = await answered()
    await fact(() => expect(pbx.ladder).toContain('200 INVITE'))
    const closing = opened.line.close()
    await taken.end()
    follows('ACK', pbx.last('200 INVITE'))
    await closing
    expect(pbx.ladder.filter((step) => step !== 'REGISTER').at(-1)).toBe('BYE')
  })

  it('the caller’s BYE ends the call', async () => {
    const { pbx, taken, follows } = await answered()
    await fact(() => expect(pbx.ladder).toContain('200 INVITE'))
    follows('BYE', pbx.last('200 INVITE'))
    expect(await taken.end()).toMatchObject({ cause: 'hangup', by: 'remote', answered: false })
    await fact(() => expect(pbx.ladder.at(-1)).toBe('200 BYE'))
  })
})

describe('a call that comes in', () => {
  it('and is answered in the same step rings first', async () => {
    const { pbx, taken } = await ringing()
    taken?.call.hangup()
    await fact(() => expect(pbx.ladder.slice(-3)).toEqual(['100 INVITE', '180 INVITE', '480 INVITE']))
  })

  it('for a limited time ends when that is over', async () => {
    const { pbx, taken } = await ringing(true, undefined, 'Expires: 1')
    expect(await taken?.end()).toMatchObject({ cause: 'timeout', by: 'system', answered: false, signalled: true })
    await fact(() => expect(pbx.ladder.at(-1)).toBe('487 INVITE'))
  })

  it('while the answer is being made, and is hung up, gets no 200', async () => {
    const { pbx, taken } = await answered()
    taken.call.hangup()
    await taken.end()
    await fact(() => expect(pbx.ladder.at(-1)).toBe('480 INVITE'))
    expect(pbx.ladder).not.toContain('200 INVITE')
  })
})
