import { Frames } from '../support/frames.ts'
import { registers } from '../support/ladders.ts'
import { heal, inflict } from './faults.ts'
import { expect, test, tones } from './fixtures.ts'
import { lab as names, passwordOf } from './lab.config.ts'
import { Scene } from './scene.ts'

test.afterEach(({ lab }) => heal(lab))

test('the desk registers with its password, and a wrong one is refused', async ({ openDesk, lab }) => {
  const desk = await openDesk()
  await desk.element.getByRole('textbox', { name: 'Extension' }).fill('2005')
  await desk.element.getByLabel('Password').fill('wrong')
  await desk.press('Sign in')
  await desk.is('refused')
  expect(await lab.kamailio.isRegistered('2005')).toBe(false)
  await desk.signIn({ extension: '2005', password: passwordOf('2005') })
  expect(await lab.kamailio.isRegistered('2005')).toBe(true)
  await desk.press('Sign out')
  await desk.is('signed-out')
  await expect.poll(() => lab.kamailio.isRegistered('2005')).toBe(false)
})

test('a registrar that restarts forgets the desk; it registers again by itself, and is rung', async ({
  openDesk,
  caller,
  lab,
}) => {
  let frames!: Frames
  const agent = await openDesk({
    opened: (page) => {
      frames = new Frames(page)
    },
  })
  await agent.signIn({ extension: '2005', password: passwordOf('2005') })
  await registers(frames)
  await inflict(lab, 'pbx-restart')
  await expect.poll(() => lab.kamailio.isRegistered('2005'), { timeout: 40_000 }).toBe(true)
  await registers(frames, 2)
  await agent.is('ready')
  await caller.says('extension 2005')
  await agent.answers()
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
})

test('a registration that cannot be renewed expires: unavailable, until the desk has registered again', async ({
  openDesk,
  openCaller,
  lab,
}) => {
  await lab.kamailio.limitRegistrations(8)
  const agent = await openDesk()
  await agent.signIn({ extension: '2005', password: passwordOf('2005') })
  // The caller's own connection, past the port that hangs.
  const caller = await openCaller({ pbx: `ws://localhost:${names.ws}` })
  await inflict(lab, 'wss-hang')
  await expect.poll(() => lab.kamailio.isRegistered('2005'), { timeout: 20_000 }).toBe(false)
  await caller.says('extension 2005')
  await caller.reads('unavailable')
  // The next one does not lapse again before the call.
  await lab.kamailio.limitRegistrations(600)
  await inflict(lab, 'unblock')
  await expect.poll(() => lab.kamailio.isRegistered('2005'), { timeout: 30_000 }).toBe(true)
  await caller.says('extension 2005')
  await agent.answers()
  await caller.hears('call', tones.agent)
})

test('every WebSocket drops in mid-call: the talk goes on, and each side is free after its end', async ({
  agent,
  caller,
  lab,
}) => {
  await caller.says('extension 2005')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  const scene = new Scene(caller, lab)
  await scene.breaks('wss-drop')
  await scene.sees('confirmed', 'reconnecting', 15)
  await scene.sees('confirmed', 'talking', 15)
  await expect.poll(() => lab.kamailio.isRegistered('2005')).toBe(true)
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  // The PBX looks for the desk on the connection that is gone: the BYE does not come, and the sound tells.
  await agent.is('ready', 40_000)
  await agent.holdsTheLineAlone()
  await caller.leavesNothing()
})
