import { expect, it } from 'vitest'
import { jssip } from '../src/index.ts'
import { reconnections } from './scenarios/reconnect.ts'
import { connected, fact, startPbx } from './support/lab.ts'

reconnections(jssip)

it('a loss for longer than JsSIP’s own timer runs is mended, too', async () => {
  const { pbx, opened } = await connected()
  await pbx.stop()
  await opened.until('disconnected')
  // JsSIP tries to connect by itself after 2 s; the link is not there yet.
  await new Promise((resolve) => setTimeout(resolve, 2100))
  const back = await startPbx(pbx.port)
  back.answers()
  await fact(() => expect(opened.count('connected')).toBe(2), 4000)
  const calling = opened.dial()
  await calling.until('answered')
}, 10_000)
