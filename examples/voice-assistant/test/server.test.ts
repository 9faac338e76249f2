import { afterEach, describe, expect, test } from 'vitest'
import type { AssistantOptions } from '../src/server/assistant.ts'
import { events, openPage, type Page, signIn } from './page.ts'

let page: Page

afterEach(() => page.close())

async function signedIn(options: Partial<AssistantOptions> = {}) {
  page = await openPage(options)
  await signIn(page)
  return page
}

const webm = Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.alloc(200)]).toString('base64')
const outcome = (id: string, result = 'returned') => ({ id, transferId: id, result, attempts: [] })

describe('signing in', () => {
  test('the session’s id comes first, the greeting after the right PIN', async () => {
    page = await openPage()
    page.socket.emit('authenticate', { pin: '1234' })
    const [connected, authenticated, greeting] = await page.messages(3)
    expect(connected).toEqual({ event: 'connected', message: { session_id: expect.stringMatching(/^[\w-]{36}$/) } })
    expect(authenticated).toEqual({ event: 'authenticated', message: { success: true } })
    expect(greeting?.event).toBe('welcome_greeting')
    expect(greeting?.message.text).toContain('How can I help')
    expect(greeting?.message.audio?.length).toBeGreaterThan(1_000)
  })

  test('the fifth wrong PIN ends the connection, and the client does not come back by itself', async () => {
    page = await openPage()
    for (let turn = 0; turn < 5; turn++) page.socket.emit('authenticate', { pin: `999${turn}` })
    await new Promise((resolve) => page.socket.once('disconnect', resolve))
    const got = await page.messages(6)
    expect(events(got)).toEqual(['connected', 'error', 'error', 'error', 'error', 'error'])
    expect(got[1]?.message).toEqual({ field: 'pin', message: 'That PIN is wrong. Tries left: 4.' })
    expect(page.socket.active).toBe(false)
  })

  test('a right PIN forgets the wrong ones, and greets once', async () => {
    page = await openPage()
    for (const pin of ['1', '2', '3', '4', '1234', '5', '1234']) page.socket.emit('authenticate', { pin })
    const got = await page.messages(9)
    expect(events(got).slice(5)).toEqual(['authenticated', 'welcome_greeting', 'error', 'authenticated'])
  })

  test('without it nothing is answered', async () => {
    page = await openPage()
    page.socket.emit('user_text', { text: 'transfer me' })
    page.socket.emit('start_recording')
    page.socket.emit('stop_recording', { audio: webm })
    const [, ...errors] = await page.messages(4)
    for (const { event, message } of errors) {
      expect(event).toBe('error')
      expect(message).toEqual({ field: 'pin', message: 'Sign in with the PIN first.' })
    }
  })
})

describe('a conversation', () => {
  test('a sentence gets a status and an answer with sound', async () => {
    await signedIn()
    page.socket.emit('user_text', { text: ' what are your opening hours? ' })
    const [status, answer] = await page.messages(2)
    expect(status).toEqual({ event: 'status', message: { message: 'Thinking…' } })
    expect(answer?.message).toMatchObject({ success: true, text: expect.stringContaining('Monday') })
    expect(answer?.message).not.toHaveProperty('transfer')
  })

  test('a recording travels, and is honestly not understood', async () => {
    await signedIn()
    page.socket.emit('start_recording')
    page.socket.emit('stop_recording', { audio: webm })
    const got = await page.messages(3)
    expect(events(got)).toEqual(['recording_started', 'transcription', 'agent_response'])
    expect(got[1]?.message).toEqual({ success: false, text: '' })
    expect(got[2]?.message.text).toContain('Please type')
    expect(page.log.at(-1)).toContain('bytes=204')
  })

  test('a recording may come as a data URL', async () => {
    await signedIn()
    page.socket.emit('start_recording')
    page.socket.emit('stop_recording', { audio: `data:audio/webm;codecs=opus;base64,${webm}` })
    expect(events(await page.messages(2))).toEqual(['recording_started', 'transcription'])
  })

  test('a recording that was not started is refused', async () => {
    await signedIn()
    page.socket.emit('stop_recording', { audio: webm })
    expect(await page.messages(1)).toMatchObject([{ event: 'error', message: { field: 'audio' } }])
  })
})

