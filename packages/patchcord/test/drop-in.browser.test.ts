import type { LogEntry } from '@patchcord/core'
import { mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AttachPageOptions } from '../src/drop-in/attach-page.types.ts'
import { isUsable, pageStack } from '../src/drop-in/page-jssip.ts'
import { type PatchcordGlobal, patchcordGlobal } from '../src/drop-in/patchcord-global.ts'
import { ScriptError } from '../src/drop-in/script-error.ts'
import { arrives, openClient, sentBy } from './support/page-client.ts'

const nativeAudio = window.Audio
const config = { domain: 'pbx.test' }
let client: Socket
let patchcord: PatchcordGlobal
let attached: ReturnType<PatchcordGlobal['attach']> | undefined
const log: LogEntry[] = []
const lines = () => log.map(({ level, message }) => `${level} ${message}`)

beforeEach(() => {
  log.length = 0
  client = openClient()
  patchcord = patchcordGlobal('0.0.0', () => Promise.reject(new Error('not to be loaded')))
})

afterEach(async () => {
  await attached?.detach()
  attached = undefined
  Reflect.deleteProperty(window, 'JsSIP')
  document.body.replaceChildren()
  window.Audio = nativeAudio
})

/** Options as a page without types may write them. */
function attach(options: object = {}) {
  const ports = { stack: mockStack(), media: mockMedia() }
  const all = { socket: () => client, config, ...ports, log: (entry: LogEntry) => log.push(entry), ...options }
  attached = patchcord.attach(all as AttachPageOptions)
  return { ...ports, ...attached }
}

const asks = (fields: object = {}) =>
  arrives(client, 'transfer_initiated', { success: true, extension: 2001, ...fields })

function talk({ stack, media }: ReturnType<typeof attach>) {
  asks()
  stack.line.say({ type: 'connected', server: 'wss://pbx.test:7443' })
  media.microphones.at(-1)?.say({ type: 'granted', stream: mockStream('mic') })
  stack.call.say({ type: 'answered' })
  return stack.call
}

describe('Patchcord.attach', () => {
  test('hands the caller over from the page’s socket, and cuts what the caller says with the answer', () => {
    const page = attach()
    expect(page.element.parentElement).toBe(document.body)
    const call = talk(page)
    client.emit('stop_recording', { audio: 'AAAA' })
    expect(call.target).toBe('sip:2001@pbx.test')
    expect(page.element.getAttribute('state')).toBe('confirmed')
    expect(sentBy(client)).toEqual([])
  })

  test('asks the page to mute and to cut, where it wants to do that itself', () => {
    const told: string[] = []
    const mute = (muted: boolean) => told.push(`mute ${muted}`)
    const input = (open: boolean) => told.push(`input ${open}`)
    const page = attach({ assistant: { mute, input } })
    const element = new Audio()
    talk(page)
    expect(told.slice(-2)).toEqual(['input false', 'mute false'])
    page.transfer.send('HANGUP')
    expect(element.muted).toBe(false)
    expect(told).toContain('input false')
  })

  test('clears the page’s status line where a transfer begins and ends, since nobody else does', () => {
    const status: unknown[] = []
    client.on('status', ({ message }) => status.push(message))
    const page = attach({ pageHandlers: 'off' })
    talk(page)
    expect(status).toEqual([''])
    page.transfer.send('HANGUP')
    page.stack.call.say({
      type: 'ended',
      end: { cause: 'hangup', by: 'local', answered: true, signalled: true, detail: '' },
    })
    expect(page.element.getAttribute('state')).toBe('idle')
    expect(status).toEqual(['', ''])
    asks({ extension: 'evil' })
    expect(status).toEqual(['', '', ''])
  })

  test('called twice, attaches once and says so', () => {
    const first = attach()
    const second = attach({ config: { domain: 'other.test' } })
    expect(second.transfer).toBe(first.transfer)
    expect(lines()).toEqual([expect.stringMatching(/^warn attach: .*already/)])
    expect(document.querySelectorAll('patchcord-transfer')).toHaveLength(1)
  })

  test('detached, leaves the page as it was, and can be attached again', async () => {
    const { detach } = attach({ pageHandlers: 'off' })
    expect(window.Audio).not.toBe(nativeAudio)
    await detach()
    expect(window.Audio).toBe(nativeAudio)
    expect(Object.keys(client).filter((key) => ['on', 'off', 'emit'].includes(key))).toEqual([])
    expect(client.listeners('transfer_initiated')).toEqual([])
    expect(document.querySelector('patchcord-transfer')).toBe(null)
    expect(attach().element.isConnected).toBe(true)
    expect(window.Audio).not.toBe(nativeAudio)
  })

  test('takes the element that the page has', () => {
    document.body.innerHTML = '<main><patchcord-transfer id="here"></patchcord-transfer></main>'
    expect(attach().element.id).toBe('here')
  })
})

