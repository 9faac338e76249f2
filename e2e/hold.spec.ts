import type { Page } from '@playwright/test'
import type { Caller } from './support/caller.ts'
import type { Desk } from './support/desk.ts'
import { expect, type Fixtures, type PageOptions, test, tones } from './support/fixtures.ts'

/** A caller and an agent who talk, over the same SIP library. */
async function talk(
  { openCaller, openDesk }: Pick<Fixtures, 'openCaller' | 'openDesk'>,
  stack: string,
  desk: PageOptions = {},
) {
  const settings = (told: Record<string, unknown>) => ({ ...told, stack })
  const agent = await openDesk({ settings, ...desk })
  await agent.signIn()
  const caller = await openCaller({ settings, clock: desk.clock ?? false })
  await caller.ready()
  await caller.says('extension 2001')
  await agent.answers()
  await hearEachOther(caller, agent)
  return { caller, agent }
}

async function hearEachOther(caller: Caller, agent: Desk): Promise<void> {
  await caller.is('confirmed', 'talking')
  await agent.tells('talking')
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
}

async function hold(caller: Caller, agent: Desk): Promise<void> {
  await agent.press('Hold')
  await agent.tells('held')
  await caller.is('confirmed', 'on-hold')
  await caller.hears('call', 0)
  await agent.hears(0)
}

/** The page's own re-INVITEs meet a refusal; everything else passes. */
async function refusesOffers(page: Page, status: number): Promise<void> {
  await page.routeWebSocket(/\/sip/, (socket) => {
    const server = socket.connectToServer()
    const refused = new Set<string>()
    socket.onMessage((message) => {
      const text = String(message)
      const header = (name: string) => new RegExp(`^${name}: *(.*?)\r$`, 'im').exec(text)?.[1] ?? ''
      const [sequence = ''] = header('CSeq').split(' ')
      const offers = text.startsWith('INVITE ') && header('To').includes('tag=')
      if (offers) refused.add(sequence)
      else if (!(text.startsWith('ACK ') && refused.has(sequence))) return server.send(message)
      if (!offers) return
      const same = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(name)}`)
      socket.send([`SIP/2.0 ${status} Refused`, ...same, 'Content-Length: 0', '', ''].join('\r\n'))
    })
  })
}

for (const stack of ['jssip', 'sipjs'])
  test.describe(`with ${stack}`, () => {
    test('an agent holds the call: nobody hears the other, the caller is told why, and they talk on', async ({
      openCaller,
      openDesk,
    }) => {
      const { caller, agent } = await talk({ openCaller, openDesk }, stack)
      for (let round = 0; round < 2; round++) {
        await hold(caller, agent)
        await agent.press('Resume')
        await hearEachOther(caller, agent)
      }
      await caller.press('Hang up')
      await caller.is('idle', 'handed-over')
      await agent.is('ready')
      await caller.holdsNothing()
      await agent.holdsTheLineAlone()
    })

    test('whoever is muted stays muted through a hold, and may change it meanwhile', async ({
      openCaller,
      openDesk,
    }) => {
      const { caller, agent } = await talk({ openCaller, openDesk }, stack)
      await caller.press('Mute')
      await agent.press('Mute')
      await hold(caller, agent)
      await agent.press('Resume')
      await caller.is('confirmed', 'talking')
      await agent.tells('talking')
      await caller.hears('call', 0)
      await agent.hears(0)
      await hold(caller, agent)
      await agent.press('Unmute')
      await caller.press('Unmute')
      await caller.hears('call', 0)
      await agent.hears(0)
      await agent.press('Resume')
      await hearEachOther(caller, agent)
    })

    test('a call on hold is hung up by either side', async ({ openCaller, openDesk }) => {
      const { caller, agent } = await talk({ openCaller, openDesk }, stack)
      await hold(caller, agent)
      await agent.press('Hang up')
      await caller.is('idle', 'handed-over')
      expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'agent' })
      await agent.is('ready')
      await caller.says('extension 2001')
      await agent.answers()
      await hearEachOther(caller, agent)
      await hold(caller, agent)
      await caller.press('Hang up')
      await agent.is('ready')
      expect(await caller.outcome(2)).toMatchObject({ result: 'handed-over', endedBy: 'caller' })
      await caller.holdsNothing()
      await agent.holdsTheLineAlone()
    })

    test('a refused hold is told, and the talk goes on', async ({ openCaller, openDesk }) => {
      const opened = (page: Page) => void refusesOffers(page, 488)
      const { caller, agent } = await talk({ openCaller, openDesk }, stack, { opened })
      await agent.press('Hold')
      await agent.tells('hold-refused')
      await expect(agent.element.getByRole('status')).toContainText('We couldn’t put the call on hold.')
      await hearEachOther(caller, agent)
    })

    test('a hold is no loss of sound', async ({ openCaller, openDesk }) => {
      const { caller, agent } = await talk({ openCaller, openDesk }, stack, { clock: true })
      await hold(caller, agent)
      for (const { page } of [caller, agent]) await page.clock.runFor(10_000)
      await agent.tells('held')
      await caller.is('confirmed', 'on-hold')
      const told = await caller.page.evaluate(() => window.probe.moments.map(({ detail }) => detail))
      expect(told.slice(told.indexOf('on-hold'))).toEqual(['on-hold'])
      await agent.press('Resume')
      await hearEachOther(caller, agent)
    })
  })
