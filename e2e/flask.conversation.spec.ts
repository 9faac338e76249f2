import type { Page } from '@playwright/test'
import { ask } from './support/flask-caller.ts'
import { expect, test } from './support/flask-fixtures.ts'

/** Keeps the conversations that INVITEs name. */
const keepIds = (ids: (string | undefined)[]) => (page: Page) =>
  void page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const text = String(payload)
      if (text.startsWith('INVITE ')) ids.push(/^X-Conversation-Id: (.*)$/m.exec(text)?.[1]?.trim())
    }),
  )

const anId = expect.stringMatching(/^[\w-]{36}$/)

test('the agent gets the conversation’s id, however slowly the page gets its settings', async ({
  openCaller,
  agent,
}) => {
  const ids: (string | undefined)[] = []
  const caller = await openCaller({
    async opened(page) {
      keepIds(ids)(page)
      await page.route('**/config.json', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1000))
        await route.continue()
      })
    },
  })
  await caller.ready()
  await caller.says('transfer me to extension 2001')
  await agent.is('ringing')
  expect(ids).toEqual([anId])
})

test('the agent gets it from a Flask page that has no name for it', async ({ openFlask, agent }) => {
  const ids: (string | undefined)[] = []
  const caller = await openFlask(undefined, { opened: keepIds(ids) })
  await caller.ready()
  await caller.writes(ask)
  await agent.is('ringing')
  expect(ids).toEqual([anId])
})
