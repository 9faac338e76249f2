import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Link } from '../src/adapter/reconnect.ts'
import { lineLimits } from '../src/sip/line-config.ts'

/** A socket that opens at once, wherever it goes. */
class OpenSocket {
  readonly readyState = 1
  onopen: (() => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  constructor() {
    opened.push(this)
    queueMicrotask(() => this.onopen?.())
  }
  send(): void {}
  close(): void {}
}

let opened: OpenSocket[] = []

const [first, second] = ['wss://a.test', 'wss://b.test']

async function connected() {
  const told: string[] = []
  const tells = (name: string) => (server: string) => void told.push(`${name} ${server}`)
  const link = new Link(
    [first, second].map((url, priority) => ({ url, priority })),
    lineLimits,
    async () => {},
    {
      connecting: () => {},
      connected: tells('connected'),
      data: () => {},
      outgoing: (message) => message,
      sent: () => {},
      isUrgent: () => false,
      disconnected: tells('lost'),
    },
  )
  link.start()
  await vi.advanceTimersByTimeAsync(0)
  return { link, told }
}

beforeEach(() => {
  opened = []
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', OpenSocket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a server that fell silent is tried last', async () => {
  const { link, told } = await connected()
  link.drop('no pong')
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([`connected ${first}`, `lost ${first}`, `connected ${second}`])
  void link.close(0)
})

test('and comes first again after the next loss', async () => {
  const { link, told } = await connected()
  link.drop('no pong')
  await vi.advanceTimersByTimeAsync(1000)
  opened.at(-1)?.onclose?.({ code: 1006, reason: '' })
  await vi.advanceTimersByTimeAsync(3000)
  expect(told.at(-1)).toBe(`connected ${first}`)
  void link.close(0)
})

test('one that closed its socket is tried first, as ever', async () => {
  const { link, told } = await connected()
  opened.at(-1)?.onclose?.({ code: 1006, reason: '' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(told.at(-1)).toBe(`connected ${first}`)
  void link.close(0)
})
