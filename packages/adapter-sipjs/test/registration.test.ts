import { describe, expect, it } from 'vitest'
import { registering, registrations } from '../../adapter-jssip/test/scenarios/registration.ts'
import { fact } from '../../adapter-jssip/test/support/lab.ts'
import { sipjs } from '../src/index.ts'

registrations(sipjs)

const bare = (contact: string) => contact.replace(/;expires=\d+/, '')

describe('a registration, where SIP.js errs', () => {
  it('without an expiry in our Contact is made once', async () => {
    const { pbx, opened } = await registering((server) =>
      server.on('REGISTER', (request) => server.reply(request, 200, { contact: bare(request.header('Contact')) })),
    )
    await opened.until('registered')
    // SIP.js would have sent dozens by the end of a call.
    pbx.refuses(486)
    await opened.dial().end()
    await fact(() => expect(pbx.ladder).toEqual(['REGISTER', 'INVITE', 'ACK']))
  })

  it('is renewed before it expires, with the secret asked anew, and told once', async () => {
    let asked = 0
    const token = async () => `Bearer ${++asked}`
    const account = { user: 'anna', secret: { kind: 'token', token } } as const
    const { pbx, opened } = await registering(
      (server) =>
        server.on('REGISTER', (request) =>
          server.reply(request, 200, { contact: bare(request.header('Contact')), headers: ['Expires: 1'] }),
        ),
      { account },
    )
    await opened.until('registered')
    await fact(() => expect(pbx.count('REGISTER')).toBe(2))
    const tokens = pbx.received.map((request) => request.headers('Authorization'))
    expect(tokens).toEqual([['Bearer 1'], ['Bearer 2']])
    expect(opened.count('registered')).toBe(1)
  })

  it('that is not renewed fails when it expires', async () => {
    const { pbx, opened } = await registering((server) =>
      server.on('REGISTER', (request) =>
        server.reply(request, 200, { contact: `${bare(request.header('Contact'))};expires=1` }),
      ),
    )
    await opened.until('registered')
    pbx.on('REGISTER', () => {})
    await opened.until('registration-failed')
    expect(opened.reports.at(-1)).toEqual({
      type: 'registration-failed',
      detail: 'the registration was not renewed',
    })
  })

  it('for a time that the server finds too brief is made for longer', async () => {
    const { pbx, opened } = await registering((server) =>
      server.on('REGISTER', (request) => {
        const contact = request.header('Contact')
        if (contact.includes('expires=600')) server.reply(request, 423, { headers: ['Min-Expires: 1200'] })
        else server.reply(request, 200, { contact })
      }),
    )
    await opened.until('registered')
    expect(pbx.last('REGISTER').header('Contact')).toContain('expires=1200')
  })

  it('that is refused after it was brief fails with that', async () => {
    const { opened } = await registering((server) =>
      server.on('REGISTER', (request) => {
        const brief = request.header('Contact').includes('expires=600')
        server.reply(request, brief ? 423 : 403, { headers: ['Min-Expires: 1200'] })
      }),
    )
    await opened.until('registration-failed')
    expect(opened.reports.at(-1)).toMatchObject({ response: { status: 403 } })
  })

  it('that is being made when the line closes is taken back', async () => {
    const { pbx, opened } = await registering((server) => server.on('REGISTER', () => {}))
    await fact(() => expect(pbx.count('REGISTER')).toBe(1))
    const closing = opened.line.close()
    const first = pbx.last('REGISTER')
    pbx.on('REGISTER', (request) => pbx.reply(request, 200, { contact: request.header('Contact') }))
    pbx.reply(first, 200, { contact: first.header('Contact') })
    await closing
    expect(pbx.last('REGISTER').header('Contact')).toContain('expires=0')
  })
})
