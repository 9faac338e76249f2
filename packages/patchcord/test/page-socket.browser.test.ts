import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAnnouncements } from '../src/drop-in/late-announcement.ts'
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
    announcements: { requested() {}, ended() {}, isLate: () => false },
    sentence: () => 'Busy.',
    log: ({ message }) => logged.push(message),
    ...options,
  })
  return watched.source()
}

beforeEach(() => {
  vi.useFakeTimers()
  client = openClient()
  logged.length = 0
})

afterEach(() => vi.useRealTimers())

const soon = () => vi.advanceTimersByTimeAsync(200)

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

test('a socket that had connected before is warned of, since a transfer may have been lost', () => {
  start()
  expect(logged).toEqual([])
  watched.close()
  client.connected = true
  start()
  expect(logged).toEqual([expect.stringContaining('attach first')])
})

/** The first users' page: one button, disabled until one of these arrives. `status` alone never frees it. */
function createButton(events: readonly string[] = ['agent_response', 'error', 'transcription']) {
  const button = { disabled: false, freedBy: [] as unknown[] }
  const free = (event: string) => (message: { success?: boolean }) => {
    if (event === 'transcription' && message.success) return
    button.disabled = false
    button.freedBy.push([event, message])
  }
  for (const event of events) client.on(event, free(event))
  return {
    button,
    sends(...args: unknown[]) {
      client.emit('start_recording')
      client.emit('stop_recording', { audio: 'AAAA' }, ...args)
      // After it has sent, as a page may.
      button.disabled = true
    },
  }
}

const unusable = { success: false, text: '', message: 'Not sent.' }

describe('a page that waits for an answer to what was held back', () => {
  test('gets what the server says of a clip that it cannot use, after the page has locked its button', async () => {
    const { button, sends } = createButton()
    start()
    watched.setInput(false)
    sends()
    expect(button.disabled).toBe(true)
    await soon()
    expect(button).toEqual({ disabled: false, freedBy: [['transcription', unusable]] })
  })

  test('gets an error where it listens to no transcription', async () => {
    const { button, sends } = createButton(['error'])
    start()
    watched.setInput(false)
    sends()
    await soon()
    expect(button.freedBy).toEqual([['error', { message: 'Not sent.' }]])
  })

  test('gets it for a recording that was running when the agent answered, too', async () => {
    const { button, sends } = createButton()
    start()
    client.emit('start_recording')
    watched.setInput(false)
    watched.setInput(true)
    client.emit('stop_recording', { audio: 'AAAA' })
    await soon()
    expect(button.freedBy).toEqual([['transcription', unusable]])
    sends()
    await soon()
    expect(button).toMatchObject({ disabled: true, freedBy: [expect.anything()] })
  })

  test('gets one answer for a recording that it sends in pieces', async () => {
    const { button } = createButton()
    start()
    watched.setInput(false)
    client.emit('start_recording')
    for (let piece = 0; piece < 3; piece++) client.emit('chunk', new Uint8Array(3))
    client.emit('stop_recording')
    client.emit('voice_note', { audio: 'AAAA' })
    await soon()
    expect(button.freedBy).toHaveLength(2)
  })

  test('gets it in every handler, in one that was registered once, too', async () => {
    const heard: unknown[] = []
    client.once('transcription', (message) => heard.push(message))
    const { button, sends } = createButton()
    start()
    watched.setInput(false)
    sends()
    await soon()
    sends()
    await soon()
    expect(heard).toHaveLength(1)
    expect(button.freedBy).toHaveLength(2)
  })

  const refusal = { success: false, message: 'Not sent.' }

  test('gets its acknowledgement, with an error in front where socket.io puts one', async () => {
    const got: unknown[][] = []
    const ack = (...values: unknown[]) => got.push(values)
    start()
    watched.setInput(false)
    client.emit('stop_recording', { audio: 'AAAA' }, ack)
    client.timeout(5000).emit('stop_recording', { audio: 'AAAA' }, ack)
    await soon()
    expect(got).toEqual([[refusal], [null, refusal]])
  })

  test.each([
    ['alone', () => client.emitWithAck('stop_recording', { audio: 'AAAA' })],
    ['with a limit', () => client.timeout(5000).emitWithAck('stop_recording', { audio: 'AAAA' })],
  ])('has its promise kept: emitWithAck %s', async (_, send) => {
    start()
    watched.setInput(false)
    const answer = send()
    await soon()
    await expect(answer).resolves.toEqual(refusal)
  })

  test('is freed at the end of a transfer, where the assistant never spoke', async () => {
    const { button, sends } = createButton()
    start()
    sends()
    watched.ended()
    await soon()
    expect(button.freedBy).toEqual([['transcription', { success: false, text: '', message: 'Busy.' }]])
    sends()
    arrives('agent_response', { success: true })
    watched.ended()
    await soon()
    expect(button.freedBy).toHaveLength(2)
  })

  test('is freed once where the server answers a moment after the end', async () => {
    const { button, sends } = createButton()
    start()
    sends()
    watched.ended()
    arrives('agent_response', { success: true })
    await soon()
    expect(button.freedBy).toEqual([['agent_response', { success: true }]])
  })
})

describe('the sentence that announces a transfer', () => {
  const announcement = { success: true, text: 'I am transferring you.', audio: 'AAAA', transfer: true }

  function startAnnounced() {
    const page = createButton()
    let idle = true
    const announcements = createAnnouncements(() => idle)
    start({ announcements })
    return {
      ...page,
      announcements,
      initiates(running = true) {
        arrives('transfer_initiated', { success: true })
        idle = !running
      },
      ends() {
        idle = true
        announcements.ended()
      },
      heard: () => page.button.freedBy.map((one) => (one as [string])[0]),
    }
  }

  test('is heard while its transfer runs, and is kept from the page after it has ended; the page is freed', async () => {
    const { initiates, ends, heard, button, sends } = startAnnounced()
    initiates()
    arrives('agent_response', announcement)
    expect(heard()).toEqual(['agent_response'])
    ends()
    sends()
    initiates()
    ends()
    arrives('agent_response', announcement)
    await soon()
    expect(heard()).toEqual(['agent_response', 'transcription'])
    expect(button.freedBy.at(-1)).toEqual(['transcription', { ...unusable, message: 'Busy.' }])
  })

  test('leaves a page alone that was freed at the end, and may be recording again', async () => {
    const { initiates, ends, heard, sends } = startAnnounced()
    sends()
    initiates()
    ends()
    watched.ended()
    await soon()
    client.emit('start_recording')
    arrives('agent_response', announcement)
    await soon()
    expect(heard()).toEqual(['transcription'])
  })

  test('is heard where the server’s own bridge calls, and any other sentence always', () => {
    const { initiates, ends, heard } = startAnnounced()
    initiates(false)
    arrives('agent_response', announcement)
    initiates()
    ends()
    arrives('agent_response', { success: true, text: 'We open at nine.' })
    expect(heard()).toEqual(['agent_response', 'agent_response'])
  })

  test('is heard in a second try of the caller’s own', () => {
    const { initiates, ends, heard } = startAnnounced()
    initiates()
    ends()
    initiates()
    arrives('agent_response', announcement)
    expect(heard()).toEqual(['agent_response'])
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

  test('registered once while they are off, can be taken off by what the page gave', () => {
    const page = note('once')
    start({ pageHandlers: 'off' })
    client.once('transfer_status', page)
    client.off('transfer_status', page)
    watched.close()
    arrives('transfer_status', 1)
    expect(heard).toEqual([])
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
