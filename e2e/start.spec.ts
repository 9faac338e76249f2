import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { launchOptions } from './chromium.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

test.use({ launchOptions })

/** `npm start` as a person types it, in a process group of its own. */
function npmStart(...args: string[]) {
  const { NODE_OPTIONS: _inherited, ...env } = process.env
  const child: ChildProcess = spawn('npm', ['start', '--', ...args], { cwd: root, detached: true, env })
  let text = ''
  child.stdout?.on('data', (data) => {
    text += data
  })
  child.stderr?.on('data', (data) => {
    text += data
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return { child, ended, text: () => text }
}

/** Whether any process of the group is left. */
function anyLeft({ pid = 0 }: ChildProcess): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}

const answers = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => 'nothing',
  )

/** What the server answers to bytes of one's own. */
const rawRequest = (port: number, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, 'localhost', () => socket.write(bytes))
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })

test('serves both pages, says where, and SIGTERM ends it with its children', async () => {
  const url = 'http://localhost:8600/'
  const { child, ended, text } = npmStart('--port', '8600')
  await expect.poll(text, { timeout: 60_000 }).toContain(`ready ${url}`)
  expect(text()).toContain(`${url}call-center`)
  expect(await answers(url)).toBe(200)
  expect(await answers(`${url}call-center`)).toBe(200)
  expect(await answers(`${url}call-center?extension=2005`)).toBe(200)
  expect(await answers(`${url}nothing-here`)).toBe(404)
  expect(await rawRequest(8600, 'GET //[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain('HTTP/1.1')
  expect(await answers(url)).toBe(200)
  expect(await (await fetch(`${url}account-password`, { method: 'POST' })).status).toBe(403)
  child.kill('SIGTERM')
  await ended
  await expect.poll(() => anyLeft(child)).toBe(false)
  expect(await answers(url)).toBe('nothing')
})

test('Ctrl-C ends it, with a page still connected', async ({ page }) => {
  const url = 'http://localhost:8610/'
  const { child, ended, text } = npmStart('--port', '8610')
  await expect.poll(text, { timeout: 60_000 }).toContain(`ready ${url}`)
  await page.goto(url)
  await expect(page.getByText('Ready', { exact: true })).toBeVisible()
  process.kill(-(child.pid ?? 0), 'SIGINT')
  await ended
  await expect.poll(() => anyLeft(child)).toBe(false)
})

test('a second one on the same port ends by itself; the first goes on, with its page’s sockets', async ({ page }) => {
  const url = 'http://localhost:8620/'
  const first = npmStart('--port', '8620')
  await expect.poll(first.text, { timeout: 60_000 }).toContain(`ready ${url}`)
  let lost = 0
  page.on('websocket', (socket) => socket.on('close', () => lost++))
  await page.goto(url)
  await expect(page.getByText('Ready', { exact: true })).toBeVisible()
  const second = npmStart('--port', '8620')
  expect(await second.ended).toBe(2)
  expect(second.text()).toContain('Port 8620 is taken')
  expect(second.text()).toContain('npm start -- --port 8621')
  expect(second.text()).not.toContain('Building')
  expect(await answers(url)).toBe(200)
  expect(lost).toBe(0)
  await page.reload()
  await expect(page.getByText('Ready', { exact: true })).toBeVisible()
  first.child.kill('SIGTERM')
  await first.ended
})

test('one on another port builds beside the first, which goes on to serve its own files', async ({ request }) => {
  const first = npmStart('--port', '8630')
  await expect.poll(first.text, { timeout: 60_000 }).toContain('ready http')
  const script = /src="(\/assets\/[^"]+)"/.exec(await (await request.get('http://localhost:8630/')).text())?.[1]
  const second = npmStart('--port', '8631', '--stack', 'sipjs')
  let failures = 0
  await expect
    .poll(
      async () => {
        if ((await answers(`http://localhost:8630${script}`)) !== 200) failures++
        return second.text()
      },
      { timeout: 60_000, intervals: [100] },
    )
    .toContain('ready http://localhost:8631/')
  expect(failures).toBe(0)
  expect(first.text()).toMatch(/Building both pages…\nBuilt in \d+\.\d s\./)
  for (const { child, ended } of [first, second]) {
    child.kill('SIGTERM')
    await ended
  }
})

test('--help lists the options, and starts nothing', async () => {
  const { ended, text } = npmStart('--help')
  expect(await ended).toBe(0)
  expect(text()).toContain('--pbx wss://host:port')
  expect(text()).not.toContain('ready')
})

test('explains a wrong option', async () => {
  const { ended, text } = npmStart('--pbx', 'ws://pbx.example:5066')
  expect(await ended).toBe(2)
  expect(text()).toContain('ws:// is not encrypted')
  expect(text()).toContain('Usage: npm start')
})
