import { climbs, ladders } from '../support/ladders.ts'
import { expect, test, tones } from './fixtures.ts'
import { pbxTone, phoneTone } from './lab.config.ts'

test.beforeEach(({ lab }) => lab.phones.forget())

const names = { jssip: /^JsSIP/, sipjs: /^SIP\.js/ }

test('desk phone 2001: opus here, PCMU there, and each hears the other', async ({ caller, lab, stack }) => {
  const phone = lab.phones.recording()
  await caller.talksTo('2001')
  await caller.hears('call', phoneTone)
  await phone.hears(tones.caller)
  expect(await caller.page.evaluate(() => window.probe.codecs())).toEqual(['audio/opus'])
  expect(await lab.phones.codecs('2001')).toEqual({ sent: 'PCMU', received: 'PCMU' })
  expect(caller.frames.all[0]?.message.get('user-agent')).toMatch(names[stack])
  expect(await lab.calls()).toEqual({ pbx: 1, relay: 1, phones: 1 })
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  await climbs(caller.frames, ladders.answered, ladders.hungUpByCaller)
  expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'caller' })
  await caller.leavesNothing()
})

test('call-centre page 2005: opus on both sides, and each hears the other', async ({ caller, agent }) => {
  await caller.says('extension 2005')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  for (const { page } of [caller, agent])
    expect(await page.evaluate(() => window.probe.codecs())).toEqual(['audio/opus'])
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await climbs(caller.frames, ladders.answered, ladders.hungUpByAgent)
  expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'agent' })
  await caller.leavesNothing()
  await agent.is('ready')
  await agent.holdsTheLineAlone()
})

test('a desk phone hangs up', async ({ caller, lab }) => {
  await caller.talksTo('2001')
  await lab.phones.hangUp('2001')
  await caller.is('idle', 'handed-over')
  await climbs(caller.frames, ladders.answered, ladders.hungUpByAgent)
  expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'agent' })
  await caller.leavesNothing()
})

test('a desk phone rings until somebody answers it', async ({ caller, lab }) => {
  await caller.says('extension 2010')
  await caller.is('calling', 'ringing')
  await lab.phones.answer('2010')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', phoneTone)
  await caller.press('Hang up')
  await climbs(caller.frames, ladders.answered, ladders.hungUpByCaller)
  await caller.leavesNothing()
})

test('early media is heard before the answer', async ({ caller, lab }) => {
  await caller.says('extension 2020')
  await caller.is('calling', 'early-media')
  await caller.hears('call', pbxTone)
  await caller.is('calling', 'early-media')
  await lab.phones.answer('2020')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', phoneTone)
  await caller.press('Hang up')
  await climbs(caller.frames, ladders.answeredAfterEarlyMedia, ladders.hungUpByCaller)
  await caller.leavesNothing()
})

test('mute: the phone hears nothing, and hears again afterwards', async ({ caller, lab }) => {
  const phone = lab.phones.recording()
  await caller.talksTo('2001')
  await phone.hears(tones.caller)
  await caller.press('Mute')
  await phone.hears(0)
  await caller.hears('call', phoneTone)
  await caller.press('Unmute')
  await phone.hears(tones.caller)
})

test('the agent mutes: the caller hears nothing, and hears again afterwards', async ({ caller, agent }) => {
  await caller.says('extension 2005')
  await agent.answers()
  await caller.hears('call', tones.agent)
  await agent.press('Mute')
  await caller.hears('call', 0)
  await agent.hears(tones.caller)
  await agent.press('Unmute')
  await caller.hears('call', tones.agent)
})

test('a caller with an account talks with the call centre', async ({ openCaller, agent }) => {
  const caller = await openCaller({ account: 'transfer:pwtransfer' })
  await caller.says('extension 2005')
  await agent.answers()
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await climbs(caller.frames, ladders.challenged, ladders.answered, ladders.hungUpByAgent)
  await caller.leavesNothing()
})

test('each digit of the keypad reaches the phone as an RFC 4733 event', async ({ caller, lab }) => {
  await caller.talksTo('2001')
  await caller.press('Keypad')
  for (const name of ['1', '5', '9', '0', '* star', '# hash']) await caller.press(name)
  await expect.poll(() => lab.phones.digits()).toBe('1590*#')
  // Not one of them as a SIP INFO, which the phone would take as well.
  await climbs(caller.frames, ladders.answered)
})
