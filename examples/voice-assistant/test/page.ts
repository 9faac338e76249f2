import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { type Assistant, type AssistantOptions, createAssistant } from '../src/server/assistant.ts'

/** A message that a page got. */
export interface Got {
  readonly event: string
  /** Whatever the server sent; a test looks at the fields that it expects. */
  readonly message: { readonly text?: string; readonly audio?: string; readonly [field: string]: unknown }
}

/** A page on a server of its own. */
export interface Page {
  readonly socket: Socket
  readonly assistant: Assistant
  readonly log: string[]
  readonly got: Got[]
  messages(count: number): Promise<Got[]>
  close(): Promise<void>
}

/** A real server and a real client on it, which records what it gets. */
export async function openPage(options: Partial<AssistantOptions> = {}): Promise<Page> {
  const http = createServer()
  const log: string[] = []
  const assistant = createAssistant({ io: http, pause: 20, log: (line) => log.push(line), ...options })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const socket: Socket = io(`http://127.0.0.1:${port}/voice`, { transports: ['websocket'], forceNew: true })
  const got: Got[] = []
  socket.onAny((event: string, message: Got['message']) => got.push({ event, message }))

  /** Waits until the last of so many messages has come, and gives them all. */
  async function messages(count: number): Promise<Got[]> {
    for (const end = Date.now() + 3_000; got.length < count; ) {
      if (Date.now() > end) throw new Error(`Got ${got.length} of ${count}: ${got.map(({ event }) => event)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return got.splice(0, count)
  }

  async function close() {
    socket.close()
    assistant.close()
    await new Promise((resolve) => http.close(resolve))
  }

  return { socket, assistant, log, got, messages, close }
}

/** Signs in, and takes the messages of that away. */
export async function signIn(page: Page): Promise<void> {
  page.socket.emit('authenticate', { pin: '1234' })
  await page.messages(3)
}

export const events = (messages: Got[]) => messages.map(({ event }) => event)
