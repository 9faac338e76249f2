import type { SipStack } from '@patchcord/core'
import { expect, it } from 'vitest'
import { FakeConnection, sdp } from '../support/browser.ts'
import { configFor, fact, type Opened, open, startPbx, useLab } from '../support/lab.ts'
import type { Pbx } from '../support/pbx.ts'

/** A server that rings at 4 ms and answers at 12 ms, unless it honours a CANCEL before. */
function script(pbx: Pbx, honoursCancel: boolean): void {
  pbx.on('INVITE', (invite) => {
    let final = false
    setTimeout(() => pbx.reply(invite, 180), 4)
    setTimeout(() => {
      if (!final) pbx.reply(invite, 200, { body: sdp })
      final = true
    }, 12)
    pbx.on('CANCEL', (cancel) => {
      pbx.reply(cancel, 200)
      if (final || !honoursCancel) return
      final = true
      pbx.reply(invite, 487)
    })
  })
}

async function hangUpAfter(milliseconds: number, pbx: Pbx, opened: Opened): Promise<void> {
  pbx.received.length = 0
  const calling = opened.dial()
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  calling.call.hangup()
  expect(await calling.end()).toMatchObject({ cause: 'hangup', by: 'local' })
  expect(calling.stream.tracks[0]?.readyState).toBe('live')
  expect(FakeConnection.all.every((connection) => connection.closed)).toBe(true)
  // Either the INVITE never left, or it was cancelled, or whatever answered was hung up.
  await fact(() => {
    const { ladder } = pbx
    const left = ladder.includes('INVITE')
    expect(!left || (ladder.includes('ACK') && (ladder.includes('BYE') || ladder.includes('CANCEL')))).toBe(true)
  })
  await new Promise((resolve) => setTimeout(resolve, 15))
  if (pbx.count('ACK') > 0 && pbx.count('CANCEL') === 0) expect(pbx.count('BYE')).toBeGreaterThan(0)
}

export function hangUpRaces(stack: () => SipStack): void {
  useLab(stack)

  it.each([true, false])(
    'a hang-up at any moment leaves nothing behind (CANCEL honoured: %s)',
    async (honours) => {
      const pbx = await startPbx()
      script(pbx, honours)
      const opened = open(configFor(pbx))
      await opened.until('connected')
      for (let at = 0; at < 24; at += 1) await hangUpAfter(at, pbx, opened)
      if (!honours) expect(pbx.count('BYE')).toBeGreaterThan(0)
    },
    20_000,
  )
}
