import type { SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { configFor, connected, fact, open, startPbx, useLab } from '../support/lab.ts'
import { registering } from './registration.ts'

/** What the port promises of reports and resources at moments that are easily missed. */
export function promises(stack: () => SipStack): void {
  useLab(stack)

  describe('the port’s promises', () => {
    it('a hang-up reports nothing before it has returned', async () => {
      const { opened } = await connected()
      const calling = opened.dial()
      calling.call.hangup()
      expect(calling.types()).toEqual([])
      await calling.end()
    })

    it('a registration that succeeds while the line closes is not reported', async () => {
      const { pbx, opened } = await registering((server) => server.on('REGISTER', () => {}))
      await fact(() => expect(pbx.count('REGISTER')).toBe(1))
      const closing = opened.line.close()
      const first = pbx.last('REGISTER')
      pbx.on('REGISTER', (request) => pbx.reply(request, 200, { contact: request.header('Contact') }))
      pbx.reply(first, 200, { contact: first.header('Contact') })
      await closing
      expect(opened.reports.map(({ type }) => type)).toEqual(['connecting', 'connected'])
    })

    it('a line that is closed while it connects leaves no socket', async () => {
      const pbx = await startPbx()
      await open(configFor(pbx)).line.close()
      const next = open(configFor(pbx))
      await next.until('connected')
      expect(pbx.connections).toBe(1)
    })
  })
}
