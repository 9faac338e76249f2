import type { Page } from '@playwright/test'
import { expect, test, tones } from './support/fixtures.ts'

/** As `npm start -- --stack sipjs` tells both pages. */
const settings = (told: Record<string, unknown>) => ({ ...told, stack: 'sipjs' })

/** The scripts that a page fetched. */
const scripts = (page: Page): Promise<string> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .join('\n'),
  )

test('with SIP.js on both sides callers are handed over, whoever hangs up, and JsSIP is not fetched', async ({
  openCaller,
  openDesk,
}) => {
  const agent = await openDesk({ settings })
  await agent.signIn()
  const caller = await openCaller({ settings })
  await caller.ready()
  for (const [round, who] of [caller, agent].entries()) {
    await caller.says('transfer me to extension 2001')
    await agent.answers()
    await caller.is('confirmed', 'talking')
    await caller.hears('call', tones.agent)
    await agent.hears(tones.caller)
    await who.press('Hang up')
    await caller.is('idle', 'handed-over')
    await agent.is('ready')
    expect((await caller.outcome(round + 1)).result).toBe('handed-over')
  }
  await caller.holdsNothing()
  await agent.holdsTheLineAlone()
  for (const { page } of [caller, agent]) expect(await scripts(page)).not.toContain('JsSIP')
})

test('with SIP.js a caller is told why a call failed, and may cancel it', async ({ openCaller, agent }) => {
  const caller = await openCaller({ settings })
  await caller.ready()
  await caller.says('extension 9486')
  await caller.reads('busy')
  await caller.says('extension 2010')
  await caller.reads('unavailable')
  await caller.says('extension 2001')
  await agent.is('ringing')
  await caller.press('Cancel')
  await caller.is('idle')
  await agent.is('ready')
  await caller.holdsNothing()
})

test('SIP.js and JsSIP hand over to each other', async ({ openCaller, openDesk, caller, agent }) => {
  const other = await openCaller({ settings })
  await other.ready()
  await other.says('extension 2001')
  await agent.answers()
  await other.is('confirmed', 'talking')
  await other.hears('call', tones.agent)
  await agent.press('Hang up')
  await other.is('idle', 'handed-over')

  const desk = await openDesk({ settings, query: '?extension=2005' })
  await desk.signIn()
  await caller.says('extension 2005')
  await desk.answers()
  await caller.is('confirmed', 'talking')
  await caller.hears('call', tones.agent)
  await desk.hears(tones.caller)
  await caller.press('Hang up')
  await desk.is('ready')
})
