import type { Page } from '@playwright/test'
import { ask } from './support/flask-caller.ts'
import { expect, test } from './support/flask-fixtures.ts'

/** Keeps what the page writes into the console. */
const keep = (lines: string[]) => ({ opened: (page: Page) => page.on('console', (line) => lines.push(line.text())) })

test('a Content-Security-Policy that forbids the PBX is named, with its mend', async ({ flaskWith, openFlask }) => {
  const flask = await flaskWith()
  const pbx = `ws://localhost:${flask.pbxPort}`
  await flask.servesUnder("connect-src 'self'")
  const lines: string[] = []
  const caller = await openFlask(flask, keep(lines))
  await caller.ready()
  await caller.writes(ask)
  await caller.is('idle', 'internal')
  const mend = `Content-Security-Policy forbids ${pbx}/: add ${pbx} to its connect-src`
  expect((await caller.outcome()).failure?.detail).toContain(mend)
  expect(lines.filter((line) => line.startsWith('[patchcord]') && line.endsWith(mend))).toHaveLength(1)
})

test('under a strict policy it works as soon as the PBX is allowed, and passes its nonce on', async ({
  flaskWith,
  openFlask,
  agent,
}) => {
  const flask = await flaskWith()
  const pbx = `ws://localhost:${flask.pbxPort}`
  await flask.servesUnder(
    `default-src 'none'; script-src 'nonce-of-the-page'; style-src 'self'; img-src data:; media-src data:; connect-src 'self' ${pbx}`,
  )
  const lines: string[] = []
  const caller = await openFlask(flask, keep(lines))
  await caller.ready()
  await caller.talksWith(agent)
  expect(lines.filter((line) => line.includes('Content Security Policy'))).toEqual([])
})

test('with strict-dynamic, the nonce on the first script is enough for both', async ({
  flaskWith,
  openFlask,
  agent,
}) => {
  const flask = await flaskWith()
  await flask.servesUnder("script-src 'nonce-of-the-page' 'strict-dynamic'; object-src 'none'; base-uri 'none'")
  const lines: string[] = []
  const caller = await openFlask(flask, keep(lines))
  await caller.ready()
  await caller.talksWith(agent)
  expect(lines.filter((line) => line.includes('Content Security Policy'))).toEqual([])
})

/** The page itself writes markup, and has a policy of its own for that. */
function allowMarkup() {
  const { trustedTypes } = window as unknown as {
    trustedTypes: { createPolicy(name: string, rules: { createHTML(html: string): string }): unknown }
  }
  trustedTypes.createPolicy('default', { createHTML: (html) => html })
}

test('under Trusted Types it works where the page lists the policy patchcord', async ({
  flaskWith,
  openFlask,
  agent,
}) => {
  const flask = await flaskWith()
  await flask.servesUnder("require-trusted-types-for 'script'; trusted-types default patchcord")
  const lines: string[] = []
  const caller = await openFlask(flask, { ...keep(lines), before: allowMarkup })
  await caller.ready()
  await caller.talksWith(agent)
  expect(lines.filter((line) => line.includes('TrustedScriptURL'))).toEqual([])
})

test('under Trusted Types that forbid the policy, the caller and the console are told so', async ({
  flaskWith,
  openFlask,
}) => {
  const flask = await flaskWith()
  await flask.servesUnder("require-trusted-types-for 'script'; trusted-types default")
  const lines: string[] = []
  const caller = await openFlask(flask, { ...keep(lines), before: allowMarkup })
  await caller.ready()
  await caller.writes(ask)
  await caller.is('idle', 'not-loaded')
  const fix = 'forbids the policy patchcord: add patchcord to its trusted-types'
  expect((await caller.outcome()).failure).toMatchObject({
    field: 'trusted-types',
    remedy: expect.stringContaining(fix),
  })
  expect(lines.filter((line) => line.startsWith('[patchcord]') && line.endsWith(fix))).not.toEqual([])
})

test('a script-src that leaves the second script out is named', async ({ flaskWith, openFlask }) => {
  const flask = await flaskWith()
  await flask.servesUnder("script-src 'nonce-of-the-page'")
  const caller = await openFlask(flask, {
    // The page puts the first script in without passing the nonce on.
    opened: (page) =>
      page.route('**/patchcord.js', async (route) => {
        const body = await (await route.fetch()).text()
        await route.fulfill({ body: `document.currentScript.nonce = '';${body}`, contentType: 'text/javascript' })
      }),
  })
  await caller.ready()
  await caller.writes(ask)
  await caller.is('idle', 'not-loaded')
  expect((await caller.outcome()).failure).toMatchObject({ field: 'script-src' })
})
