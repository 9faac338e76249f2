import { expect, test, tones } from './support/fixtures.ts'

test('a caller is handed over, both hear each other, and the assistant is back', async ({ caller, agent }) => {
  await caller.says('I want support, transfer me to an agent')
  await agent.is('ringing')
  await expect(agent.element.getByText('support', { exact: false }).first()).toBeVisible()
  await expect(agent.element.getByText('I want support, transfer me to an agent')).toBeVisible()
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  await caller.holdsNothing()
  await agent.is('ready')
  await agent.holdsTheLineAlone()
  expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'caller' })
})

test('the assistant’s sound stops at commit and not before, and returns', async ({ caller, agent }) => {
  await caller.page.getByRole('textbox', { name: 'Message to the assistant' }).click()
  caller.offered({ extension: '2001' })
  await agent.is('ringing')
  caller.assistantSounds(tones.assistant, 30)
  await caller.hears('assistant', tones.assistant)
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  const moments = await caller.page.evaluate(() => window.probe.moments)
  const joining = moments.find(({ detail }) => detail === 'joining')
  expect(Math.abs((joining?.assistant ?? 0) - tones.assistant)).toBeLessThan(12)
  expect(moments.find(({ detail }) => detail === 'talking')?.assistant).toBe(0)
  await caller.hears('assistant', 0)
  await caller.hears('call', tones.agent)

  caller.assistantSounds(tones.assistant, 30)
  await expect(caller.page.getByText('A tone.').nth(1)).toBeVisible()
  await caller.hears('assistant', 0)

  await agent.press('Hang up')
  await caller.is('idle')
  // The assistant's own sentence comes first; it would cut the tone short.
  await expect(caller.page.getByRole('log')).toContainText('Welcome back')
  caller.assistantSounds(tones.assistant, 5)
  await caller.hears('assistant', tones.assistant)
  await caller.holdsNothing()
})

test('from the answer on, nothing that the caller says reaches the assistant; afterwards it does', async ({
  caller,
  agent,
}) => {
  await caller.says('extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await expect(caller.page.getByRole('button', { name: 'Send' })).toBeDisabled()
  await expect(caller.page.getByRole('button', { name: 'Start speaking' })).toBeDisabled()
  await caller.press('Hang up')
  await caller.is('idle')
  await caller.says('hello')
  await expect(caller.page.getByRole('log')).toContainText('hello')
})

test('mute silences the caller for the agent, and unmute undoes it', async ({ caller, agent }) => {
  await caller.says('extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await agent.hears(tones.caller)
  await caller.press('Mute')
  await agent.hears(0)
  await caller.press('Unmute')
  await agent.hears(tones.caller)
  await agent.press('Mute')
  await caller.hears('call', 0)
})

test('works ten times in a row without a reload, whoever hangs up', async ({ caller, agent }) => {
  test.setTimeout(120_000)
  for (let round = 1; round <= 10; round++) {
    await caller.says('transfer me to extension 2001')
    await agent.answers()
    await caller.is('confirmed', 'talking')
    await caller.hears('call', tones.agent)
    await agent.hears(tones.caller)
    await (round % 2 ? caller : agent).press('Hang up')
    await caller.is('idle', 'handed-over')
    await agent.is('ready')
    expect((await caller.outcome(round)).result).toBe('handed-over')
  }
  await caller.holdsNothing()
  await agent.holdsTheLineAlone()
})
