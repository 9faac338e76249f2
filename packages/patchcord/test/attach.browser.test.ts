import { SettingError } from '@patchcord/core'
import { mockAssistant, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { type Attached, type AttachOptions, attach, attachDesk } from 'patchcord'
import { afterEach, describe, expect, test, vi } from 'vitest'

const config = { domain: 'pbx.test' }
let attached: { detach(): Promise<void> } | undefined

afterEach(async () => {
  await attached?.detach()
  attached = undefined
  document.body.replaceChildren()
})

function start(options: Partial<AttachOptions> = {}) {
  const ports = { stack: mockStack(), media: mockMedia(), port: mockAssistant() }
  const page: Attached = attach({ config, ...ports, log: () => {}, ...options })
  attached = page
  return { ...ports, ...page }
}

describe('attach', () => {
  test('puts the element at the end of the body, or where it is told', () => {
    expect(start().element.parentElement).toBe(document.body)
  })

  test('takes the element that the page already has', () => {
    document.body.append(document.createElement('main'), document.createElement('patchcord-transfer'))
    expect(start({ mount: 'body' }).element).toBe(document.querySelector('patchcord-transfer'))
    expect(document.querySelectorAll('patchcord-transfer')).toHaveLength(1)
  })

  test('floats where the page names no place, and is inline where it does', async () => {
    document.body.append(document.createElement('main'))
    const of = async (options: Partial<AttachOptions>) => {
      const { element, detach } = start(options)
      const { placement } = element
      await detach()
      attached = undefined
      return placement
    }
    expect([await of({}), await of({ mount: 'main' })]).toEqual(['floating', 'inline'])
    expect(await of({ mount: 'main', placement: 'floating' })).toBe('floating')
    expect(await of({ placement: 'inline' })).toBe('inline')
    document.body.append(document.createElement('patchcord-transfer'))
    expect(await of({})).toBe('inline')
    expect(() => start({ placement: 'bottom' as 'inline' })).toThrow('placement')
  })

  test('hands a caller over, from the server’s word to the agent, and shows it', () => {
    const { stack, media, port, element } = start()
    port.say({ type: 'transfer-initiated', message: { success: true, extension: 2001 } })
    stack.line.say({ type: 'connected', server: 'wss://pbx.test:7443' })
    media.microphones.at(-1)?.say({ type: 'granted', stream: mockStream('mic') })
    expect(element.getAttribute('state')).toBe('calling')
    expect(stack.call.target).toBe('sip:2001@pbx.test')
  })

  test('reads the caller’s name when the line is opened, for a page that knows it after sign-in', () => {
    let name: string | undefined
    const account = {
      user: 'anonymous',
      get displayName() {
        return name ?? 'Website'
      },
    }
    const { stack, port } = start({ account })
    name = 'Ada'
    port.say({ type: 'transfer-initiated', message: { success: true, extension: 2001 } })
    expect(stack.line.config.account.displayName).toBe('Ada')
  })

  test('dials the kind of PBX that the page names', () => {
    const { stack, port } = start({ config: { pbx: 'asterisk', domain: 'pbx.test' } })
    port.say({ type: 'transfer-initiated', message: { success: true, extension: 2001 } })
    expect(stack.line.config).toMatchObject({ pbx: 'asterisk', servers: [{ url: 'wss://pbx.test:8089/ws' }] })
  })

  test('leaving the page hangs up in the same step', () => {
    const { stack, media, port } = start()
    port.say({ type: 'transfer-initiated', message: { success: true, extension: 2001 } })
    stack.line.say({ type: 'connected', server: 'wss://pbx.test:7443' })
    media.microphones.at(-1)?.say({ type: 'granted', stream: mockStream('mic') })
    dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(stack.call.ended).toBe(true)
    expect(stack.line.closed).toBe(true)
  })

  test('detach takes the element out, and leaves nothing open', async () => {
    const { port, element, detach } = start()
    await detach()
    expect(element.isConnected).toBe(false)
    expect(port.open).toBe(false)
  })

  const wrong: readonly [setting: string, options: Partial<AttachOptions>][] = [
    ['domain', { config: { domain: '' } }],
    ['domain', { config: { domain: 'two words' } }],
    ['pbx', { config: { domain: 'pbx.test', pbx: '3cx' as never } }],
    ['wss_port', { config: { domain: 'pbx.test', wss_port: 'seven' } }],
    ['transport', { config: { domain: 'pbx.test', transport: 'ws' } }],
    ['account.user', { account: { user: 'a b' } }],
    ['direct', { direct: 'maybe' as never }],
    ['limits.ring', { limits: { ring: -1 } }],
    ['mount', { mount: '#nowhere' }],
    ['retires', { retires: 2 } as object],
    ['policy.department', { policy: { department: {} } as object }],
    ['assistant.conversationID', { assistant: { conversationID: () => 'c' } as object }],
    ['media.steam', { media: { steam: () => null } as object }],
  ]
  test.each(wrong)('throws at start where %s is wrong, and names it', (setting, options) => {
    const caught = (() => {
      try {
        start(options)
      } catch (error) {
        return error
      }
      return undefined
    })()
    expect(caught).toBeInstanceOf(SettingError)
    expect((caught as SettingError).setting).toBe(setting)
  })

  const keptOut = (setting: string, options: Partial<AttachOptions>): ReturnType<typeof mockAssistant> => {
    const port = mockAssistant()
    expect(() => start({ port, ...options })).toThrow(setting)
    expect(port.open).toBe(false)
    expect(document.querySelector('patchcord-transfer')).toBe(null)
    return port
  }

  test('leaves nothing running where it threw, so that the next try dials once', () => {
    const early = keptOut('mount', { mount: '#later' })
    document.body.innerHTML = '<main id="later"></main>'
    const { stack, media } = start({ port: early, mount: '#later' })
    early.say({ type: 'transfer-initiated', message: { success: true, extension: 2001 } })
    expect(stack.lines).toHaveLength(1)
    expect(media.microphones).toHaveLength(1)
  })

  test('changes nothing in the page where a setting is wrong', () => {
    keptOut('retries', { retries: -1 })
    keptOut('domain', { config: { domain: '' } })
    const texts = Object.defineProperty({}, 'title', { enumerable: true, get: () => expect.fail('texts') })
    keptOut('texts', { texts })
  })

  test('says that the browser has no custom elements, and starts nothing', () => {
    vi.stubGlobal('customElements', undefined)
    keptOut('customElements', {})
    vi.unstubAllGlobals()
  })

  test('gives each assistant an element of its own', async () => {
    const first = start()
    const second = attach({ config, stack: mockStack(), media: mockMedia(), port: mockAssistant(), log: () => {} })
    expect(second.element).not.toBe(first.element)
    expect([first.element.transfer, second.element.transfer]).toEqual([first.transfer, second.transfer])
    expect(() => start({ mount: first.element })).toThrow('mount')
    await second.detach()
    expect(second.element.transfer).toBe(null)
  })

  test('takes what the page says about its audio in place of a media port', async () => {
    const stream = vi.fn(() => new MediaStream())
    const port = mockAssistant()
    attached = attach({ config, stack: mockStack(), port, media: { stream }, log: () => {} })
    port.say({ type: 'transfer-initiated', message: { success: true, extension: 2001 } })
    expect(stream).toHaveBeenCalledOnce()
  })

  test('throws where neither a socket nor a port is given', () => {
    expect(() => attach({ config, stack: mockStack(), media: mockMedia() })).toThrow('socket')
  })
})

test('attachDesk registers at the kind of PBX that the page names', () => {
  const stack = mockStack()
  const page = attachDesk({ config: { pbx: 'kamailio', ...config }, stack, media: mockMedia(), log: () => {} })
  attached = page
  page.desk.signIn({ extension: '2001', password: 'pw' })
  expect(stack.line.config).toMatchObject({ pbx: 'kamailio', register: true, servers: [{ url: 'wss://pbx.test:443' }] })
})

test('attachDesk signs an agent in and rings', () => {
  const stack = mockStack()
  const page = attachDesk({ config, stack, media: mockMedia(), log: () => {} })
  attached = page
  page.desk.signIn({ extension: '2001', password: 'pw' })
  stack.line.say({ type: 'registered' })
  expect(page.element.getAttribute('state')).toBe('ready')
  stack.line.ring({ user: 'anonymous' }, [{ name: 'X-Transfer-Topic', value: 'a broken lamp' }])
  expect(page.element.getAttribute('state')).toBe('ringing')
  expect(page.element.shadowRoot?.textContent).toContain('a broken lamp')
})

test('attachDesk that throws leaves nothing in the page, and each desk has an element of its own', async () => {
  const ports = () => ({ config, stack: mockStack(), media: mockMedia(), log: () => {} })
  expect(() => attachDesk({ ...ports(), mount: '#later' })).toThrow('mount')
  expect(() => attachDesk({ ...ports(), limits: { ring: -1 } as never })).toThrow('limits.ring')
  expect(document.querySelector('patchcord-desk')).toBe(null)
  const first = attachDesk(ports())
  attached = attachDesk(ports())
  expect(document.querySelectorAll('patchcord-desk')).toHaveLength(2)
  await first.detach()
})
