import type { Socket } from 'socket.io-client'
import { beforeEach, describe, expect, test } from 'vitest'
import { type PageSocket, type PageSocketOptions, watchSocket } from '../src/drop-in/page-socket.ts'
import { arrives as arrivesAt, openClient, sentBy } from './support/page-client.ts'

let client: Socket
let watched: PageSocket
const logged: string[] = []

const sent = () => sentBy(client)
const arrives = (event: string, payload: unknown) => arrivesAt(client, event, payload)

function start(options: Partial<PageSocketOptions> = {}) {
  watched = watchSocket({
    ask: () => client,
    pageHandlers: 'on',
    inputEvents: [],
    heldBack: 'Not sent.',
    log: ({ message }) => logged.push(message),
    ...options,
  })
  return watched.source()
}

beforeEach(() => {
  client = openClient()
  logged.length = 0
})

describe('the way to the assistant', () => {
  test('is open until it is cut, for everything', () => {
    start()
    client.emit('start_recording')
    client.emit('stop_recording', { audio: 'AAAA' })
    expect(sent()).toEqual(['start_recording', 'stop_recording'])
  })

  test('cut, lets no recording out, says so in the log, and lets everything else pass', () => {
    start()
    watched.setInput(false)
    client.emit('start_recording')
    client.emit('stop_recording', { audio: 'AAAA' })
    client.emit('chunk', new Uint8Array(3))
    client.emit('voice_note', { audio: 'AAAA' })
    client.emit('heartbeat', { at: 1 })
    client.emit('authenticate', null)
    expect(sent()).toEqual(['heartbeat', 'authenticate'])
    expect(logged).toHaveLength(4)
    expect(logged[0]).toContain('start_recording')
    expect(logged.join()).not.toContain('AAAA')
  })

  test('cut, tells the page’s own status line what the server will never answer', () => {
    const status: unknown[] = []
    client.on('status', (message) => status.push(message))
    start()
    watched.setInput(false)
    client.emit('stop_recording', { audio: 'AAAA' })
    client.emit('heartbeat')
    expect(status).toEqual([{ message: 'Not sent.' }])
  })

  test('cut, holds back what the page names besides', () => {
    start({ inputEvents: ['user_text'] })
    watched.setInput(false)
    client.emit('user_text', { text: 'my card number' })
    expect(sent()).toEqual([])
  })

  test('open again, still holds back a recording that began before or during the call', () => {
    start()
    client.emit('start_recording')
    watched.setInput(false)
    watched.setInput(true)
    client.emit('stop_recording', { audio: 'AAAA' })
    watched.setInput(false)
    client.emit('start_recording')
    watched.setInput(true)
    client.emit('stop_recording', { audio: 'AAAA' })
    expect(sent()).toEqual(['start_recording'])
    client.emit('start_recording')
    client.emit('stop_recording', { audio: 'AAAA' })
    expect(sent()).toEqual(['start_recording', 'start_recording', 'stop_recording'])
  })

  test('cut, leaves no flag of a message that was held back to the next one', () => {
    start()
    watched.setInput(false)
    client.volatile.emit('stop_recording', { audio: 'AAAA' })
    client.emit('heartbeat')
    expect(sent()).toEqual(['heartbeat'])
  })

  test('closed, is as it was', () => {
    start()
    watched.setInput(false)
    watched.close()
    client.emit('stop_recording', { audio: 'AAAA' })
    expect(sent()).toEqual(['stop_recording'])
    expect(Object.keys(client)).not.toContain('emit')
  })

  test('goes over to the page’s next socket in the step in which it is known', () => {
    start()
    const before = client
    client = openClient()
    watched.setInput(false)
    expect(watched.source()).not.toBe(undefined)
    client.emit('stop_recording', { audio: 'AAAA' })
    expect(sent()).toEqual([])
    expect(Object.hasOwn(before, 'emit')).toBe(false)
  })
})

describe('the page’s own handlers of a transfer', () => {
  const heard: string[] = []
  const note = (who: string) => (payload: unknown) => heard.push(`${who} ${payload}`)

  beforeEach(() => {
    heard.length = 0
  })

  test('stay where nothing else is said', () => {
    client.on('transfer_initiated', note('page'))
    start()?.on('transfer_initiated', note('ours'))
    arrives('transfer_initiated', 1)
    expect(heard).toEqual(['page 1', 'ours 1'])
  })

  test('are taken off, those that come later too, and put back', () => {
    client.on('transfer_initiated', note('early'))
    const face = start({ pageHandlers: 'off' })
    face?.on('transfer_initiated', note('ours'))
    client.on('transfer_initiated', note('late'))
    client.on('transcription', note('other'))
    arrives('transfer_initiated', 1)
    arrives('transcription', 2)
    expect(heard).toEqual(['ours 1', 'other 2'])
    watched.close()
    arrives('transfer_initiated', 3)
    expect(heard.slice(2).sort()).toEqual(['early 3', 'late 3', 'ours 3'])
    expect(Object.keys(client).filter((key) => ['on', 'off', 'emit'].includes(key))).toEqual([])
  })

  test('taken off by the page itself, do not come back', () => {
    const page = note('page')
    client.on('transfer_status', page)
    client.on('transfer_initiated', page)
    const face = start({ pageHandlers: 'off' })
    face?.on('transfer_status', note('ours'))
    client.off('transfer_status', page)
    client.off('transfer_initiated')
    arrives('transfer_status', 1)
    watched.close()
    arrives('transfer_status', 2)
    arrives('transfer_initiated', 3)
    expect(heard).toEqual(['ours 1', 'ours 2'])
  })

  test('registered once, are called once after they were put back', () => {
    client.once('transfer_status', note('once'))
    start({ pageHandlers: 'off' })
    watched.close()
    arrives('transfer_status', 1)
    arrives('transfer_status', 2)
    expect(heard).toEqual(['once 1'])
  })
})
