import { chromium } from '@playwright/test'
import { launchOptions } from './chromium.ts'
import { tones } from './support/fixtures.ts'
import { ask, FlaskCaller } from './support/flask-caller.ts'
import { expect, test } from './support/flask-fixtures.ts'

test('the server’s own bridge rings the agent: nothing is dialled, and the page says so', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ bridge: 'rings' }))
  await caller.ready()
  await caller.writes(ask)
  await caller.is('idle', 'bridged')
  await expect(caller.element.getByText('We’re calling an agent for you.')).toBeVisible()
  expect(await caller.invites()).toEqual([])
  await caller.holdsNothing()
})

for (const server of ['before', 'after'] as const)
  test(`the server’s bridge has failed, ${server} its change: the page dials, and no bad news changes the call`, async ({
    flaskWith,
    openFlask,
    agent,
  }) => {
    const caller = await openFlask(await flaskWith({ server, bridge: 'fails' }))
    await caller.ready()
    await caller.talksWith(agent)
    await caller.flask.emit('transfer_status', { success: false, details: { error: 'The bridge gave up.' } })
    await caller.flask.emit('agent_response', { success: true, text: 'After the news.', audio: '' })
    await expect(caller.transcript).toContainText('After the news.')
    await caller.is('confirmed', 'talking')
    await expect(caller.page.getByText(/Transfer failed/)).toHaveCount(0)
    await agent.hears(tones.caller)
    await agent.press('Hang up')
    await caller.is('idle', 'handed-over')
  })

test('a server that never acknowledges is no harm', async ({ flaskWith, openFlask, agent }) => {
  const caller = await openFlask(await flaskWith({ server: 'before', forget: 0 }))
  const lines: string[] = []
  caller.page.on('console', (line) => lines.push(line.text()))
  await caller.ready()
  for (const round of [1, 2]) {
    await caller.talksWith(agent)
    await agent.press('Hang up')
    await caller.is('idle', 'handed-over')
    expect(await caller.outcome(round)).toMatchObject({ result: 'handed-over' })
    await agent.is('ready')
  }
  await caller.holdsNothing()
  expect(lines.filter((line) => line.includes('Uncaught'))).toEqual([])
})

test('the page’s own handlers are silent until it is detached, and are back then', async ({ openFlask }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.flask.emit('transfer_status', { success: false, details: { error: 'One.' } })
  await caller.told('transfer_status')
  await caller.detaches()
  await caller.flask.emit('transfer_status', { success: false, details: { error: 'Two.' } })
  await expect(caller.status).toHaveText('Transfer failed: Two.')
  await expect(caller.transcript.getByText('Transfer failed:')).toHaveCount(1)
  await expect(caller.element).toHaveCount(0)
})

test('the script leaves one global, and every other one as it was', async ({ flaskWith, openFlask }) => {
  const globals = ({ page }: FlaskCaller) =>
    page.evaluate(() =>
      Object.fromEntries(
        Object.getOwnPropertyNames(window)
          .filter((name) => !name.startsWith('__playwright'))
          .map((name) => [name, typeof Reflect.get(window, name)]),
      ),
    )
  const without = await globals(await openFlask(await flaskWith({ page: 'before' })))
  const caller = await openFlask()
  const { Patchcord, ...rest } = await globals(caller)
  expect(Patchcord).toBe('object')
  expect(rest).toEqual(without)
})

test('callers with an account: a page that is signed in and being transferred gets a hash, and no password', async ({
  openFlask,
  agent,
}) => {
  const froms = new Set<string>()
  const caller = await openFlask(undefined, {
    opened: (page) =>
      page.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => {
          const text = String(payload)
          const authorized = /^Proxy-Authorization: Digest/m.test(text)
          if (text.startsWith('INVITE ')) froms.add(`${/^From: .*<(.*?)>/m.exec(text)?.[1]} ${authorized}`)
        }),
      ),
  })
  await caller.ready()
  const stranger = await openFlask(caller.flask)
  expect(await stranger.asked('sip_ha1')).toBeUndefined()
  expect(await caller.asked('sip_ha1')).toBeUndefined()
  await caller.attachesAs('optional/account.js')
  await caller.talksWith(agent)
  expect([...froms]).toEqual(['sip:transfer@localhost false', 'sip:transfer@localhost true'])
  expect(await caller.page.content()).not.toContain('pwtransfer')
})

test('a page without HTTPS says so, in the console and to the caller, and its assistant goes on', async ({
  flaskWith,
}) => {
  const flask = await flaskWith()
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...launchOptions.args, '--host-resolver-rules=MAP voice.test 127.0.0.1'],
  })
  const page = await browser.newPage()
  const lines: string[] = []
  page.on('console', (line) => lines.push(line.text()))
  await page.goto(flask.url.replace('localhost', 'voice.test'))
  const caller = new FlaskCaller(page, flask)
  await caller.ready()
  await caller.writes(ask)
  await caller.is('idle', 'internal')
  await expect(caller.element.getByText('Something went wrong on this page.')).toBeVisible()
  // It is folded, since it would cover the page's own button, which has the focus.
  await caller.element.getByRole('button', { name: 'Show more' }).click()
  await caller.element.getByText('Details').click()
  await expect(caller.element.getByText(/Wrong in this page: https: .*Serve it over https/)).toBeVisible()
  expect(lines.filter((line) => line.startsWith('[patchcord] https: '))).toHaveLength(1)
  await caller.element.getByRole('button', { name: 'Dismiss' }).click()
  await caller.writes('What are your opening hours?')
  await expect(caller.transcript).toContainText('from nine in the morning')
  await browser.close()
})

test('the server’s bridge fails after it was to ring the agent: the caller is told', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ bridge: 'rings' }))
  await caller.ready()
  await caller.writes(ask)
  await caller.is('idle', 'bridged')
  await caller.flask.emit('transfer_status', { success: false, details: { error: 'The bridge gave up.' } })
  await caller.is('idle', 'not-offered')
  await expect(caller.element.getByText('The assistant couldn’t arrange a transfer.')).toBeVisible()
  expect(await caller.outcome()).toMatchObject({ result: 'refused', failure: { detail: 'The bridge gave up.' } })
})

test('a script that was copied without its neighbour says so', async ({ openFlask }) => {
  const lines: string[] = []
  const caller = await openFlask(undefined, {
    async opened(page) {
      page.on('console', (line) => lines.push(line.text()))
      await page.route('**/patchcord-jssip.js', (route) => route.fulfill({ status: 404 }))
    },
  })
  await caller.ready()
  await caller.writes(ask)
  await caller.is('idle', 'not-loaded')
  const mend = 'patchcord-jssip.js could not be loaded: put it beside patchcord.js, both of the same build'
  expect(lines.filter((line) => line.startsWith('[patchcord]') && line.includes(mend))).not.toEqual([])
  expect((await caller.outcome()).failure?.detail).toContain(mend)
})
