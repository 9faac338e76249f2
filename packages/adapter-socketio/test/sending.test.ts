import { type SocketAssistantOptions, socketAssistant } from '@patchcord/adapter-socketio'
import type { AssistantLink, Hearing } from '@patchcord/core'
import type { Socket as Client } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPage, recorder, sleep, startVoiceServer, step, until, type VoiceServer } from './voice-server.ts'

const outcome = { transferId: 't1', result: 'returned', attempts: [] }

let server: VoiceServer
let socket: Client
let link: AssistantLink
let logged: string[]

beforeEach(async () => {
  logged = []
  server = await startVoiceServer()
  socket = openPage(server.port)
})

afterEach(async () => {
  link.close()
  socket.close()
  await server.stop()
})

async function connected(options: Partial<SocketAssistantOptions> = {}) {
  const { on, types } = recorder()
  link = socketAssistant({ socket, log: (level, text) => logged.push(`${level} ${text}`), ...options }).connect(on)
  const page = await server.page()
  await until(() => types().includes('up'))
  return { page, types }
}

const steps = () => server.got('transfer_progress')
const outcomes = () => server.got('transfer_outcome')

/** The server goes, and comes back on its port after `meanwhile`. */
async function restart(types: () => string[], meanwhile: () => void) {
  await server.stop()
  await until(() => types().includes('down'))
  meanwhile()
  server = await startVoiceServer(server.port)
}

/** In the place of the server that answers. */
async function startDeafServer() {
  socket.close()
  await server.stop()
  server = await startVoiceServer(0, false)
  socket = openPage(server.port)
}

describe('transfer_progress', () => {
  test('every step of one turn arrives, in order', async () => {
    await connected()
    for (const state of ['connecting', 'calling', 'confirmed'] as const) link.progress(step(state))
    await until(() => steps().length === 3)
    expect(steps()).toEqual([step('connecting'), step('calling'), step('confirmed')])
  })

  test('a step that was told while the server was away never comes later', async () => {
    const { types } = await connected()
    await restart(types, () => link.progress(step('calling')))
    await until(() => types().length === 3)
    link.progress(step('idle'))
    await until(() => steps().length > 0)
    expect(steps()).toEqual([step('idle')])
  })
})

describe('a page whose client has `retries`', () => {
  /** Longer than any test waits: only what is not held up arrives. */
  const held = { retries: 3, ackTimeout: 60_000 }

  /** A server that acknowledges the page's own messages alone. */
  async function connectedWithRetries() {
    await startDeafServer()
    socket.close()
    socket = openPage(server.port, held)
    const { page } = await connected()
    page.on('chat', (_: string, ack: () => void) => ack())
    return page
  }

  test('has its own message acknowledged at once, whatever of ours nobody acknowledges', async () => {
    await connectedWithRetries()
    for (const state of ['connecting', 'calling', 'confirmed', 'cleanup', 'idle'] as const) link.progress(step(state))
    link.outcome(outcome)
    let acknowledged = false
    socket.emit('chat', 'hello', () => {
      acknowledged = true
    })
    await until(() => acknowledged)
    expect(steps()).toHaveLength(5)
    expect(outcomes()).toHaveLength(1)
  })

  test('has ours go out beside a message of its own that nobody acknowledges', async () => {
    await connectedWithRetries()
    socket.emit('silence', 'hello')
    link.progress(step('calling'))
    link.outcome(outcome)
    await until(() => outcomes().length === 1)
    expect(steps()).toEqual([step('calling')])
    socket.emit('chat', 'hello')
    link.outcome({ transferId: 't2' })
    await until(() => outcomes().length === 2)
    expect(server.got('chat')).toEqual([])
  })
})

