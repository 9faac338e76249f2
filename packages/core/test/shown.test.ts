import { createDesk, createTransfer, fusionpbx, type LogEntry, SettingError } from '@patchcord/core'
import { mockAssistant, mockMedia, mockStack } from '@patchcord/core/mock'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openSocket } from '../src/adapter/socket.ts'
import { failure } from '../src/failure/index.ts'
import { withoutSecrets } from '../src/text.ts'
import { finderOf } from './support/secrets.ts'
import { stations } from './support/stations.ts'
import { world } from './support/world.ts'

const token = 'hunter2'
const url = `wss://pbx.test:7443/ws?token=${token}`
const config = { domain: 'pbx.test', servers: [url] }
const holds = finderOf(token)
const remedy = { pbx: 'other', domain: 'pbx.test', servers: [], profile: 'internal' } as const

describe('an address is shown as scheme, host and path', () => {
  test.each([
    [url, 'wss://pbx.test:7443/ws'],
    [`no WebSocket to '${url}', then “ws://a/#${token}”.`, "no WebSocket to 'wss://pbx.test:7443/ws', then “ws://a/"],
    [`wss://anna:${token}@pbx.test/ws`, 'wss://pbx.test/ws'],
    [`turn:anna@turn.test:3478?x=${token} and turns:turn.test`, 'turn:turn.test:3478 and turns:turn.test'],
    [`https://turn.test/?${token}`, 'https://turn.test/'],
    ['sip:2001@pbx.test answered 486?', 'sip:2001@pbx.test answered 486?'],
    ['Open its https:// address. What now?', 'Open its https:// address. What now?'],
  ])('%s', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown)
  })
})

describe('a token in a server’s address', () => {
  test('reaches no log, view, event or outcome of a transfer, and reaches the wire', () => {
    const log: LogEntry[] = []
    const seen: unknown[] = []
    const sip = mockStack()
    const media = mockMedia()
    const assistant = mockAssistant()
    const inspect = (event: unknown) => seen.push(event)
    const transfer = createTransfer({
      ...{ sip, media, assistant, inspect, log: (entry: LogEntry) => log.push(entry) },
      line: fusionpbx(config),
      retries: 0,
    })
    transfer.subscribe((view) => seen.push(view))
    transfer.onOutcome((outcome) => seen.push(outcome))
    const ask = () => assistant.say({ type: 'transfer-initiated', message: { success: true, extension: '2001' } })
    ask()
    expect(sip.line.config.servers[0]?.url).toBe(url)
    sip.line.say({ type: 'connected', server: url })
    media.microphones.at(-1)?.say({ type: 'refused', code: 'mic-denied', detail: 'NotAllowedError' })
    ask()
    sip.line.say({ type: 'disconnected', server: url, detail: `SyntaxError: '${url}' is invalid` })
    expect(transfer.getView()).toMatchObject({ state: 'idle', failure: { code: 'server-unreachable' } })
    expect(transfer.getView().failure?.remedy).toContain('wss://pbx.test:7443/ws,')
    expect(seen.some(holds)).toBe(false)
    expect(log.some(holds)).toBe(false)
  })

  test('reaches no view of a desk', () => {
    const sip = mockStack()
    const line = () => fusionpbx(config, { register: true })
    const desk = createDesk({ sip, media: mockMedia(), line })
    desk.signIn({ extension: '2001', password: 'pw' })
    sip.line.say({ type: 'registration-failed', detail: `${url} is silent` })
    expect(desk.getView().failure?.detail).toBe('wss://pbx.test:7443/ws is silent')
    expect(holds(desk.getView())).toBe(false)
  })

  test('stands in no SettingError', () => {
    for (const wrong of [{ domain: url.replace(':7443', ' ') }, { ...config, servers: [`https://a/?t=${token}`] }])
      try {
        fusionpbx(wrong)
        expect.unreachable()
      } catch (error) {
        expect(error).toBeInstanceOf(SettingError)
        expect(holds(error)).toBe(false)
      }
  })

  describe('where the browser refuses it', () => {
    afterEach(() => void vi.unstubAllGlobals())

    test('goes no further than to the browser', async () => {
      const asked: string[] = []
      const refuse = (given: string) => {
        asked.push(given)
        throw new SyntaxError(`The URL '${given}' is invalid.`)
      }
      vi.stubGlobal('WebSocket', function WebSocket(given: string) {
        refuse(given)
      })
      const unreached = await openSocket(url, 1000).opened
      expect(asked).toEqual([url])
      expect(unreached).toEqual({ detail: "SyntaxError: The URL 'wss://pbx.test:7443/ws' is invalid." })
    })
  })
})

test('what a line ignores is in the log of a transfer and of a desk, as a warning', () => {
  const log: LogEntry[] = []
  const w = world({ log: (entry) => log.push(entry) })
  w.ask()
  w.sip.line.say({ type: 'warning', detail: `ice_servers: turn:turn.test?${token} is left out.` })
  const sip = mockStack()
  const line = () => fusionpbx(config, { register: true })
  const desk = createDesk({ sip, media: mockMedia(), line, log: (entry) => log.push(entry) })
  desk.signIn({ extension: '2001', password: 'pw' })
  sip.line.say({ type: 'warning', detail: 'ice_servers: none.' })
  expect(log.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
    'ice_servers: turn:turn.test is left out.',
    'ice_servers: none.',
  ])
})

describe('text from the wire', () => {
  const long = `no\r\n\u202e\u200b${'x'.repeat(10_000)}`

  test('is one short line in a failure, and so in view, outcome and log', () => {
    expect(failure({ code: 'server-error', stage: 'dialing', detail: long }, remedy).detail).toMatch(/^no x{200,}…$/)
    const w = world()
    w.ask()
    stations.dialing.go(w)
    w.sip.call.end({ cause: 'internal', by: 'system', detail: long })
    expect(w.view().failure?.detail?.length).toBeLessThanOrEqual(300)
    expect(w.view().failure?.remedy.length).toBeLessThan(500)
    expect(JSON.stringify(w.outcomes).length).toBeLessThan(5000)
    expect(JSON.stringify(w.log)).not.toContain('x'.repeat(400))
  })

  test('is one short visible line where a desk shows who calls', () => {
    const sip = mockStack()
    const line = () => fusionpbx(config, { register: true })
    const desk = createDesk({ sip, media: mockMedia(), line })
    desk.signIn({ extension: '2001', password: 'pw' })
    sip.line.say({ type: 'registered' })
    sip.line.ring({ user: '\u200banna', displayName: long }, [
      { name: 'X-Transfer-Department', value: long },
      { name: 'X-Transfer-Topic', value: long },
      { name: 'X-Conversation-Id', value: '\u200b' },
    ])
    const { caller } = desk.getView()
    expect(caller).toMatchObject({
      user: 'anna',
      displayName: expect.stringMatching(/^no x{90,96}…$/),
      department: expect.stringMatching(/^no x{90,96}…$/),
      topic: expect.stringMatching(/^no x{400,508}…?$/),
    })
    expect(caller).not.toHaveProperty('conversationId')
  })

  test('that nobody sees is no name', () => {
    const sip = mockStack()
    const desk = createDesk({ sip, media: mockMedia(), line: () => fusionpbx(config, { register: true }) })
    desk.signIn({ extension: '2001', password: 'pw' })
    sip.line.say({ type: 'registered' })
    sip.line.ring({ user: 'anna', displayName: '\u200b\u3164' })
    expect(desk.getView().caller).toMatchObject({ user: 'anna', displayName: '' })
  })
})
