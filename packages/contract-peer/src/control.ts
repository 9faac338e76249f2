import { type WebSocket, WebSocketServer } from 'ws'
import type { ControlReport, ControlRequest } from './control.types.ts'
import { Peer } from './peer.ts'

/** A place where cases in other processes, such as a browser's, start their peers. */
export interface Control {
  readonly url: string
  close(): Promise<void>
}

/** Serves {@link ControlRequest} on 127.0.0.1, on this port or a free one. */
export async function serveControl(port = 0): Promise<Control> {
  const server = new WebSocketServer({ port, host: '127.0.0.1' })
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  server.on('connection', (socket) => void command(socket))
  const address = server.address() as { port: number }
  return {
    url: `ws://127.0.0.1:${address.port}/`,
    async close() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One peer, for one case. */
async function command(socket: WebSocket): Promise<void> {
  const say = (report: ControlReport) => socket.send(JSON.stringify(report))
  const asked = new Map<number, (sdp: string) => void>()
  const describe = (offer?: string) =>
    new Promise<string>((resolve) => {
      const id = asked.size
      asked.set(id, resolve)
      say({ type: 'describe', id, ...(offer === undefined ? {} : { offer }) })
    })
  const peer = await Peer.start({
    describe,
    accepted: (answer) => say({ type: 'accepted', answer }),
    changed: (message) => say({ type: 'changed', counts: peer.counts, ...(message ? { message } : {}) }),
  })
  socket.on('close', () => void peer.close())
  socket.on('message', (data) => {
    const request: ControlRequest = JSON.parse(String(data))
    if (request.type === 'described') asked.get(request.id)?.(request.sdp)
    else void obey(peer, request).then((error) => say({ type: 'done', id: request.id, ...(error ? { error } : {}) }))
  })
  say({ type: 'ready', urls: peer.urls })
}

/** Resolves with what went wrong, as a text. */
async function obey(peer: Peer, request: Exclude<ControlRequest, { type: 'described' }>): Promise<string> {
  try {
    await (request.type === 'begin'
      ? peer.begin(request.rules, request.secrets, request.form)
      : peer.act(request.action))
    return ''
  } catch (error) {
    return String(error)
  }
}
