import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startOptions } from '../src/options.ts'
import type { Pages } from '../src/pages.ts'
import { type Running, start } from '../src/start.ts'

const html = (text: string) => new Map([['/index.html', { body: Buffer.from(text), type: 'text/html' }]])
const pages: Pages = { assistant: html('the caller’s page'), callCenter: html('the agent’s page') }

let running: Running | undefined
let port = 0

afterEach(async () => {
  await running?.close()
  running = undefined
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port: free } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return free
}

async function startHere(args: readonly string[] = ['--account', 'transfer:hunter2'], given = async () => pages) {
  port = await freePort()
  running = await start(startOptions(['--port', String(port), ...args]), () => {}, given)
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

const own = () => `http://localhost:${port}`

/** A request with whatever headers somebody cares to send; `host` included. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.on('data', (data) => {
        body += data
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The first line of what an upgrade gets for an answer; resolves when the server has closed the connection. */
async function upgrade(path: string, headers: readonly string[] = []): Promise<string> {
  const socket = connect(port, 'localhost')
  let text = ''
  socket.on('data', (data) => {
    text += data
  })
  await once(socket, 'connect')
  const given = ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`]
  const host = headers.some((line) => line.startsWith('Host')) ? [] : [`Host: localhost:${port}`]
  socket.write([`GET ${path} HTTP/1.1`, ...host, ...given, ...headers, '', ''].join('\r\n'))
  const closed = once(socket, 'close')
  if (path.startsWith('/socket.io/?') || path === '/sip') await vi.waitFor(() => expect(text).not.toBe(''))
  else await closed
  socket.destroy()
  return text.slice(0, text.indexOf('\r'))
}

const key = Buffer.from('0123456789abcdef').toString('base64')
const voice = '/socket.io/?EIO=4&transport=polling'

/** A page that has loaded, and connected to the assistant; with `pin` it signs in. By HTTP alone, as any program can. */
async function openPage(pin?: string): Promise<string> {
  const { headers } = await ask('/')
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  const { body } = await ask(voice, { cookie })
  const { sid } = JSON.parse(body.slice(1))
  const post = (text: string) => poll(`${voice}&sid=${sid}`, cookie, text)
  await post('40/voice,')
  await vi.waitFor(() => expect(running?.voice.sockets.size).toBeGreaterThan(0))
  if (pin) await post(`42/voice,["authenticate",{"pin":"${pin}"}]`)
  return cookie
}

function poll(path: string, cookie: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port, path, method: 'POST', headers: { cookie }, agent: false }, (it) => {
      it.resume()
      it.on('end', resolve)
    })
    sent.on('error', reject)
    sent.end(text)
  })
}

const password = (headers: Record<string, string>, method = 'POST') => ask('/account-password', headers, method)
const page = (cookie: string) => ({ origin: own(), 'sec-fetch-site': 'same-origin', cookie })

/** One whose caller's right PIN has arrived. */
async function signedInPage(): Promise<string> {
  const cookie = await openPage('1234')
  await vi.waitFor(async () => expect((await password(page(cookie))).status).toBe(200))
  return cookie
}

describe('the account’s password', () => {
  test('goes to a page whose caller has signed in', async () => {
    await startHere()
    const cookie = await signedInPage()
    expect(await password(page(cookie))).toMatchObject({ status: 200, body: 'hunter2' })
  })

  test('is refused to a page whose caller has not signed in, or with a wrong PIN', async () => {
    await startHere()
    expect(await password(page(await openPage()))).toMatchObject({ status: 403, body: '' })
    expect(await password(page(await openPage('9999')))).toMatchObject({ status: 403, body: '' })
  })

  test('is refused to whoever has no session, another one, or one of a page that is gone', async () => {
    await startHere()
    const cookie = await signedInPage()
    const [name] = cookie.split('=')
    expect(await password({ origin: own(), 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 403, body: '' })
    expect(await password(page(`${name}=`))).toMatchObject({ status: 403, body: '' })
    expect(await password(page(`${name}=00000000-0000-0000-0000-000000000000`))).toMatchObject({ status: 403 })
    running?.voice.disconnectSockets(true)
    await vi.waitFor(async () => expect(await password(page(cookie))).toMatchObject({ status: 403, body: '' }))
  })

  test('is refused to another origin, to a rebound name and to a request that says nothing of its page', async () => {
    await startHere()
    const cookie = await signedInPage()
    const evil = 'http://evil.example'
    for (const headers of [
      { cookie },
      { cookie, origin: evil },
      { cookie, origin: 'null' },
      { cookie, origin: `http://localhost:${port + 1}` },
      { cookie, origin: own(), 'sec-fetch-site': 'cross-site' },
      { cookie, origin: evil, host: 'evil.example', 'sec-fetch-site': 'same-origin' },
      { cookie, origin: `http://evil.example:${port}`, host: `evil.example:${port}`, 'sec-fetch-site': 'same-origin' },
    ])
      expect(await password(headers)).toMatchObject({ status: 403 })
    expect(await password(page(cookie), 'GET')).toMatchObject({ status: 403 })
  })
})

