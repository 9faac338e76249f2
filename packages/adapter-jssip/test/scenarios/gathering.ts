import type { CallReport, SipStack } from '@patchcord/core'
import { describe, expect, it } from 'vitest'
import { candidates, FakeConnection, type Gathered } from '../support/browser.ts'
import { connected, fact, limits, useLab } from '../support/lab.ts'

const stun = [{ urls: 'stun:192.0.2.99' }]

/** Dials with what the connection will find, and tells what the INVITE waited for. */
async function gathered(gathers: readonly Gathered[], iceServers: typeof stun | (() => Promise<typeof stun>) = []) {
  const { pbx, opened } = await connected({ iceServers })
  FakeConnection.gathers = gathers
  pbx.refuses(486)
  const dial = async () => {
    const calling = opened.dial()
    await calling.end()
    const sent = calling.reports.find((report): report is CallReport & { type: 'sent' } => report.type === 'sent')
    return sent?.gathering
  }
  return { pbx, opened, dial, first: await dial() }
}

export function gatherings(stack: () => SipStack): void {
  useLab(stack)

  describe('the INVITE', () => {
    it('goes with the first host candidate where there is no ICE server', async () => {
      const { pbx, first } = await gathered([
        [0, candidates.mdns],
        [1, candidates.tcp],
        [2, candidates.ipv6],
        [20, candidates.host],
        [5000, null],
      ])
      expect(first).toMatchObject({ candidate: 'host' })
      expect(first?.waited).toBeGreaterThanOrEqual(15)
      expect(first?.waited).toBeLessThan(limits.gathering)
      expect(pbx.last('INVITE').body).toContain(candidates.host)
      expect(pbx.last('INVITE').body).not.toContain('.local')
    })

    it.each(['srflx', 'relay'] as const)('waits for a %s candidate where there are ICE servers', async (type) => {
      const { pbx, first } = await gathered(
        [
          [0, candidates.host],
          [20, candidates[type]],
          [5000, null],
        ],
        stun,
      )
      expect(first).toMatchObject({ candidate: type })
      expect(first?.waited).toBeLessThan(limits.reflexive)
      expect(pbx.last('INVITE').body).toContain(candidates[type])
    })

    it('waits for a silent server only within its limit, and then not again', async () => {
      const { dial, first } = await gathered([[0, candidates.host]], stun)
      expect(first).toMatchObject({ candidate: 'host' })
      expect(first?.waited).toBeGreaterThanOrEqual(limits.reflexive - 2)
      expect((await dial())?.waited).toBeLessThan(limits.reflexive)
    })

    it('goes on with none when the ICE servers cannot be had', async () => {
      const { first } = await gathered([[0, candidates.host]], async () => {
        throw new Error('no TURN today')
      })
      expect(first).toMatchObject({ candidate: 'host' })
      expect(FakeConnection.all[0]?.configuration.iceServers).toEqual([])
    })

    it('waits longer for a reflexive candidate when it has only .local names', async () => {
      const { pbx, first } = await gathered(
        [
          [0, candidates.mdns],
          [limits.reflexive + 30, candidates.srflx],
        ],
        stun,
      )
      expect(first).toMatchObject({ candidate: 'srflx' })
      expect(pbx.last('INVITE').body).not.toContain('.local')
    })

    it('goes at the limit with what is literal', async () => {
      const { first } = await gathered([
        [0, candidates.mdns],
        [1, candidates.ipv6],
      ])
      expect(first).toMatchObject({ candidate: 'host' })
      expect(first?.waited).toBeGreaterThanOrEqual(limits.gathering - 2)
    })

    it.each([
      ['at the limit', [[0, candidates.mdns]], '.local (mDNS)', 'hidden'],
      [
        'when gathering is complete',
        [
          [0, candidates.mdns],
          [1, null],
        ],
        '.local (mDNS)',
        'hidden',
      ],
      ['when nothing at all was found', [], 'no ICE candidate', 'none'],
    ] as const)('never goes with .local names alone: %s', async (_, gathers, words, lack) => {
      const { pbx, opened } = await connected()
      FakeConnection.gathers = gathers
      const end = await opened.dial().end()
      expect(end).toMatchObject({ cause: 'media', by: 'system', signalled: true, candidates: lack })
      expect(end.detail).toContain(words)
      await fact(() => expect(FakeConnection.all.every((connection) => connection.closed)).toBe(true))
      expect(pbx.ladder).toEqual([])
    })
  })

  describe('a refused call says what it offered', () => {
    const host = (address: string) => `candidate:6 1 udp 2113937151 ${address} 50004 typ host`

    async function refused(...found: readonly string[]) {
      const { pbx, opened } = await connected()
      FakeConnection.gathers = [...found.map((line): Gathered => [0, line]), [1, null]]
      pbx.refuses(488)
      return opened.dial().end()
    }

    it.each(['10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.1.5', '169.254.1.1', '100.64.0.1', '100.127.0.1'])(
      'private addresses alone: %s',
      async (address) => {
        expect(await refused(candidates.mdns, host(address))).toMatchObject({
          cause: 'response',
          candidates: 'private',
        })
      },
    )

    it.each(['11.1.2.3', '172.15.0.1', '172.32.0.1', '192.167.1.5', '100.63.0.1', '100.128.0.1', '127.0.0.1'])(
      'nothing where one could be reached: %s',
      async (address) => {
        expect(await refused(host(address))).not.toHaveProperty('candidates')
      },
    )

    it('nothing where a STUN server found a public address beside the private one', async () => {
      const { pbx, opened } = await connected({ iceServers: stun })
      FakeConnection.gathers = [
        [0, host('192.168.1.5')],
        [5, candidates.srflx],
        [9, null],
      ]
      pbx.refuses(488)
      expect(await opened.dial().end()).not.toHaveProperty('candidates')
    })
  })
}
