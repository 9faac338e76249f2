import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type Heard, read, write } from './message.ts'

/** A request; what is left out is made up. */
export interface RequestOptions {
  method: string
  uri: string
  from?: string
  to?: string
  callId?: string
  cseq?: number
  branch?: string
  headers?: string[]
  body?: string
}

interface Waiting {
  match: RegExp
  resolve: (heard: Heard) => void
}

const PATIENCE_MS = 20_000
const open = new Set<Phone>()

/** A scripted SIP client on a real WebSocket: it says what it is told and keeps what it hears. */
export class Phone {
  readonly user: string
  readonly host = `${randomUUID().slice(0, 12)}.invalid`
  readonly tag = randomUUID().slice(0, 8)
  readonly contact: string
  #socket!: WebSocket
  #unheard: Heard[] = []
  #waiting: Waiting[] = []
  readonly #port: number

  private constructor(port: number, user: string) {
    this.#port = port
    this.user = user
    this.contact = `sip:${user}@${this.host};transport=ws`
  }

  static async open(port: number, user = 'guest'): Promise<Phone> {
    const phone = new Phone(port, user)
    await phone.connect()
    open.add(phone)
    return phone
  }

  /** Ends every phone of the test that has just run. */
  static closeAll(): void {
    for (const phone of open) phone.#socket.terminate()
    open.clear()
  }

  get address(): string {
    return `<sip:${this.user}@localhost>;tag=${this.tag}`
  }

  /** Opens a new socket; a first one, or after `vanish`. */
  async connect(): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/sip`, 'sip')
    this.#socket = socket
    socket.on('error', () => {})
    socket.on('message', (data) => this.#receive(read(String(data))))
    await once(socket, 'open')
  }

  /** Loses the socket without a word. */
  vanish(): void {
    this.#socket.terminate()
  }

  async whenClosed(): Promise<void> {
    if (this.#socket.readyState !== WebSocket.CLOSED) await once(this.#socket, 'close')
  }

  /** The next message whose first line matches; those before it stay for later. */
  hear(match: RegExp): Promise<Heard> {
    const index = this.#unheard.findIndex(({ start }) => match.test(start))
    const [heard] = index < 0 ? [] : this.#unheard.splice(index, 1)
    if (heard) return Promise.resolve(heard)
    return new Promise((resolve, reject) => {
      const unheard = () => this.#unheard.map(({ start }) => start).join(' | ')
      const timer = setTimeout(
        () => reject(new Error(`${this.user} never heard ${match}, but: ${unheard()}`)),
        PATIENCE_MS,
      )
      const settle = (message: Heard) => {
        clearTimeout(timer)
        resolve(message)
      }
      this.#waiting.push({ match, resolve: settle })
    })
  }

  /** The first lines of what came and was not asked for, after all that the switchboard had to say until now. */
  async leftOver(): Promise<string[]> {
    const { callId } = this.request({ method: 'OPTIONS', uri: 'sip:localhost' })
    const isFence = (heard: Heard) => heard.get('call-id') === callId
    while (!isFence(await this.hear(/^SIP\/2.0 200/)));
    return this.#unheard.map(({ start }) => start)
  }

  /** Resolves when the switchboard has read all that was said so far. */
  async pong(): Promise<void> {
    this.#socket.ping()
    await once(this.#socket, 'pong')
  }

  say(data: string | Buffer): void {
    this.#socket.send(data)
  }

  /** Sends a request; returns what it was, for use in later ones. */
  request(options: RequestOptions) {
    const { method, uri, headers = [], body } = options
    const branch = options.branch ?? `z9hG4bK${randomUUID()}`
    const callId = options.callId ?? randomUUID()
    const cseq = options.cseq ?? 1
    const from = options.from ?? this.address
    const to = options.to ?? `<${uri}>`
    const lines = [
      `Via: SIP/2.0/WS ${this.host};branch=${branch}`,
      'Max-Forwards: 70',
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <${this.contact}>`,
    ]
    this.say(write(`${method} ${uri} SIP/2.0`, [...lines, ...headers], body))
    return { method, uri, branch, callId, cseq, from, to }
  }

  /** Answers a request that it heard. */
  reply(request: Heard, status: string, headers: string[] = [], body?: string): void {
    const to = request.get('to') ?? ''
    const tagged = to.includes(';tag=') || status.startsWith('100') ? to : `${to};tag=${this.tag}`
    const copied = ['via', 'record-route'].flatMap((name) => request.all(name).map((value) => `${name}: ${value}`))
    const lines = [
      ...copied,
      `From: ${request.get('from')}`,
      `To: ${tagged}`,
      `Call-ID: ${request.get('call-id')}`,
      `CSeq: ${request.get('cseq')}`,
      `Contact: <${this.contact}>`,
    ]
    this.say(write(`SIP/2.0 ${status}`, [...lines, ...headers], body))
  }

  #receive(heard: Heard): void {
    const index = this.#waiting.findIndex(({ match }) => match.test(heard.start))
    const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1)
    if (waiting) waiting.resolve(heard)
    else this.#unheard.push(heard)
  }
}
