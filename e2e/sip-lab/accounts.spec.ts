import { climbs, ladders } from '../support/ladders.ts'
import { test } from './fixtures.ts'

test.afterEach(({ lab }) => lab.kamailio.set('anon', 'allow'))

test('an account is asked for its password (digest), and let in', async ({ openCaller }) => {
  const caller = await openCaller({ account: 'transfer:pwtransfer' })
  await caller.talksTo('2001')
  await caller.press('Hang up')
  await climbs(caller.frames, ladders.challenged, ladders.answered, ladders.hungUpByCaller)
  await caller.leavesNothing()
})

test('a wrong password is told as auth-failed', async ({ openCaller }) => {
  const caller = await openCaller({ account: 'transfer:wrong' })
  await caller.says('extension 2001')
  await caller.reads('auth-failed')
  await climbs(caller.frames, ladders.challenged, ladders.challenged)
})

test('a PBX that asks every caller for a password: auth-failed for an anonymous one', async ({ caller, lab }) => {
  await lab.kamailio.set('anon', 'challenge')
  await caller.says('extension 2001')
  await caller.reads('auth-failed')
  await climbs(caller.frames, ladders.challenged)
})

test('a PBX that turns anonymous callers away: forbidden', async ({ caller, lab }) => {
  await lab.kamailio.set('anon', 'reject')
  await caller.says('extension 2001')
  await caller.reads('forbidden')
  await climbs(caller.frames, ladders.refusedAtOnce(403))
})
