import { climbs, ladders } from '../support/ladders.ts'
import { expect, test } from './fixtures.ts'

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

test('the desk registers with its password, and a wrong one is refused', async ({ openDesk, lab }) => {
  const desk = await openDesk()
  await desk.element.getByRole('textbox', { name: 'Extension' }).fill('2005')
  await desk.element.getByLabel('Password').fill('wrong')
  await desk.press('Sign in')
  await desk.is('refused')
  expect(await lab.kamailio.isRegistered('2005')).toBe(false)
  await desk.signIn({ extension: '2005', password: 'pw2005' })
  expect(await lab.kamailio.isRegistered('2005')).toBe(true)
  await desk.press('Sign out')
  await desk.is('signed-out')
  await expect.poll(() => lab.kamailio.isRegistered('2005')).toBe(false)
})