describe('a page that is wrong goes on, and says what is wrong', () => {
  const faults: readonly [setting: string, options: object][] = [
    ['config', { config: undefined }],
    ['domain', { config: { wss_port: 7443 } }],
    ['domain', { config: { domain: 'two words' } }],
    ['wss_port', { config: { domain: 'pbx.test', wss_port: 'seven' } }],
    ['transport', { config: { domain: 'pbx.test', transport: 'ws' } }],
    ['account.user', { account: { user: 'a b' } }],
    ['policy', { policy: 'two digits' }],
  ]
  test.each(faults)('%s: in the console at once, and to the caller who asks for an agent', (setting, options) => {
    const { element, stack } = attach(options)
    expect(lines()).toEqual([expect.stringContaining(`error ${setting}: `)])
    asks()
    expect(element.getAttribute('detail')).toBe('internal')
    expect(element.shadowRoot?.textContent).toContain(`Wrong in this page: ${setting}`)
    expect(stack.lines).toEqual([])
  })

  test('a page without HTTPS has no microphone to give', () => {
    const insecure = vi.spyOn(window, 'isSecureContext', 'get').mockReturnValue(false)
    const { element } = attach()
    asks()
    expect(lines()[0]).toMatch(/^error https: .*Serve it over https/)
    expect(element.shadowRoot?.textContent).toContain('Wrong in this page: https')
    insecure.mockRestore()
  })

  test('a place that is not there: the body’s end is taken', () => {
    const { element } = attach({ mount: '#nowhere' })
    expect([element.parentElement, element.placement]).toEqual([document.body, 'floating'])
    expect(lines()).toEqual(['error mount: no element matches "#nowhere".'])
  })

  test('a misspelled key, wherever it is: named in the console and on the card, and nothing is dialed', () => {
    const wrong = { mout: '#a', policy: { department: {} }, config: { ...config, password: 'x' }, retires: 2 }
    const { element, stack } = attach({ ...wrong, assistant: { conversationID: () => 'c' }, media: { steam: 1 } })
    expect(lines().map((line) => line.split(':')[0])).toEqual([
      'error config.password',
      'error media.steam',
      'error mout',
      'error policy.department',
      'error retires',
      'error assistant.conversationID',
    ])
    expect(lines().join()).toContain('everybody who opens the page can read it')
    asks()
    expect(element.shadowRoot?.textContent).toContain('Wrong in this page: config.password: is not known')
    expect(stack.lines).toEqual([])
  })

  test('a page whose browser has no custom elements goes on, and its server learns that nobody can be called', () => {
    vi.stubGlobal('customElements', undefined)
    const { transfer } = attach()
    vi.unstubAllGlobals()
    asks()
    expect(lines()[0]).toMatch(/^error customElements: /)
    expect(transfer.getView().last?.failure).toMatchObject({ code: 'internal', field: 'customElements' })
  })

  test('what must be a function and is none is left out; a limit in seconds is told', () => {
    attach({ assistant: { conversationId: 'c-1', mute: true }, limits: { ring: 20 } })
    expect(lines()).toEqual([
      'warn limits.ring: 20 means milliseconds: write 20000 for 20 s.',
      expect.stringContaining('error assistant.mute: expected a function'),
      expect.stringContaining('error assistant.conversationId: expected a function'),
    ])
  })

  test('a socket that is made anew each time is told', () => {
    vi.useFakeTimers()
    attach({ socket: () => openClient() })
    vi.advanceTimersByTime(5000)
    vi.useRealTimers()
    expect(lines().filter((line) => line.startsWith('error socket: the function gives a new client'))).toHaveLength(1)
  })

  test('page handlers that are neither on nor off stay on', () => {
    client.on('transfer_status', () => {})
    attach({ pageHandlers: false })
    expect(lines()).toEqual(['error pageHandlers: expected "on" or "off"; they stay on.'])
    expect(client.listeners('transfer_status')).not.toEqual([])
  })

  test('a socket that is not there yet must be given as a function', () => {
    attach({ socket: null })
    expect(lines()[0]).toContain(
      'error socket: it is not there yet. Give a function that knows it: socket: () => socket.',
    )
  })

  test('a port in the domain is warned of', () => {
    attach({ config: { domain: 'wss://pbx.test:8443' } })
    expect(lines()).toEqual(['warn config.domain names a port, which is not read there: write wss_port: 8443.'])
  })
})

describe('the JsSIP of the page', () => {
  test.each([
    ['3.10.1', true],
    ['3.10.0', false],
    ['3.9.9', false],
    ['3.13.8', true],
    ['3.11.0-pre', true],
    ['2.99.0', false],
    ['4.0.0', false],
    ['', false],
    [undefined, false],
  ])('%s is used: %s', (version, used) => {
    expect(isUsable(version)).toBe(used)
  })

  test('is used in place of the script’s own, which is not loaded', async () => {
    const own = vi.fn(() => Promise.reject(new Error('not here')))
    const theirs = { version: '3.10.1', UA: vi.fn() }
    Object.assign(window, { JsSIP: theirs })
    pageStack(own).preload()
    await Promise.resolve()
    expect(own).not.toHaveBeenCalled()
    Object.assign(window, { JsSIP: { ...theirs, version: '3.9.0' } })
    pageStack(own).preload()
    await vi.waitFor(() => expect(own).toHaveBeenCalledOnce())
  })

  test('that cannot be loaded is a failure of its own, by the name of what fixes it', async () => {
    const error = new ScriptError('trusted-types', 'add patchcord to its trusted-types')
    const { transfer } = attach({ stack: pageStack(() => Promise.reject(error)) })
    asks()
    await vi.waitFor(() => expect(transfer.getView().last?.failure?.code).toBe('not-loaded'))
    expect(transfer.getView().last?.failure).toMatchObject({
      field: 'trusted-types',
      remedy: expect.stringContaining('add patchcord to its trusted-types'),
    })
  })
})
