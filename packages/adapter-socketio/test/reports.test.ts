import { socketAssistant } from '@patchcord/adapter-socketio'
import type { AssistantLink } from '@patchcord/core'
import type { Socket as Client } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPage, recorder, sleep, startVoiceServer, until, type VoiceServer } from './voice-server.ts'

let server: VoiceServer
let socket: Client
let link: AssistantLink | undefined

beforeEach(async () => {
  server = await startVoiceServer()
  socket = openPage(server.port)
})

afterEach(async () => {
  link?.close()
  socket.close()
  await server.stop()
})

describe('reach', () => {
  test('up comes with the connection, and again with the conversation’s id', async () => {
    const { reports, on } = recorder()
    link = socketAssistant({ socket }).connect(on)
    const page = await server.page()
    await until(() => reports.length === 1)
    page.emit('connected', { session_id: 'c-1' })
    await until(() => reports.length === 2)
    expect(reports).toEqual([{ type: 'up' }, { type: 'up', conversationId: 'c-1' }])
  })

  test('an id that is a number becomes a text', async () => {
    const { reports, on } = recorder()
    link = socketAssistant({ socket }).connect(on)
    const page = await server.page()
    page.emit('connected', { session_id: 7 })
    await until(() => reports.length === 2)
    expect(reports.at(-1)).toEqual({ type: 'up', conversationId: '7' })
  })

  test.each([[null], [undefined], ['text'], [{}], [{ session_id: null }], [{ session_id: '' }], [{ session_id: {} }]])(
    'a connected message without an id (%j) changes nothing',
    async (message) => {
      const { reports, on } = recorder()
      link = socketAssistant({ socket }).connect(on)
      const page = await server.page()
      page.emit('connected', message)
      page.emit('transfer_status', 'end')
      await until(() => reports.some(({ type }) => type === 'transfer-status'))
      expect(reports).toEqual([{ type: 'up' }, { type: 'transfer-status', message: 'end' }])
    },
  )

  test('a socket that had connected before is up, with the id that the page knows, and never within connect', async () => {
    await until(() => socket.connected)
    const { reports, on } = recorder()
    link = socketAssistant({ socket, conversationId: () => 'known' }).connect(on)
    expect(reports).toEqual([])
    await until(() => reports.length === 1)
    expect(reports).toEqual([{ type: 'up', conversationId: 'known' }])
  })

  test('an id that the page learns later is told before the transfer that needs it', async () => {
    let id: string | null = null
    const { reports, on } = recorder()
    link = socketAssistant({ socket, conversationId: () => id }).connect(on)
    const page = await server.page()
    await until(() => reports.length === 1)
    id = 'c-9'
    page.emit('transfer_initiated', { success: true })
    await until(() => reports.length === 3)
    expect(reports).toEqual([
      { type: 'up' },
      { type: 'up', conversationId: 'c-9' },
      { type: 'transfer-initiated', message: { success: true } },
    ])
  })

  test('the page’s own id goes before the server’s', async () => {
    const { reports, on } = recorder()
    link = socketAssistant({ socket, conversationId: () => 'mine' }).connect(on)
    const page = await server.page()
    page.emit('connected', { session_id: 'theirs' })
    page.emit('transfer_initiated', { success: true, session_id: 'theirs' })
    await until(() => reports.length === 2)
    expect(reports[0]).toEqual({ type: 'up', conversationId: 'mine' })
    expect(reports[1]).toMatchObject({ type: 'transfer-initiated' })
  })

  test('an id that only the request itself carries is told', async () => {
    const { reports, on } = recorder()
    link = socketAssistant({ socket }).connect(on)
    const page = await server.page()
    page.emit('transfer_initiated', { success: true, session_id: 'c-3' })
    await until(() => reports.length === 3)
    expect(reports[1]).toEqual({ type: 'up', conversationId: 'c-3' })
  })

  test('a transfer without an id is told to the log, for whoever looks for it, and with one it is not', async () => {
    const logged: string[] = []
    const { on, types } = recorder()
    link = socketAssistant({ socket, log: (level, text) => logged.push(`${level} ${text}`) }).connect(on)
    const page = await server.page()
    page.emit('transfer_initiated', { success: true })
    await until(() => types().includes('transfer-initiated'))
    expect(logged).toEqual([expect.stringMatching(/^debug .*conversation.*`conversationId`/)])
    page.emit('connected', { session_id: 'c-1' })
    page.emit('transfer_initiated', { success: true })
    await until(() => types().filter((type) => type === 'transfer-initiated').length === 2)
    expect(logged).toHaveLength(1)
  })

  test('the server’s going and coming back is told once each', async () => {
    const { on, types } = recorder()
    link = socketAssistant({ socket }).connect(on)
    await until(() => types().length === 1)
    await server.stop()
    await until(() => types().length === 2)
    await sleep(100)
    server = await startVoiceServer(server.port)
    await until(() => types().length === 3)
    expect(types()).toEqual(['up', 'down', 'up'])
  })

  test('a server that was never there is down, once', async () => {
    await server.stop()
    socket.close()
    socket = openPage(server.port)
    const { on, types } = recorder()
    link = socketAssistant({ socket }).connect(on)
    await until(() => types().length === 1)
    await sleep(100)
    expect(types()).toEqual(['down'])
    server = await startVoiceServer(server.port)
  })
})

