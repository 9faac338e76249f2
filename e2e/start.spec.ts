import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
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

test('names a port that is taken', async () => {
  const port = 8620
  const other = createServer().listen(port, 'localhost')
  const { ended, text } = npmStart('--port', String(port))
  expect(await ended).not.toBe(0)
  expect(text()).toContain(`Port ${port} is taken`)
  other.close()
})

test('explains a wrong option', async () => {
  const { ended, text } = npmStart('--pbx', 'ws://pbx.example:5066')
  expect(await ended).toBe(2)
  expect(text()).toContain('ws:// is not encrypted')
  expect(text()).toContain('Usage: npm start')
})
