import { expect, test, tones } from './fixtures.ts'
import { pbxTone, phoneTone } from './lab.config.ts'
import type { LabCaller } from './lab-caller.ts'

test.beforeEach(({ lab }) => lab.phones.forget())

async function hangsUp(caller: LabCaller): Promise<void> {
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'caller' })
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
  await phone.hears(tones.caller)
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
  await phone.hears(tones.caller)
  await caller.press('Mute')
  await phone.hears(0)
  await caller.press('Unmute')
  await phone.hears(tones.caller)
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
