import type { Page } from '@playwright/test'
import { Frames } from '../support/frames.ts'
import { agrees, climbs, ladders, offers } from '../support/ladders.ts'
import { expect, test, tones } from './fixtures.ts'
import { passwordOf, pbxTone, phoneTone } from './lab.config.ts'
import { count, unblock } from './network.ts'

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

test('hold by a desk phone: neither hears the other, the caller is told, and they talk on', async ({ caller, lab }) => {
  const phone = lab.phones.recording()
  await caller.talksTo('2001')
  await phone.hears(tones.caller)
  await lab.phones.hold('2001')
  await caller.is('confirmed', 'on-hold')
  await caller.hears('call', 0)
  // Longer than the five seconds after which a silence would be a loss.
  await phone.hearsNothingFor(7000)
  await caller.is('confirmed', 'on-hold')
  await lab.phones.resume('2001')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', phoneTone)
  // baresip 1.0 records nothing after a hold; what comes is counted, RTCP being a packet in seconds.
  const heard = count('callerVoice')
  await expect.poll(heard).toBeGreaterThan(50)
  unblock()
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  const { answered, reofferedByAgent, hungUpByCaller } = ladders
  await climbs(caller.frames, answered, reofferedByAgent, reofferedByAgent, hungUpByCaller)
  await agrees(caller.frames, offers.first, offers.heldByAgent, offers.resumedByAgent)
  await caller.leavesNothing()
})

test('hold by a desk phone that hangs up, and by one whose caller does', async ({ caller, lab }) => {
  await caller.talksTo('2001')
  await lab.phones.hold('2001')
  await caller.is('confirmed', 'on-hold')
  await lab.phones.hangUp('2001')
  await caller.is('idle', 'handed-over')
  expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'agent' })
  await caller.talksTo('2001')
  await lab.phones.hold('2001')
  await caller.is('confirmed', 'on-hold')
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await caller.outcome(2)).toMatchObject({ result: 'handed-over', endedBy: 'caller' })
  await caller.leavesNothing()
})

test('hold by the call-centre page 2005: neither hears the other, the caller is told, and they talk on', async ({
  caller,
  openDesk,
}) => {
  let frames!: Frames
  const opened = (page: Page) => {
    frames = new Frames(page)
  }
  const agent = await openDesk({ opened })
  await agent.signIn({ extension: '2005', password: passwordOf('2005') })
  await caller.says('extension 2005')
  await agent.answers()
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  await agent.press('Hold')
  await agent.tells('held')
  await caller.is('confirmed', 'on-hold')
  await caller.hears('call', 0)
  await agent.hears(0)
  await agent.press('Resume')
  await agent.tells('talking')
  await caller.is('confirmed', 'talking')
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  const { answered, reofferedByAgent, hungUpByAgent } = ladders
  await climbs(caller.frames, answered, reofferedByAgent, reofferedByAgent, hungUpByAgent)
  await agrees(caller.frames, offers.first, offers.heldByAgent, offers.resumedByAgent)
  await agrees(frames, offers.firstOfCaller, offers.held, offers.resumed)
  await caller.leavesNothing()
  await agent.is('ready')
  await agent.holdsTheLineAlone()
})

test('each digit of the keypad reaches the phone as an RFC 4733 event', async ({ caller, lab }) => {
  await caller.talksTo('2001')
  await caller.press('Keypad')
  for (const name of ['1', '5', '9', '0', '* star', '# hash']) await caller.press(name)
  await expect.poll(() => lab.phones.digits()).toBe('1590*#')
  // Not one of them as a SIP INFO, which the phone would take as well.
  await climbs(caller.frames, ladders.answered)
})