describe('messages', () => {
  test('the transfer’s messages are passed on as they came, malformed ones too', async () => {
    const { reports, on } = recorder()
    link = socketAssistant({ socket }).connect(on)
    const page = await server.page()
    for (const message of [{ success: true, extension: 2001, unknown: [1] }, null, 'nonsense']) {
      page.emit('transfer_initiated', message)
    }
    page.emit('transfer_status', { success: false, details: 'bridge' })
    await until(() => reports.length === 5)
    expect(reports.slice(1)).toEqual([
      { type: 'transfer-initiated', message: { success: true, extension: 2001, unknown: [1] } },
      { type: 'transfer-initiated', message: null },
      { type: 'transfer-initiated', message: 'nonsense' },
      { type: 'transfer-status', message: { success: false, details: 'bridge' } },
    ])
  })

  test('a listener that throws disturbs neither the next report nor the page’s own listeners', async () => {
    const logged: string[] = []
    const heard: unknown[] = []
    const seen: string[] = []
    link = socketAssistant({ socket, log: (level, text) => logged.push(`${level} ${text}`) }).connect((report) => {
      seen.push(report.type)
      throw new Error('boom')
    })
    socket.on('transfer_status', (message) => heard.push(message))
    const page = await server.page()
    page.emit('transfer_status', 1)
    page.emit('transfer_status', 2)
    await until(() => heard.length === 2)
    expect(seen).toEqual(['up', 'transfer-status', 'transfer-status'])
    expect(logged).toHaveLength(3)
    expect(logged[0]).toMatch(/^error .*boom/)
  })
})

describe('the socket’s source', () => {
  const limits = { poll: 5, repoll: 20, socket: 60 }

  test('a page that makes its socket late is waited for', async () => {
    const { on, types } = recorder()
    let late: Client | null = null
    link = socketAssistant({ socket: () => late, limits }).connect(on)
    await sleep(20)
    expect(types()).toEqual([])
    late = socket
    await until(() => types().length === 1)
    expect(types()).toEqual(['up'])
  })

  test('a page without a socket is warned of after the limit, and waited for all the same', async () => {
    const { on, types } = recorder()
    const logged: string[] = []
    let late: Client | undefined
    const source = () => {
      if (!late) throw new ReferenceError('socket is not defined')
      return late
    }
    link = socketAssistant({ socket: source, limits, log: (level, text) => logged.push(`${level} ${text}`) }).connect(
      on,
    )
    await until(() => logged.length === 1)
    expect(types()).toEqual([])
    expect(logged).toEqual([expect.stringMatching(/^warn socket: .*none for 0.06 s.*socket is not defined/)])
    late = socket
    await until(() => types().length === 1)
    expect(types()).toEqual(['up'])
  })

  test('a page’s new socket takes the place of the old one', async () => {
    const { reports, on, types } = recorder()
    let current = socket
    link = socketAssistant({ socket: () => current, limits }).connect(on)
    const before = await server.page()
    await until(() => types().length === 1)
    current = openPage(server.port)
    await until(() => types().length === 3)
    before.emit('transfer_status', 'old')
    server.sockets.at(-1)?.emit('transfer_status', 'new')
    await until(() => types().length === 4)
    expect(reports.slice(1)).toEqual([{ type: 'down' }, { type: 'up' }, { type: 'transfer-status', message: 'new' }])
    current.close()
  })
})
