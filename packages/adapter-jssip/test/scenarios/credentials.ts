import { createHash } from 'node:crypto'
import type { Account, SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { sdp } from '../support/browser.ts'
import { connected, fact, useLab } from '../support/lab.ts'
import type { Pbx } from '../support/pbx.ts'
import type { SipMessage } from '../support/sip.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const param = (header: string, name: string) => new RegExp(`${name}="?([^",]+)`).exec(header)?.[1] ?? ''
const challenge = (realm: string) => ({
  headers: [`Proxy-Authenticate: Digest realm="${realm}",nonce="abc",algorithm=MD5,qop="auth"`],
})

/** Whether the digest (RFC 7616 §3.4.1) fits the password. */
function fits(request: SipMessage, password: string): boolean {
  const header = request.header('Proxy-Authorization')
  const get = (name: string) => param(header, name)
  const ha1 = md5(`${get('username')}:${get('realm')}:${password}`)
  const ha2 = md5(`${request.method}:${get('uri')}`)
  return get('response') === md5(`${ha1}:abc:${get('nc')}:${get('cnonce')}:auth:${ha2}`)
}

/** Challenges with a realm; the right password rings and is refused with 486, a wrong one gets FreeSWITCH's bare 403. */
function guarded(pbx: Pbx, realm: () => string, password: () => string): void {
  pbx.on('INVITE', (invite) => {
    if (!invite.header('Proxy-Authorization')) return pbx.reply(invite, 407, challenge(realm()))
    return pbx.reply(invite, fits(invite, password()) ? 486 : 403)
  })
}

const anna = (password: string | (() => Promise<string>)): Account => ({
  user: 'anna',
  secret: { kind: 'password', password },
})

export function credentials(stack: () => SipStack): void {
  useLab(stack)

  describe('credentials', () => {
    it('answer a challenge', async () => {
      const { pbx, opened } = await connected({ account: anna('right') })
      guarded(
        pbx,
        () => 'pbx.test',
        () => 'right',
      )
      expect((await opened.dial().end()).response).toMatchObject({ status: 486, credentials: 'first' })
      expect(pbx.count('INVITE')).toBe(2)
      expect((await opened.dial().end()).response).toMatchObject({ status: 486, credentials: 'accepted' })
    })

    it('that are wrong are told apart from a call that is forbidden', async () => {
      const { pbx, opened } = await connected({ account: anna('right') })
      guarded(
        pbx,
        () => 'pbx.test',
        () => 'another',
      )
      expect((await opened.dial().end()).response).toMatchObject({ status: 403, credentials: 'first' })
      guarded(
        pbx,
        () => 'pbx.test',
        () => 'right',
      )
      await opened.dial().end()
      guarded(
        pbx,
        () => 'pbx.test',
        () => 'another',
      )
      expect((await opened.dial().end()).response).toMatchObject({ status: 403, credentials: 'accepted' })
    })

    it('are offered once: a server that always challenges ends the call', async () => {
      const { pbx, opened } = await connected({ account: anna('right') })
      pbx.on('INVITE', (invite) => pbx.reply(invite, 407, challenge('pbx.test')))
      expect((await opened.dial().end()).response).toMatchObject({ status: 407, credentials: 'first' })
      expect(pbx.count('INVITE')).toBe(2)
    })

    it('are not offered where there are none', async () => {
      const { pbx, opened } = await connected()
      pbx.on('INVITE', (invite) => pbx.reply(invite, 407, challenge('pbx.test')))
      expect((await opened.dial().end()).response).toMatchObject({ status: 407, credentials: 'none' })
      expect(pbx.count('INVITE')).toBe(1)
    })

    it('are asked anew for each call, and fit another realm', async () => {
      let asked = 0
      const { pbx, opened } = await connected({ account: anna(async () => `secret-${++asked}`) })
      guarded(
        pbx,
        () => `realm-${asked}.test`,
        () => `secret-${asked}`,
      )
      expect((await opened.dial().end()).response?.status).toBe(486)
      expect((await opened.dial().end()).response?.status).toBe(486)
      expect(asked).toBe(2)
    })

    it('fit a second realm within a call', async () => {
      const { pbx, opened } = await connected({ account: anna('right') })
      pbx.on('INVITE', (invite) => {
        if (!invite.header('Proxy-Authorization')) pbx.reply(invite, 407, challenge('one.test'))
        else pbx.reply(invite, 200, { body: sdp })
      })
      const calling = opened.dial()
      await calling.until('answered')
      pbx.on('BYE', (bye) => {
        if (!bye.header('Proxy-Authorization')) pbx.reply(bye, 407, challenge('two.test'))
        else pbx.reply(bye, fits(bye, 'right') ? 200 : 403)
      })
      calling.call.hangup()
      await fact(() => expect(pbx.count('BYE')).toBe(2))
      expect(fits(pbx.last('BYE'), 'right')).toBe(true)
    })

    it('may be a hash', async () => {
      const ha1 = md5('anna:pbx.test:right')
      const account: Account = { user: 'anna', secret: { kind: 'ha1', ha1, realm: 'pbx.test' } }
      const { pbx, opened } = await connected({ account })
      guarded(
        pbx,
        () => 'pbx.test',
        () => 'right',
      )
      expect((await opened.dial().end()).response?.status).toBe(486)
    })

    it('that are a hash of one realm are not offered to another', async () => {
      const ha1 = md5('anna:pbx.test:right')
      const account: Account = { user: 'anna', secret: { kind: 'ha1', ha1, realm: 'pbx.test' } }
      const { pbx, opened } = await connected({ account })
      pbx.on('INVITE', (invite) => pbx.reply(invite, 407, challenge('other.test')))
      expect((await opened.dial().end()).response).toMatchObject({ status: 407, credentials: 'none' })
      expect(pbx.count('INVITE')).toBe(1)
    })

    it('may be a token', async () => {
      const account: Account = { user: 'anna', secret: { kind: 'token', token: async () => 'Bearer abc' } }
      const { pbx, opened } = await connected({ account })
      pbx.refuses(403)
      expect((await opened.dial().end()).response).toMatchObject({ status: 403, credentials: 'first' })
      expect(pbx.last('INVITE').header('Authorization')).toBe('Bearer abc')
    })

    it('that cannot be had end the call, without their words', async () => {
      const account = anna(async () => {
        throw new Error('hunter2 is wrong')
      })
      const { pbx, opened } = await connected({ account })
      const end = await opened.dial().end()
      expect(end).toMatchObject({ cause: 'internal', by: 'system', signalled: true })
      expect(JSON.stringify(end)).not.toContain('hunter2')
      expect(pbx.ladder).toEqual([])
    })
  })
}
