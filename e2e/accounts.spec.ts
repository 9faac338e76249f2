import { startOptions } from '../examples/start/src/options.ts'
import { start } from '../examples/start/src/start.ts'
import { Caller } from './support/caller.ts'
import { expect, test } from './support/fixtures.ts'
import { installProbe } from './support/probe.ts'

const accounts: readonly [what: string, args: readonly string[], code: 'unavailable' | 'auth-failed' | 'forbidden'][] =
  [
    ['a caller with a password is challenged and let in', ['--account', 'transfer:pwtransfer'], 'unavailable'],
    ['a wrong password is told as auth-failed', ['--account', 'transfer:wrong'], 'auth-failed'],
    ['an anonymous caller is turned away where the PBX says so', ['--refuse-anonymous'], 'forbidden'],
  ]

for (const [index, [what, args, code]] of accounts.entries())
  test(what, async ({ callerBrowser }, { parallelIndex }) => {
    const port = 8500 + parallelIndex * 10 + index
    const app = await start(startOptions(['--port', String(port), ...args]), () => {})
    const page = await (await callerBrowser.newContext()).newPage()
    await page.addInitScript(installProbe)
    const logged: string[] = []
    page.on('console', (message) => logged.push(message.text()))
    await page.goto(`http://localhost:${port}/`)
    const caller = new Caller(page, app)
    await caller.ready()
    await caller.says('extension 2010')
    await caller.reads(code)
    const { failure } = await caller.outcome()
    expect(failure?.remedy).toBeTruthy()
    expect(JSON.stringify([logged, failure, await page.content()])).not.toMatch(/pwtransfer|:wrong|"wrong"/)
    await page.context().close()
    await app.close()
  })
