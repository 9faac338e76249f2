import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import type { FailureCode } from '@patchcord/core'
import { createSwitchboard } from '@patchcord/example-switchboard'
import { expect, launchWithoutMicrophone, test } from './support/fixtures.ts'

const answers: readonly [extension: string, code: FailureCode, status: number][] = [
  ['9403', 'forbidden', 403],
  ['9404', 'not-found', 404],
  ['9480', 'unavailable', 480],
  ['9486', 'busy', 486],
  ['9503', 'server-error', 503],
  ['9603', 'declined', 603],
  ['2010', 'unavailable', 480],
]

for (const [extension, code, sipStatus] of answers)
  test(`extension ${extension} is told as ${code}`, async ({ caller }) => {
    await caller.says(`extension ${extension}`)
    await caller.reads(code)
    expect(await caller.outcome()).toMatchObject({ result: 'returned', failure: { code, sipStatus } })
  })

const short = (ring: number) => (settings: Record<string, unknown>) => ({ ...settings, limits: { ring } })

test('nobody answers: no-answer, after the ring limit', async ({ openCaller }) => {
  const caller = await openCaller({ settings: short(2000) })
  await caller.ready()
  await caller.says('extension 9180')
  await caller.is('calling', 'ringing')
  await caller.reads('no-answer')
})

test('a PBX that takes the call and says nothing: timeout', async ({ openCaller }) => {
  const caller = await openCaller({ settings: short(2000) })
  await caller.ready()
  await caller.says('extension 9100')
  await caller.reads('timeout')
})

test('the agent declines', async ({ caller, agent }) => {
  await caller.says('extension 2001')
  await agent.is('ringing')
  await agent.press('Decline')
  await caller.reads('declined')
  await agent.is('ready')
})

test('the caller cancels while it rings: nothing is told as a failure, and the agent’s desk is free', async ({
  caller,
  agent,
}) => {
  await caller.says('extension 2001')
  await agent.is('ringing')
  await caller.is('calling', 'ringing')
  await caller.press('Cancel')
  await caller.is('idle')
  await caller.holdsNothing()
  await agent.is('ready')
  expect(await caller.outcome()).toMatchObject({ result: 'abandoned', endedBy: 'caller' })
})

test('the microphone is denied', async ({ openCaller }) => {
  const browser = await launchWithoutMicrophone(['--use-fake-device-for-media-stream', '--deny-permission-prompts'])
  const caller = await openCaller({}, browser)
  await caller.ready()
  await caller.says('extension 2001')
  await caller.reads('mic-denied')
  expect(await caller.invites()).toEqual([])
  await browser.close()
})

test('there is no microphone', async ({ openCaller }) => {
  const browser = await launchWithoutMicrophone(['--use-fake-ui-for-media-stream'])
  const caller = await openCaller({}, browser)
  await caller.ready()
  await caller.says('extension 2001')
  await caller.reads('mic-missing')
  expect(await caller.invites()).toEqual([])
  await browser.close()
})

const elsewhere = (port: number) => (settings: Record<string, unknown>) => ({
  ...settings,
  config: { domain: 'localhost', servers: [`ws://localhost:${port}`] },
})

test('the PBX is down: server-unreachable, and no call is placed when it comes back', async ({ openCaller }, {
  parallelIndex,
}) => {
  const port = 8400 + parallelIndex
  const caller = await openCaller({ settings: elsewhere(port), clock: true })
  await caller.ready()
  await caller.says('extension 2001')
  await caller.reads('server-unreachable')
  const switchboard = createSwitchboard({})
  await switchboard.listen(port)
  // A minute on, every back-off that still waited would have opened its socket.
  await caller.page.clock.fastForward(60_000)
  await caller.holdsNothing()
  expect(switchboard.stats().flows).toBe(0)
  expect(await caller.invites()).toEqual([])
  await caller.press('Try again')
  await caller.reads('unavailable')
  expect(await caller.invites()).toHaveLength(1)
  await switchboard.close()
})

test('the PBX accepts and freezes: server-unreachable', async ({ openCaller }, { parallelIndex }) => {
  const port = 8410 + parallelIndex
  const frozen = createServer(() => {}).listen(port, 'localhost')
  const caller = await openCaller({ settings: elsewhere(port) })
  await caller.ready()
  await caller.says('extension 2001')
  await caller.reads('server-unreachable', 15_000)
  expect(await caller.invites()).toEqual([])
  frozen.close()
})

test('the PBX freezes after the connection: timeout, and nothing stays open', async ({ app, openCaller }) => {
  const caller = await openCaller({ settings: short(2000) })
  await caller.ready()
  app.switchboard?.freeze(true)
  await caller.says('extension 2001')
  await caller.is('idle', 'timeout')
  app.switchboard?.freeze(false)
})

test('the PBX vanishes in mid-call: connection-lost, and the assistant is back', async ({ openCaller, openDesk }, {
  parallelIndex,
}) => {
  const port = 8420 + parallelIndex
  const switchboard = createSwitchboard({})
  await switchboard.listen(port)
  const desk = await openDesk({ settings: elsewhere(port) })
  const caller = await openCaller({ settings: elsewhere(port) })
  await caller.ready()
  await desk.signIn()
  await caller.says('extension 2001')
  await desk.answers()
  await caller.is('confirmed', 'talking')
  await switchboard.close()
  await caller.is('confirmed', 'reconnecting')
  await caller.reads('connection-lost', 20_000)
  expect(await caller.outcome()).toMatchObject({
    result: 'handed-over',
    endedBy: 'loss',
    failure: { code: 'connection-lost' },
  })
  await desk.is('recovering', 20_000)
})

test('the caller closes the page: the agent’s side ends', async ({ openCaller, agent }) => {
  const caller = await openCaller()
  await caller.ready()
  await caller.says('extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await caller.page.close({ runBeforeUnload: false })
  await agent.is('ready')
  await agent.holdsTheLineAlone()
})

test('the caller reloads the page: the agent’s side ends, and the page works again', async ({ caller, agent }) => {
  await caller.says('extension 2001')
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await caller.page.reload()
  await agent.is('ready')
  await caller.ready()
  await caller.says('extension 2001')
  await agent.is('ringing')
})

test('a silent STUN server does not hold the INVITE up', async ({ openCaller }, { parallelIndex }) => {
  const port = 8430 + parallelIndex
  const stun = createSocket('udp4').bind(port, '127.0.0.1')
  const caller = await openCaller({
    settings: (settings) => ({
      ...settings,
      config: { ...(settings['config'] as object), ice_servers: [{ urls: `stun:127.0.0.1:${port}` }] },
    }),
  })
  await caller.ready()
  await caller.says('extension 9486')
  const { timeline } = await caller.outcome()
  const sent = timeline.find(({ name }) => name.startsWith('invite sent'))
  expect(sent?.at).toBeLessThan(1000)
  stun.close()
})
