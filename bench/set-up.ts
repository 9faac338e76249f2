// How long a cold call takes to set up, beside plain JsSIP, on the same machine in the same run: npm run bench -- [runs].
import { createServer } from 'node:http'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { createSwitchboard } from '@patchcord/example-switchboard'
import { chromium } from 'playwright'
import sirv from 'sirv'
import { build, defaultClientConditions } from 'vite'
import { launchOptions } from '../e2e/chromium.ts'
import type { Marks } from './pages/marks.ts'

const runs = Number(process.argv[2] ?? 10)
const root = fileURLToPath(new URL('pages', import.meta.url))
const outDir = fileURLToPath(new URL('dist', import.meta.url))
const port = 8900
const stacks = ['jssip', 'patchcord'] as const

await build({
  root,
  logLevel: 'error',
  resolve: { conditions: ['patchcord-source', ...defaultClientConditions] },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: ['agent', ...stacks].map((name) => `${root}/${name}.html`) },
  },
})
const switchboard = createSwitchboard({})
const web = createServer(sirv(outDir)).listen(port, 'localhost')
web.on('upgrade', (request, socket, head) => switchboard.handleUpgrade(request, socket, head))
const browser = await chromium.launch(launchOptions)

async function once(stack: (typeof stacks)[number]): Promise<Marks> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`http://localhost:${port}/${stack}.html`)
  await page.waitForFunction(() => 'call' in window)
  await page.waitForLoadState('networkidle')
  const marks = await page.evaluate(() => window.call())
  await page.context().close()
  return marks
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const agent = await (await browser.newContext()).newPage()
await agent.goto(`http://localhost:${port}/agent.html`)
await agent.locator('patchcord-desk[state=ready]').waitFor()

const seen: Record<(typeof stacks)[number], Marks[]> = { jssip: [], patchcord: [] }
for (let run = 0; run < runs; run++)
  for (const stack of stacks) {
    seen[stack].push(await once(stack))
    await agent.locator('patchcord-desk[state=ready]').waitFor()
  }

console.log(`medians of ${runs} cold calls in ms, and the ratio to plain JsSIP`)
for (const name of ['invite', 'answered', 'audio'] as const) {
  const [raw, ours] = stacks.map((stack) => median(seen[stack].map((marks) => marks[name] ?? Number.NaN)))
  console.log(
    `${name.padEnd(9)} jssip ${raw?.toFixed(0).padStart(4)}   patchcord ${ours?.toFixed(0).padStart(4)}   ${((ours ?? 0) / (raw ?? 1)).toFixed(2)}`,
  )
}

await browser.close()
await switchboard.close()
web.close()