describe('transfer_outcome', () => {
  const limits = { ack: 30, outcome: 400 }

  test('it carries its id and is sent once when it is acknowledged', async () => {
    await connected({ limits })
    link.outcome(outcome)
    link.outcome(outcome)
    await until(() => outcomes().length === 1)
    await sleep(100)
    expect(outcomes()).toEqual([{ ...outcome, id: 't1' }])
    expect(logged).toEqual([])
  })

  test('without an acknowledgement it is repeated three times, and then dropped with one warning', async () => {
    await startDeafServer()
    await connected({ limits })
    link.outcome(outcome)
    await until(() => logged.length === 1)
    await sleep(100)
    expect(outcomes()).toHaveLength(4)
    expect(logged).toEqual([expect.stringMatching(/^warn transfer_outcome t1 was dropped/)])
  })

  test('told while the server is away, it is sent once the server is back', async () => {
    const { types } = await connected()
    await restart(types, () => link.outcome(outcome))
    await until(() => outcomes().length === 1)
    await sleep(50)
    expect(outcomes()).toHaveLength(1)
  })

  test('not acknowledged before the server went, it is sent at once to the one that comes back', async () => {
    await startDeafServer()
    const { types } = await connected()
    link.outcome(outcome)
    await until(() => outcomes().length === 1)
    await restart(types, () => {})
    await until(() => outcomes().length === 1)
  })

  test('a server that stays away costs a warning, and hears nothing late', async () => {
    const { types } = await connected({ limits: { ack: 30, outcome: 60 } })
    const { port } = server
    await server.stop()
    await until(() => types().includes('down'))
    link.outcome(outcome)
    await until(() => logged.length === 1)
    server = await startVoiceServer(port)
    await until(() => types().length === 3)
    await sleep(50)
    expect(outcomes()).toEqual([])
  })

  test('an outcome that cannot be written as JSON is logged and disturbs nobody', async () => {
    await connected({ limits })
    const circular: { transferId: string; self?: unknown } = { transferId: 't2' }
    circular.self = circular
    expect(() => link.outcome(circular)).not.toThrow()
    expect(logged[0]).toMatch(/^error transfer_outcome/)
  })
})

describe('hear', () => {
  const open = { input: true, output: true }
  const cut = { input: false, output: false }

  test('reaches the page at once, the first time and at each change', async () => {
    const heard: Hearing[] = []
    await connected({ hear: (hearing) => heard.push(hearing) })
    for (const wanted of [open, open, cut, { ...cut }, open]) link.hear(wanted)
    expect(heard).toEqual([open, cut, open])
  })

  test('a page whose code threw is told again', async () => {
    let calls = 0
    await connected({
      hear: () => {
        calls += 1
        if (calls === 1) throw new Error('not ready')
      },
    })
    link.hear(cut)
    link.hear(cut)
    link.hear(cut)
    expect(calls).toBe(2)
    expect(logged).toEqual([expect.stringMatching(/^error .*not ready/)])
  })

  test('close opens what was cut, and only then', async () => {
    const heard: Hearing[] = []
    await connected({ hear: (hearing) => heard.push(hearing) })
    link.hear(cut)
    link.close()
    link.close()
    link.hear(cut)
    expect(heard).toEqual([cut, open])
  })

  test('close of a link that cut nothing leaves the page alone', async () => {
    const heard: Hearing[] = []
    await connected({ hear: (hearing) => heard.push(hearing) })
    link.hear(open)
    link.close()
    expect(heard).toEqual([open])
  })
})

describe('close', () => {
  const events = ['connect', 'disconnect', 'connect_error', 'connected', 'transfer_initiated', 'agent_response']

  test('takes every listener off, ends no socket of the page, and reports nothing more', async () => {
    const { page, types } = await connected()
    const heard: unknown[] = []
    socket.on('transfer_status', (message) => heard.push(message))
    link.close()
    page.emit('transfer_status', 1)
    await until(() => heard.length === 1)
    expect(types()).toEqual(['up'])
    expect(socket.connected).toBe(true)
    for (const event of events) expect(socket.listeners(event)).toEqual([])
    expect(socket.listeners('transfer_status')).toHaveLength(1)
  })

  test('ends the repetition of an outcome, and every method stays legal', async () => {
    await startDeafServer()
    await connected({ limits: { ack: 20, outcome: 200 } })
    link.outcome(outcome)
    await until(() => outcomes().length === 1)
    link.close()
    link.outcome({ transferId: 't2' })
    link.progress(step('idle'))
    await sleep(80)
    expect(outcomes()).toHaveLength(1)
    expect(logged).toEqual([])
  })
})
