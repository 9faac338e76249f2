import type { LineConfig, SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { configFor, fact, open, startPbx, useLab } from '../support/lab.ts'
import type { Pbx } from '../support/pbx.ts'

const desk = { register: true, account: { user: 'anna', secret: { kind: 'password', password: 'right' } } } as const

export async function registering(script: (pbx: Pbx) => void, changes: Partial<LineConfig> = {}) {
  const pbx = await startPbx()
  script(pbx)
  return { pbx, opened: open(configFor(pbx, { ...desk, ...changes })) }
}

const challenge = { headers: ['WWW-Authenticate: Digest realm="pbx.test",nonce="n"'] }

export function registrations(stack: () => SipStack): void {
  useLab(stack)

  describe('registration', () => {
    it('succeeds after a challenge', async () => {
      const { pbx, opened } = await registering((server) =>
        server.on('REGISTER', (request) => {
          if (!request.header('Authorization')) server.reply(request, 401, challenge)
          else server.reply(request, 200, { contact: request.header('Contact') })
        }),
      )
      await opened.until('registered')
      expect(opened.reports.map((report) => report.type)).toEqual(['connecting', 'connected', 'registered'])
      expect(pbx.ladder).toEqual(['REGISTER', 'REGISTER'])
    })

    it.each([
      ['with a bare 403', false, 'none'],
      ['after a challenge', true, 'first'],
    ] as const)('is refused %s, and not tried again', async (_, challenged, credentials) => {
      const { pbx, opened } = await registering((server) =>
        server.on('REGISTER', (request) => {
          if (challenged && !request.header('Authorization')) server.reply(request, 401, challenge)
          else server.reply(request, 403)
        }),
      )
      await opened.until('registration-failed')
      expect(opened.reports.at(-1)).toMatchObject({ response: { status: 403, credentials } })
      const asked = pbx.count('REGISTER')
      pbx.drop()
      await opened.until('connected', 2)
      expect(pbx.count('REGISTER')).toBe(asked)
      expect(opened.count('registration-failed')).toBe(1)
    })

    it('fails when the server does not list our Contact', async () => {
      const { opened } = await registering((server) =>
        server.on('REGISTER', (request) => server.reply(request, 200, { contact: null })),
      )
      await opened.until('registration-failed')
      expect(opened.reports.at(-1)).toEqual({
        type: 'registration-failed',
        detail: 'the server answered without our Contact',
      })
    })

    it('comes back with the connection, with the secret asked anew', async () => {
      let asked = 0
      const password = async () => `secret-${++asked}`
      const account = { user: 'anna', secret: { kind: 'password', password } } as const
      const { pbx, opened } = await registering(() => {}, { account })
      await opened.until('registered')
      pbx.drop()
      await opened.until('registered', 2)
      expect(asked).toBe(2)
      expect(opened.count('registration-failed')).toBe(0)
    })

    it('that is lost with its socket is tried again', async () => {
      const { pbx, opened } = await registering((server) => server.on('REGISTER', () => server.drop()))
      await opened.until('disconnected')
      pbx.on('REGISTER', (request) => pbx.reply(request, 200, { contact: request.header('Contact') }))
      await opened.until('registered')
      expect(opened.count('registration-failed')).toBe(0)
    })

    it('is taken back when the line closes', async () => {
      const { pbx, opened } = await registering(() => {})
      await opened.until('registered')
      await opened.line.close()
      expect(pbx.last('REGISTER').text).toMatch(/^Expires: 0|;expires=0/im)
      await fact(() => expect(pbx.connections).toBe(0))
    })

    it('does not happen where the config does not say so', async () => {
      const { pbx, opened } = await registering(() => {}, { register: false })
      await opened.until('connected')
      await opened.line.close()
      expect(pbx.ladder).toEqual([])
    })
  })
}
