import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { sdp } from './browser.ts'
import { type Parts, parse, response, type SipMessage, within } from './sip.ts'

type Handler = (request: SipMessage) => void

/** A scripted SIP server on a real WebSocket. Whatever a test does not script is answered as any PBX would. */
export class Pbx {
  readonly port: number
  /** What came in, in order. */
  readonly received: SipMessage[] = []
  /** CRLF pings that came in; none is answered unless the test does. */
  pings = 0
  /** Connections accepted since the start. */
  accepted = 0
  readonly #server: WebSocketServer
  readonly #handlers = new Map<string, Handler>()
  #sockets: WebSocket[] = []

  private constructor(server: WebSocketServer) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (socket) => {
      this.#sockets.push(socket)
      this.accepted += 1
      socket.on('message', (data) => this.#receive(String(data)))
    })
  }

  static start(port = 0): Promise<Pbx> {
    return new Promise((resolve) => {
      const server = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: () => 'sip' })
      server.on('listening', () => resolve(new Pbx(server)))
    })
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/`
  }

  get connections(): number {
    return this.#sockets.filter((socket) => socket.readyState === 1).length
  }

  /** Requests and responses that came in, as `INVITE` or `200 BYE`. */
  get ladder(): string[] {
    return this.received.map(({ method, status }) => (status ? `${status} ${method}` : method))
  }

  count(step: string): number {
    return this.ladder.filter((other) => other === step).length
  }

  /** The last request of this method, or the last response like `200 INVITE`. */
  last(step: string): SipMessage {
    const index = this.ladder.lastIndexOf(step)
    const message = this.received[index]
    if (!message) throw new Error(`no ${step} in ${this.ladder.join(', ')}`)
    return message
  }

  on(method: string, handler: Handler): this {
    this.#handlers.set(method, handler)
    return this
  }

  /** Rings, and answers when `answer` says so. */
  rings(): this {
    return this.on('INVITE', (invite) => {
      this.reply(invite, 100)
      this.reply(invite, 180)
    })
  }

  answers(parts: Parts = {}): this {
    return this.on('INVITE', (invite) => this.reply(invite, 200, { body: sdp, ...parts }))
  }

  refuses(status: number, ...headers: string[]): this {
    return this.on('INVITE', (invite) => this.reply(invite, status, { headers }))
  }

  reply(request: SipMessage, status: number, parts: Parts = {}): void {
    this.send(response(request, status, parts))
  }

  /** Sends a request within the dialog of the last INVITE. */
  request(method: string, parts: Parts = {}): void {
    this.send(within(this.last('INVITE'), method, parts))
  }

  send(text: string): void {
    this.#sockets.at(-1)?.send(text)
  }

  /** Cuts all connections without a closing handshake. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  async stop(): Promise<void> {
    this.drop()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #receive(text: string): void {
    if (!text.trim()) {
      this.pings += 1
      return
    }
    const message = parse(text)
    this.received.push(message)
    if (message.status) return
    const handler = this.#handlers.get(message.method)
    if (handler) handler(message)
    else this.#usual(message)
  }

  #usual(request: SipMessage): void {
    if (request.method === 'ACK' || request.method === 'INVITE') return
    if (request.method === 'CANCEL') {
      this.reply(request, 200, { contact: null })
      this.reply(this.last('INVITE'), 487, { contact: null })
    } else if (request.method === 'REGISTER') this.reply(request, 200, { contact: request.header('Contact') })
    else this.reply(request, 200)
  }
}