describe('a transfer', () => {
  test('comes as initiated, status, and after a pause the spoken sentence', async () => {
    await signedIn({ transfer: { fusionpbx_domain: 'pbx.example', wss_port: 7443 } })
    page.socket.emit('user_text', { text: 'transfer me to extension 2001' })
    const got = await page.messages(4)
    expect(events(got)).toEqual(['status', 'transfer_initiated', 'transfer_status', 'agent_response'])
    expect(got[1]?.message).toEqual({
      success: true,
      extension: '2001',
      reason: 'transfer me to extension 2001',
      message: 'I am connecting you to the agent now.',
      direct_transfer: true,
      call_started: false,
      fusionpbx_domain: 'pbx.example',
      wss_port: 7443,
    })
    expect(got[2]?.message).toEqual({ success: false, details: expect.any(String) })
    expect(got[3]?.message).toMatchObject({
      success: true,
      transfer: true,
      text: 'I am connecting you to the agent now.',
      audio: expect.stringMatching(/^[\w+/]{1000,}=*$/),
    })
  })

  test.each([
    ['I want sales', 'sales'],
    ['transfer me to an agent', 'support'],
  ])('%s names the department alone', async (text, department) => {
    await signedIn()
    page.socket.emit('user_text', { text })
    const [, initiated] = await page.messages(2)
    expect(initiated?.message).toMatchObject({ department, reason: text })
    expect(initiated?.message).not.toHaveProperty('extension')
  })

  test('a second request meanwhile is answered and starts nothing, until the outcome is told', async () => {
    await signedIn()
    page.socket.emit('user_text', { text: 'sales' })
    await page.messages(4)
    page.socket.emit('transfer_progress', { transferId: 't1', state: 'calling', detail: '' })
    page.socket.emit('user_text', { text: 'sales' })
    expect((await page.messages(2))[1]?.message.text).toContain('already')
    await page.socket.emitWithAck('transfer_outcome', outcome('t1'))
    expect((await page.messages(1))[0]?.message.text).toContain("couldn't reach an agent")
    page.socket.emit('user_text', { text: 'sales' })
    expect(events(await page.messages(2))).toContain('transfer_initiated')
  })

  test('a repeated outcome is acknowledged again and changes nothing, as does late progress', async () => {
    await signedIn()
    await page.socket.emitWithAck('transfer_outcome', outcome('t1', 'handed-over'))
    await page.socket.emitWithAck('transfer_outcome', outcome('t1', 'handed-over'))
    page.socket.emit('transfer_progress', { transferId: 't1', state: 'cleanup', detail: '' })
    expect((await page.messages(1))[0]?.message.text).toMatch(/^Welcome back/)
    page.socket.emit('user_text', { text: 'sales' })
    expect(events(await page.messages(4))).toEqual([
      'status',
      'transfer_initiated',
      'transfer_status',
      'agent_response',
    ])
    expect(page.got).toEqual([])
  })

  test('an outcome before the announcement takes its place', async () => {
    await signedIn({ pause: 60 })
    page.socket.emit('user_text', { text: 'extension 9999' })
    await page.messages(3)
    await page.socket.emitWithAck('transfer_outcome', outcome('t1', 'refused'))
    const [answer] = await page.messages(1)
    expect(answer?.message.text).toContain("can't transfer you there")
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(page.got).toEqual([])
  })

  test('an outcome is acknowledged to a page that has yet to sign in again', async () => {
    page = await openPage()
    await page.socket.timeout(1_000).emitWithAck('transfer_outcome', outcome('t1'))
    expect(events(page.got)).toEqual(['connected'])
  })
})

describe('before anybody has signed in', () => {
  test('only the last 50 outcomes are remembered, however many a page makes up', async () => {
    page = await openPage()
    for (let turn = 0; turn < 60; turn++) await page.socket.emitWithAck('transfer_outcome', outcome(`t${turn}`))
    await page.socket.emitWithAck('transfer_outcome', outcome('t59'))
    await page.socket.emitWithAck('transfer_outcome', outcome('t0'))
    const logged = (id: string) => page.log.filter((line) => line.endsWith(`transfer_outcome ${id} returned`)).length
    expect([logged('t59'), logged('t0')]).toEqual([1, 2])
  })

  test('a page of another site does not get onto the socket', async () => {
    page = await openPage()
    const { port } = new URL((page.socket.io as unknown as { uri: string }).uri)
    const headers = { origin: 'http://evil.example' }
    expect((await fetch(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`, { headers })).status).toBe(403)
    expect((await fetch(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`)).status).toBe(200)
  })
})

describe('payloads', () => {
  test.each([
    ['authenticate', undefined, 'pin'],
    ['authenticate', { pin: 1234 }, 'pin'],
    ['authenticate', { pin: '1'.repeat(13) }, 'pin'],
    ['user_text', 'hello', 'text'],
    ['user_text', { text: '   ' }, 'text'],
    ['user_text', { text: 'a'.repeat(501) }, 'text'],
    ['user_text', { text: ['transfer me'] }, 'text'],
    ['stop_recording', {}, 'audio'],
    ['stop_recording', { audio: 'not base64!' }, 'audio'],
    ['stop_recording', { audio: Buffer.from('<html></html>').toString('base64') }, 'audio'],
    ['stop_recording', { audio: webm.slice(0, -3) }, 'audio'],
    ['stop_recording', { audio: `${webm.replace(/=+$/, '')}${'A'.repeat(720_000)}` }, 'audio'],
    ['transfer_progress', { transferId: 't1', state: 'dancing' }, 'state'],
    ['transfer_progress', { transferId: 'a b', state: 'idle' }, 'transferId'],
    ['transfer_outcome', { result: 'returned' }, 'id'],
    ['transfer_outcome', { id: 't1', result: 'won' }, 'result'],
  ])('%s %#: wrong %s is refused by name and changes nothing', async (event, payload, field) => {
    await signedIn()
    page.socket.emit('start_recording')
    await page.messages(1)
    page.socket.emit(event, payload)
    const [refused] = await page.messages(1)
    expect(refused).toMatchObject({ event: 'error', message: { field, message: expect.stringContaining(field) } })
    page.socket.emit('stop_recording', { audio: webm })
    page.socket.emit('user_text', { text: 'sales' })
    expect(events(await page.messages(4))).toEqual(['transcription', 'agent_response', 'status', 'transfer_initiated'])
  })
})

describe('the log', () => {
  test('holds neither a PIN nor the caller’s words', async () => {
    page = await openPage()
    page.socket.emit('authenticate', { pin: '4711' })
    page.socket.emit('authenticate', { pin: '1234' })
    page.socket.emit('user_text', { text: 'my PIN is 1234, transfer me to extension 1234' })
    await page.messages(7)
    expect(page.log.join('\n')).toContain('intent=transfer')
    expect(page.log.join('\n')).not.toMatch(/\b(1234|4711)\b|my PIN/)
  })
})

test('close disconnects the pages', async () => {
  page = await openPage()
  await page.messages(1)
  const gone = new Promise((resolve) => page.socket.once('disconnect', resolve))
  page.assistant.close()
  expect(await gone).toBe('io server disconnect')
})
