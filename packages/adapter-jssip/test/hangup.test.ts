import { expect, it } from 'vitest'
import { jssip } from '../src/index.ts'
import { hangingUp } from './scenarios/hangup.ts'
import { connected, fact } from './support/lab.ts'

hangingUp(jssip)

it('hanging up while a challenge is on its way cancels the INVITE that answers it', async () => {
  const account = { user: 'anna', secret: { kind: 'password', password: 'x' } } as const
  const { pbx, opened } = await connected({ account })
  pbx.on('INVITE', () => {})
  const calling = opened.dial()
  await fact(() => expect(pbx.count('INVITE')).toBe(1))
  calling.call.hangup()
  pbx.on('INVITE', (invite) => pbx.reply(invite, 180))
  pbx.reply(pbx.last('INVITE'), 407, { headers: ['Proxy-Authenticate: Digest realm="pbx.test",nonce="n"'] })
  expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'local', answered: false, signalled: true })
  await fact(() => expect(pbx.ladder).toEqual(['INVITE', 'ACK', 'INVITE', 'CANCEL', 'ACK']))
})
