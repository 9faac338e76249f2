import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** How the Flask server is started. What is left out is as after the change, on the switchboard of the tests. */
export interface FlaskOptions {
  /** The server's lines for Patchcord are in it, or not. */
  readonly server?: 'before' | 'after'
  /** The same of the page. */
  readonly page?: 'before' | 'after'
  readonly bridge?: 'off' | 'rings' | 'fails'
  /** Whether the sentence that announces a transfer can be synthesized. */
  readonly synthesis?: 'works' | 'fails'
  /** The PBX that the page calls, and that `transfer_initiated` names. */
  readonly domain?: string
  readonly wssPort?: number
  readonly transport?: 'ws' | 'wss'
  /** Seconds before the announcement is spoken. */
  readonly pause?: number
  /** Seconds after which a transfer without news is over. */
  readonly forget?: number
}

/** Something that a page sent. */
export interface Received {
  readonly event: string
  readonly payload: unknown
}

/** A running Flask server, with the verbs of a test. */
export interface Flask {
  /** The page's address; `?jssip` behind it puts JsSIP 3.10.1 on the page. */
  readonly url: string
  /** The port of the PBX that its page calls. */
  readonly pbxPort: number
  /** Everything that it has printed. */
  output(): string
  /** It says something of its own, to every page. */
  emit(event: string, payload: unknown): Promise<void>
  /** It serves the page under a Content-Security-Policy; the page's scripts have the nonce `of-the-page`. */
  servesUnder(policy: string): Promise<void>
  /** It takes the next clip for these words. */
  understands(text: string): Promise<void>
  /** What pages sent, of one event or of all. */
  received(event?: string): Promise<Received[]>
  /** Ends it with its children. */
  close(): Promise<void>
}

/** The PIN that the servers of the tests want. */
export const flaskPin = '2468'

export const flaskFolder = fileURLToPath(new URL('../../examples/flask-server', import.meta.url))
export const flaskPython = process.env['PATCHCORD_PYTHON'] ?? '/usr/bin/python3'
const limits = { start: 20_000, end: 3_000 }

function flags(options: FlaskOptions): string[] {
  const { server = 'after', page = 'after', ...rest } = options
  const values = {
    page: page === 'before' ? 'before/index.html' : 'templates/index.html',
    bridge: rest.bridge,
    synthesis: rest.synthesis,
    domain: rest.domain,
    'wss-port': rest.wssPort,
    transport: rest.transport,
    pause: rest.pause,
    forget: rest.forget,
  }
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const module = server === 'before' ? 'before.server' : 'server'
  return ['-m', module, '--port', '0', '--test', ...given.flatMap(([name, value]) => [`--${name}`, String(value)])]
}

/** In a process group of its own. It ends with this process too, whose end closes its standard input. */
function spawnServer(options: FlaskOptions) {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', VOICE_PIN: flaskPin, SIP_PASSWORD: 'pwtransfer' }
  const child = spawn(flaskPython, flags(options), { cwd: flaskFolder, detached: true, env, stdio: 'pipe' })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      text += data
    })
  return { child, output: () => text }
}

/** Resolves with the address once the server says that it listens. */
function readiness(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(fail, limits.start, 'said nothing of being ready')
    function fail(why: string) {
      clearTimeout(limit)
      reject(new Error(`The Flask server ${why}.\n${output()}`))
    }
    child.stdout?.on('data', () => {
      const url = /^ready (\S+)$/m.exec(output())?.[1]
      if (!url) return
      clearTimeout(limit)
      resolve(url)
    })
    child.once('error', ({ message }) => fail(`could not be started: ${message}`))
    child.once('exit', (code) => fail(`ended with ${code}`))
  })
}

async function end(child: ChildProcess): Promise<void> {
  const { pid } = child
  if (!pid || child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  process.kill(-pid, 'SIGTERM')
  const limit = setTimeout(() => process.kill(-pid, 'SIGKILL'), limits.end)
  await closed
  clearTimeout(limit)
}

async function ask(url: string, body?: unknown): Promise<unknown> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(url, body === undefined ? {} : post)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.json()
}

/** Starts the Flask server on a free port. */
export async function startFlask(options: FlaskOptions = {}): Promise<Flask> {
  const { child, output } = spawnServer(options)
  const url = await readiness(child, output).catch(async (error) => {
    await end(child)
    throw error
  })
  return {
    url,
    pbxPort: options.wssPort ?? 8080,
    output,
    async emit(event, payload) {
      await ask(`${url}test/emit`, { event, payload })
    },
    async servesUnder(policy) {
      await ask(`${url}test/policy`, { policy })
    },
    async understands(text) {
      await ask(`${url}test/understand`, { text })
    },
    async received(event) {
      const all = (await ask(`${url}test/received`)) as Received[]
      return event ? all.filter((one) => one.event === event) : all
    },
    close: () => end(child),
  }
}
