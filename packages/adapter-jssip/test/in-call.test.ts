import { expect, it } from 'vitest'
import { jssip } from '../src/index.ts'
import { inCall, inCalls } from './scenarios/in-call.ts'
import { fact } from './support/lab.ts'

inCalls(jssip)

it('a REFER of the peer is refused', async () => {
  const { pbx } = await inCall()
  pbx.request('REFER', { headers: ['Refer-To: <sip:400@pbx.test>'] })
  await fact(() => expect(pbx.last('NOTIFY').body).toContain('603'))
})
