import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AssistantReport, TransferProgress } from '@patchcord/core'
import { Server, type Socket } from 'socket.io'
import { type Socket as Client, io, type ManagerOptions, type SocketOptions } from 'socket.io-client'

/** A real socket.io server on `/voice`, which can go away and come back on the same port. `acks`: it answers. */
export async function startVoiceServer(port = 0, acks = true) {
  const http = createServer()
  const server = new Server(http, { pingInterval: 5_000 })
  const sockets: Socket[] = []
  const got: { event: string; message: unknown }[] = []
  server.of('/voice').on('connection', (socket) => {
    sockets.push(socket)
    socket.onAny((event: string, message: unknown, ack: () => void) => {
      got.push({ event, message })
      if (acks) ack()
    })
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  return {
    port: (http.address() as AddressInfo).port,
    /** The page that came last. */
    page: () => until(() => sockets.at(-1)),
    sockets,
    got: (event: string) => got.flatMap((each) => (each.event === event ? [each.message] : [])),
    stop: () => server.close(),
  }
}

export type VoiceServer = Awaited<ReturnType<typeof startVoiceServer>>

/** A page's socket, quick to come back. */
export function openPage(port: number, options: Partial<ManagerOptions & SocketOptions> = {}): Client {
  return io(`http://127.0.0.1:${port}/voice`, {
    transports: ['websocket'],
    reconnectionDelay: 20,
    reconnectionDelayMax: 40,
    forceNew: true,
    ...options,
  })
}

/** Waits for something to be there. */
export async function until<Value>(look: () => Value | undefined | false, limit = 3_000): Promise<Value> {
  const end = Date.now() + limit
  for (;;) {
    const value = look()
    if (value !== undefined && value !== false) return value
    if (Date.now() > end) throw new Error(`Nothing within ${limit} ms: ${look}`)
    await sleep(5)
  }
}

/** Collects reports. */
export function recorder() {
  const reports: AssistantReport[] = []
  return {
    reports,
    on: (report: AssistantReport) => void reports.push(report),
    types: () => reports.map(({ type }) => type),
  }
}

export const step = (state: TransferProgress['state']): TransferProgress => ({ transferId: 't1', state, detail: '' })

export { sleep }
