import { expect, it } from 'vitest'
import { jssip } from '../src/index.ts'
import { promises } from './scenarios/promises.ts'
import { connected, fact } from './support/lab.ts'

promises(jssip)

it('a call that is hung up while challenged ends no sooner than its second INVITE', async () => {
  const account = { user: 'anna', secret: { kind: 'password', password: 'x' } } as const
  const { pbx, opened } = await connected({ account })
  pbx.on('INVITE', () => {})
  const calling = opened.dial()
  await fact(() => expect(pbx.count('INVITE')).toBe(1))
  calling.call.hangup()
  pbx.on('INVITE', (invite) => pbx.reply(invite, 180))
  pbx.reply(pbx.last('INVITE'), 407, { headers: ['Proxy-Authenticate: Digest realm="pbx.test",nonce="n"'] })
  await calling.end()
  expect(pbx.count('CANCEL')).toBe(1)
})
