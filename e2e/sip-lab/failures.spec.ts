import type { FailureCode } from '@patchcord/core'
import { climbs, ladders } from '../support/ladders.ts'
import { expect, test } from './fixtures.ts'

const answers: readonly [extension: string, code: FailureCode, status: number][] = [
  ['9403', 'forbidden', 403],
  ['9404', 'not-found', 404],
  ['9480', 'unavailable', 480],
  ['9486', 'busy', 486],
  ['9503', 'server-error', 503],
  ['9603', 'declined', 603],
  ['2999', 'unavailable', 480],
]

for (const [extension, code, status] of answers)
  test(`extension ${extension} is told as ${code}`, async ({ caller }) => {
    await caller.says(`extension ${extension}`)
    await caller.reads(code)
    expect(await caller.outcome()).toMatchObject({ result: 'returned', failure: { code, sipStatus: status } })
    await climbs(caller.frames, ladders.refusedAtOnce(status))
    await caller.leavesNothing()
  })

const short = (ring: number) => (settings: Record<string, unknown>) => ({ ...settings, limits: { ring } })

test('a desk phone that nobody answers: no-answer, and it stops ringing', async ({ openCaller }) => {
  const caller = await openCaller({ settings: short(3000) })
  await caller.says('extension 2010')
  await caller.is('calling', 'ringing')
  await caller.reads('no-answer')
  await climbs(caller.frames, ladders.cancelled)
  await caller.leavesNothing()
})

test('9100, a PBX that takes the call and says nothing: timeout', async ({ openCaller }) => {
  const caller = await openCaller({ settings: short(3000) })
  await caller.says('extension 9100')
  await caller.reads('timeout')
})

test('9180, an extension that rings and rings: no-answer', async ({ openCaller }) => {
  const caller = await openCaller({ settings: short(3000) })
  await caller.says('extension 9180')
  await caller.is('calling', 'ringing')
  await caller.reads('no-answer')
})

test('the caller cancels while the call centre rings: its card goes, and nobody is told of a failure', async ({
  caller,
  agent,
}) => {
  await caller.says('extension 2005')
  await agent.is('ringing')
  await caller.is('calling', 'ringing')
  await caller.press('Cancel')
  await caller.is('idle', 'abandoned')
  await climbs(caller.frames, ladders.cancelled)
  expect(await caller.outcome()).toMatchObject({ result: 'abandoned', endedBy: 'caller' })
  await agent.is('ready')
  await caller.leavesNothing()
})

test('the agent declines', async ({ caller, agent }) => {
  await caller.says('extension 2005')
  await agent.is('ringing')
  await caller.is('calling', 'ringing')
  await agent.press('Decline')
  await caller.reads('declined')
  await climbs(caller.frames, ladders.refusedAfterRinging(603))
  await agent.is('ready')
  await caller.leavesNothing()
})
