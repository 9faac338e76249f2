import { expect, test, tones } from './fixtures.ts'
import { firefoxTone, passwordOf, pbxTone, phoneTone } from './lab.config.ts'
import type { LabCaller } from './lab-caller.ts'

test.beforeEach(({ lab }) => lab.phones.forget())

/** In the call that is up, which is the first or a later one of this caller's. */
async function hangsUp(caller: LabCaller, calls = 1): Promise<void> {
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await caller.outcome(calls)).toMatchObject({ result: 'handed-over', endedBy: 'caller' })
}

test('Firefox: a caller is handed over, each hears the other, and the assistant is back', async ({
  firefox,
  openCaller,
  lab,
}) => {
  const caller = await openCaller({ firefox })
  const phone = lab.phones.recording()
  await caller.says('transfer me to a human, extension 2001')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', phoneTone)
  await phone.hears(firefoxTone)
  caller.assistantSounds(tones.assistant, 30)
  await expect(caller.page.getByText('A tone.')).toBeVisible()
  await caller.hears('assistant', 0)
  await hangsUp(caller)
  await expect(caller.page.getByRole('log')).toContainText('Welcome back')
  caller.assistantSounds(tones.assistant, 5)
  await caller.hears('assistant', tones.assistant)
  await caller.leavesNothing()
})

test('Firefox: early media is heard, then the phone; mute silences the caller, and digits arrive', async ({
  firefox,
  openCaller,
  lab,
}) => {
  const caller = await openCaller({ firefox })
  const phone = lab.phones.recording()
  await caller.says('extension 2020')
  await caller.is('calling', 'early-media')
  await caller.hears('call', pbxTone)
  await lab.phones.answer('2020')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', phoneTone)
  await phone.hears(firefoxTone)
  await caller.press('Mute')
  await phone.hears(0)
  await caller.press('Unmute')
  await phone.hears(firefoxTone)
  await caller.press('Keypad')
  for (const name of ['1', '# hash']) await caller.press(name)
  await expect.poll(() => lab.phones.digits()).toBe('1#')
  await hangsUp(caller)
  await caller.leavesNothing()
})

test('Firefox: a caller cancels while the phone rings', async ({ firefox, openCaller }) => {
  const caller = await openCaller({ firefox })
  await caller.says('extension 2010')
  await caller.is('calling', 'ringing')
  await caller.press('Cancel')
  await caller.is('idle', 'abandoned')
  expect(await caller.outcome()).toMatchObject({ result: 'abandoned', endedBy: 'caller' })
  await caller.leavesNothing()
})

test('Firefox: the microphone is unplugged: the caller is told, hears the agent, and talks again with it back', async ({
  firefox,
  soundCard,
  openCaller,
  lab,
}) => {
  const caller = await openCaller({ firefox })
  await caller.talksTo('2001')
  await lab.phones.recording().hears(firefoxTone)
  await soundCard.unplug()
  await caller.is('confirmed', 'microphone-lost')
  await caller.hears('call', phoneTone)
  await hangsUp(caller)
  await caller.leavesNothing()
  await soundCard.plugIn()
  await caller.talksTo('2001')
  await lab.phones.recording().hears(firefoxTone)
  await hangsUp(caller, 2)
  await caller.leavesNothing()
})

test('Firefox: an agent is rung and answers; each hears the other, mutes, holds and resumes', async ({
  firefox,
  openDesk,
  caller,
}) => {
  const agent = await openDesk({ firefox })
  await agent.signIn({ extension: '2005', password: passwordOf('2005') })
  await caller.says('extension 2005')
  await agent.answers()
  await caller.hears('call', firefoxTone)
  await agent.hears(tones.caller)
  await agent.press('Mute')
  await caller.hears('call', 0)
  await agent.press('Unmute')
  await caller.hears('call', firefoxTone)
  await agent.press('Hold')
  await agent.tells('held')
  await caller.is('confirmed', 'on-hold')
  await caller.hears('call', 0)
  await agent.hears(0)
  await agent.press('Resume')
  await agent.tells('talking')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', firefoxTone)
  await agent.hears(tones.caller)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await agent.is('ready')
  await agent.holdsTheLineAlone()
  await caller.leavesNothing()
})
