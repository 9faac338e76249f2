import { heal } from './faults.ts'
import { expect, test, tones } from './fixtures.ts'
import { passwordOf } from './lab.config.ts'
import { agreesOnComfortNoise, sendsNothingWhileQuiet } from './quiet-browsers.ts'
import { Scene } from './scene.ts'

test.afterEach(({ lab }) => heal(lab))

test('G722 with comfort noise, and a relay that has none to pass on: an agent who is silent keeps the call', async ({
  openCaller,
  openDesk,
  lab,
}) => {
  const agent = await openDesk({ before: sendsNothingWhileQuiet })
  await agent.signIn({ extension: '2005', password: passwordOf('2005') })
  const caller = await openCaller({ before: agreesOnComfortNoise })
  const scene = new Scene(caller, lab)
  const quiet = (is: boolean) =>
    agent.page.evaluate((on) => {
      window.quiet = on
    }, is)
  await scene.asks('2005')
  await agent.answers()
  await scene.sees('confirmed', 'silent', 15)
  await expect(caller.element).toContainText('It’s quiet on the agent’s side.')
  // The call's own clock, which stops with it: longer than every limit that could end it.
  await expect(caller.element.getByRole('timer')).toContainText(/00:(1[6-9]|2\d)/, { timeout: 30_000 })
  await caller.is('confirmed', 'silent')
  await quiet(false)
  await scene.sees('confirmed', 'talking', 10)
  await caller.hears('call', tones.agent)
  await quiet(true)
  await scene.sees('confirmed', 'silent', 15)
  await scene.breaks('wss-drop')
  await scene.sees('confirmed', 'reconnecting', 15)
  await scene.sees('confirmed', 'silent', 15)
  await quiet(false)
  await caller.hears('call', tones.agent)
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  const moments = await caller.page.evaluate(() => window.probe.moments.map(({ detail }) => detail))
  expect(moments).not.toContain('no-sound')
})