describe('a page of another site', () => {
  const foreign = { origin: 'http://evil.example' }

  test('gets neither page nor settings, by its own name or a rebound one', async () => {
    await startHere()
    for (const path of ['/', '/config.json', '/call-center/']) {
      expect((await ask(path)).status).toBe(200)
      expect((await ask(path, foreign)).status).toBe(403)
      expect((await ask(path, { host: `evil.example:${port}` })).status).toBe(403)
    }
  })

  test('does not get onto the assistant’s socket or the switchboard', async () => {
    await startHere([])
    expect((await ask(voice)).status).toBe(200)
    expect((await ask(voice, foreign)).status).toBe(403)
    expect((await ask(voice, { host: 'evil.example' })).status).toBe(403)
    const polled = '/socket.io/?EIO=4&transport=websocket'
    expect(await upgrade(polled)).toContain('101')
    // socket.io's own answer to whoever it refuses
    expect(await upgrade(polled, ['Origin: http://evil.example'])).toContain('400')
    expect(await upgrade('/sip', ['Sec-WebSocket-Protocol: sip'])).toContain('101')
    // a Flask server's page on this machine
    const neighbor = ['Sec-WebSocket-Protocol: sip', 'Origin: http://localhost:5000']
    expect(await upgrade('/sip', neighbor)).toContain('101')
    expect(await upgrade('/sip', ['Sec-WebSocket-Protocol: sip', 'Origin: http://evil.example'])).toContain('403')
    expect(await upgrade('/sip', ['Sec-WebSocket-Protocol: sip', 'Host: evil.example'])).toContain('403')
  })
})

describe('the server stands', () => {
  test.each(['/nothing', '/socket.io', '/socket.iox/', '//['])(
    'an upgrade of %s is refused and closed',
    async (path) => {
      await startHere([])
      expect(await upgrade(path)).toContain('404')
    },
  )

  test('a connection that breaks while its upgrade is refused ends nothing else', async () => {
    await startHere([])
    for (let turn = 0; turn < 20; turn++) {
      const socket = connect(port, 'localhost')
      await once(socket, 'connect')
      socket.write(`GET /nothing HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
      socket.resetAndDestroy()
    }
    expect((await ask('/')).status).toBe(200)
  })

  test('no more than 200 pages are on the socket at once, and others are let in when they go', async () => {
    await startHere([])
    const sids = await Promise.all(
      Array.from({ length: 200 }, async () => JSON.parse((await ask(voice)).body.slice(1)).sid),
    )
    expect((await ask(voice)).status).toBe(403)
    await Promise.all(sids.slice(0, 10).map((sid) => poll(`${voice}&sid=${sid}`, '', '1')))
    await vi.waitFor(async () => expect((await ask(voice)).status).toBe(200))
  })

  test('other methods than GET and HEAD change nothing, and paths lead nowhere else', async () => {
    await startHere([])
    expect((await ask('/', {}, 'DELETE')).status).toBe(405)
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' })
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/%', '/%00', '/index.html/', '//'])
      expect((await ask(path)).status).toBe(404)
  })
})

describe('a port', () => {
  test('comes before the pages: where it is taken, nothing is built', async () => {
    await startHere([])
    const build = vi.fn(async () => pages)
    const second = start(startOptions(['--port', String(port)]), () => {}, build)
    await expect(second).rejects.toThrow(`Port ${port} is taken`)
    await expect(second).rejects.toThrow(`npm start -- --port ${port + 1}`)
    expect(build).not.toHaveBeenCalled()
    expect((await ask('/')).status).toBe(200)
  })

  test('answers whoever comes early once the pages are built', async () => {
    const built = Promise.withResolvers<Pages>()
    const starting = startHere([], () => built.promise)
    await vi.waitFor(async () => expect((await ask('/config.json')).status).toBe(200))
    const early = ask('/')
    built.resolve(pages)
    expect(await early).toMatchObject({ status: 200, body: 'the caller’s page' })
    await starting
  })

  test('is given back where the pages cannot be built', async () => {
    await expect(startHere([], () => Promise.reject(new Error('no such file')))).rejects.toThrow('no such file')
    await startHere([])
    expect((await ask('/')).status).toBe(200)
  })
})
