import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { lab } from './lab.config.ts'
import { until } from './until.ts'

interface Message {
  readonly response?: boolean
  readonly token?: string
  readonly data?: string
  readonly type?: string
  readonly param?: string
}

/** baresip's control connection: netstrings of JSON, answers and events mixed. It takes one connection at a time. */
export class PhoneControl {
  readonly #socket: Socket
  readonly #answers = new Map<string, (text: string) => void>()
  #unread = Buffer.alloc(0)
  #asked = 0
  /** The digits that phones have heard. */
  digits = ''

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (data) => this.#read(data))
    socket.on('error', () => {})
  }

  static async open(): Promise<PhoneControl> {
    const { host, phones } = lab
    const dial = async () => {
      const socket = connect(phones.control, host)
      await once(socket, 'connect')
      return socket
    }
    return new PhoneControl(await until('baresip', dial))
  }

  /** Resolves with what a command prints. */
  ask(command: string, params = ''): Promise<string> {
    const token = String(++this.#asked)
    const json = JSON.stringify({ command, params, token })
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`baresip does not answer ${command}`)), 5000)
      this.#answers.set(token, (text) => {
        clearTimeout(limit)
        resolve(text)
      })
      this.#socket.write(`${Buffer.byteLength(json)}:${json},`)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(data: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, data])
    for (;;) {
      const colon = this.#unread.indexOf(':')
      const length = Number(this.#unread.toString('latin1', 0, colon))
      const end = colon + 1 + length
      if (colon < 0 || this.#unread.length <= end) return
      this.#take(JSON.parse(this.#unread.toString('utf8', colon + 1, end)))
      this.#unread = this.#unread.subarray(end + 1)
    }
  }

  #take({ response, token = '', data = '', type, param = '' }: Message): void {
    if (response) this.#answers.get(token)?.(data)
    else if (type === 'CALL_DTMF_START') this.digits += param
  }
}
