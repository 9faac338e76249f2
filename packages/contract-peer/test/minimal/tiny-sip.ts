/** The smallest SIP library there could be: it places calls over one WebSocket, and does nothing else. */

/** What happens to a call. */
export interface TinyEvents {
  provisional(status: number, sdp: string): void
  accepted(sdp: string): void
  refused(status: number, reasonPhrase: string, reason: string): void
  bye(reason: string): void
}

interface Message {
  readonly start: string
  readonly body: string
  header(name: string): string
  all(name: string): string[]
}

function read(text: string): Message {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const [start = '', ...lines] = head.split('\r\n')
  const all = (name: string) =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim())
  return { start, body, all, header: (name) => all(name).join(', ') }
}

const token = (): string => crypto.randomUUID().slice(0, 8)

const write = (lines: readonly string[], body = ''): string =>
  [...lines, ...(body ? ['Content-Type: application/sdp'] : []), `Content-Length: ${body.length}`, '', body].join(
    '\r\n',
  )

export class TinyCall {
  readonly id = `tiny-${token()}`
  readonly events: TinyEvents
  readonly #phone: TinyPhone
  readonly #target: string
  readonly #from: string
  readonly #branch = `z9hG4bK${token()}`
  #to: string

  constructor(phone: TinyPhone, target: string, from: string, events: TinyEvents) {
    this.#phone = phone
    this.#target = target
    this.#to = `<${target}>`
    this.#from = `${from};tag=${token()}`
    this.events = events
  }

  invite(headers: readonly string[], sdp: string): void {
    this.#request('INVITE', 1, this.#branch, sdp, ['Contact: <sip:tiny@tiny.invalid;transport=ws>', ...headers])
  }

  cancel(): void {
    this.#to = `<${this.#target}>`
    this.#request('CANCEL', 1, this.#branch)
  }

  bye(): void {
    this.#request('BYE', 2, `z9hG4bK${token()}`)
  }

  /** What came in for this call. */
  receive(message: Message): void {
    const [, status = ''] = /^SIP\/2\.0 (\d{3})/.exec(message.start) ?? []
    if (status && message.header('cseq').endsWith('INVITE')) this.#answered(Number(status), message)
    else if (!status && message.start.startsWith('BYE')) this.events.bye(message.header('reason'))
  }

  #answered(status: number, message: Message): void {
    if (status === 100) return
    this.#to = message.header('to')
    if (status >= 200) this.#request('ACK', 1, status < 300 ? `z9hG4bK${token()}` : this.#branch)
    if (status < 200) this.events.provisional(status, message.body)
    else if (status < 300) this.events.accepted(message.body)
    else this.events.refused(status, message.start.slice(12), message.header('reason'))
  }

  #request(method: string, cseq: number, branch: string, body = '', headers: readonly string[] = []): void {
    const lines = [
      `${method} ${this.#target} SIP/2.0`,
      `Via: SIP/2.0/WS tiny.invalid;branch=${branch}`,
      'Max-Forwards: 70',
      `From: ${this.#from}`,
      `To: ${this.#to}`,
      `Call-ID: ${this.id}`,
      `CSeq: ${cseq} ${method}`,
      ...headers,
    ]
    this.#phone.send(write(lines, body))
  }
}

export class TinyPhone {
  readonly #socket: WebSocket
  readonly #calls = new Map<string, TinyCall>()
  readonly closed: Promise<void>
  readonly opened: Promise<void>

  constructor(url: string) {
    this.#socket = new WebSocket(url, 'sip')
    this.#socket.onerror = () => {}
    this.#socket.onmessage = ({ data }) => this.#receive(String(data))
    this.opened = new Promise((resolve) => {
      this.#socket.onopen = () => resolve()
    })
    this.closed = new Promise((resolve) => {
      this.#socket.onclose = () => resolve()
    })
  }

  get isOpen(): boolean {
    return this.#socket.readyState === 1
  }

  call(target: string, from: string, events: TinyEvents): TinyCall {
    const call = new TinyCall(this, target, from, events)
    this.#calls.set(call.id, call)
    return call
  }

  send(text: string): void {
    if (this.isOpen) this.#socket.send(text)
  }

  close(): void {
    this.#socket.close()
  }

  #receive(text: string): void {
    const message = read(text)
    if (!message.start.startsWith('SIP/2.0')) this.#accept(message)
    this.#calls.get(message.header('call-id'))?.receive(message)
  }

  /** Every request is fine. */
  #accept(message: Message): void {
    if (message.start.startsWith('ACK')) return
    const same = ['via', 'from', 'to', 'call-id', 'cseq'].flatMap((name) =>
      message.all(name).map((v) => `${name}: ${v}`),
    )
    this.send(write(['SIP/2.0 200 OK', ...same]))
  }
}
