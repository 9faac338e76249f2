import { expect, test, tones } from './support/fixtures.ts'

test('the PIN is asked for where the page says so, and a wrong one is explained', async ({ openCaller }) => {
  const caller = await openCaller({ query: '?pin=ask' })
  const pin = caller.page.getByRole('textbox', { name: 'PIN' })
  await pin.fill('9999')
  await caller.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(caller.page.getByRole('alert').filter({ hasText: /PIN/ })).toBeVisible()
  await pin.fill('1234')
  await caller.page.getByRole('button', { name: 'Sign in' }).click()
  await caller.ready()
  await expect(pin).toBeHidden()
})

test('push-to-talk sends a clip, and lets the microphone go', async ({ caller }) => {
  await caller.page.getByRole('button', { name: 'Start speaking' }).click()
  await expect.poll(() => caller.page.evaluate(() => window.probe.open().tracks)).toBe(1)
  await caller.page.getByRole('button', { name: 'Stop speaking' }).click()
  await expect(caller.page.getByRole('log')).toContainText('Voice message')
  await caller.holdsNothing()
})

test('a push-to-talk that is cut by the answer never reaches the assistant', async ({ app, caller, agent }) => {
  const clips: unknown[] = []
  for (const socket of app.voice.sockets.values()) socket.on('stop_recording', (clip) => clips.push(clip))
  await caller.says('extension 2001')
  await agent.is('ringing')
  await caller.page.getByRole('button', { name: 'Start speaking' }).click()
  await expect(caller.page.getByRole('button', { name: 'Stop speaking' })).toBeVisible()
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await expect(caller.page.getByRole('button', { name: 'Start speaking' })).toBeDisabled()
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  await agent.press('Hang up')
  await caller.is('idle')
  expect(clips).toEqual([])
  await caller.holdsNothing()
})

test('a wrong password is refused at the desk, with a remedy; the right one is taken then', async ({ openDesk }) => {
  const desk = await openDesk()
  const password = desk.element.getByLabel('Password')
  await password.fill('wrong')
  await desk.press('Sign in')
  await desk.is('refused')
  await expect(desk.element.getByRole('alert')).toHaveText(/password is wrong/)
  await expect(password).not.toHaveValue('wrong')
  await desk.element.getByRole('textbox', { name: 'Extension' }).fill('2001')
  await password.fill('pw2001')
  await desk.press('Sign in')
  await desk.is('ready')
  await desk.press('Sign out')
  await desk.is('signed-out')
  expect(await desk.page.evaluate(() => window.probe.open().sockets)).toBe(0)
})

test('an agent who is not ready is not rung, and is again once ready', async ({ caller, agent }) => {
  await agent.press('Not ready')
  await agent.is('not-ready')
  await caller.says('extension 2001')
  await caller.is('idle', 'unavailable')
  await agent.press('Ready')
  await caller.press('Try again')
  await agent.is('ringing')
})

test('an agent in a call is busy for the next caller', async ({ caller, openCaller, agent }) => {
  await caller.says('extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  const second = await openCaller()
  await second.ready()
  await second.says('extension 2001')
  await second.is('idle', 'busy')
  await caller.is('confirmed', 'talking')
})

test('the agent closes the page in mid-call: the caller is back with the assistant', async ({ caller, openDesk }) => {
  const desk = await openDesk()
  await desk.signIn()
  await caller.says('extension 2001')
  await desk.answers()
  await caller.is('confirmed', 'talking')
  await desk.page.close()
  await caller.is('idle', 'handed-over')
  await caller.holdsNothing()
})

test('the agent’s microphone is denied: the desk says so, and the caller is back', async ({ caller, openDesk }) => {
  const desk = await openDesk({
    before: () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
    },
  })
  await desk.signIn()
  await caller.says('extension 2001')
  await desk.answers()
  await caller.is('idle', 'unavailable')
  await desk.is('ready')
  await expect(desk.element.getByText(/microphone/).first()).toBeVisible()
})

test('the line drops in mid-call and comes back: the talk goes on, and its end is signalled', async ({
  app,
  caller,
  agent,
}) => {
  await caller.says('extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  app.switchboard?.dropSockets()
  await caller.is('confirmed', 'reconnecting')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', tones.agent)
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  await agent.is('ready')
})
