import { test, tones } from './support/fixtures.ts'

test('a caller is handed over, both hear each other, and the assistant is back', async ({ caller, agent }) => {
  await caller.says('transfer me to extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  await caller.press('Hang up')
  await caller.is('idle')
  await caller.holdsNothing()
  await agent.is('ready')
  await agent.holdsTheLineAlone()
})
