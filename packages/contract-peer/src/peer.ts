import {
  type FarAction,
  type FarForm,
  type FarScript,
  type FarSide,
  type MessageParts,
  Rules,
  type ServerName,
  type WireMessage,
} from '@patchcord/core/testing'
import type { WebSocket, WebSocketServer } from 'ws'
import { Descriptions } from './descriptions.ts'
import { challengeOf, secretOf } from './digest.ts'
import { type Form, forms } from './form.ts'
import { header, read, rewritten, type SipMessage, stepOf, written } from './message.ts'
import { edited, partsOf } from './parts.ts'
import { type Admit, addressOf, listen, pinged, type UselessServers, uselessServers } from './servers.ts'
import { type Dialog, requestIn, requestTo, responseTo, type WrittenParts } from './write.ts'

/** The machine's own time, even where a case's is simulated in the same process. */
const later = setTimeout

/** What a peer asks of whoever started it. */
export interface PeerOptions {
  /** Makes a description with which media connects: an answer, where there is an offer. */
  readonly describe?: (offer?: string) => Promise<string>
  /** Told of the answer to an offer with which media connects. */
  readonly accepted?: (answer: string) => void
  /** Asked at each connection; without it all are let in at once. */
  readonly admit?: Admit
  /** Told of every change of what was said and counted. */
  readonly changed?: (message?: WireMessage) => void
}

/** A request that came in, and the connection that it came over. */
interface Request {
  readonly message: SipMessage
  readonly socket: WebSocket
}

/** The far side of a case, on a real WebSocket. */
export class Peer implements FarSide {
  readonly urls: Readonly<Record<ServerName, string>>
  readonly wire: WireMessage[] = []
  readonly counts = { open: 0, pings: 0 }
  readonly #options: PeerOptions
  readonly #port: number
  readonly #useless: UselessServers
  readonly #requests: Request[] = []
  readonly #dialogs: Dialog[] = []
  readonly #final = new Set<SipMessage>()
  #server: WebSocketServer | undefined
  #sockets: WebSocket[] = []
  /** By Call-ID: over which connection this side's newest message came. The newest of all may be another line's. */
  readonly #latest = new Map<string, WebSocket>()
  #rules = new Rules()
  #form: Form = forms.plain
  #descriptions = new Descriptions(forms.plain.offer)
  #live = false
  #secrets: readonly string[] = []
  #invited = 0
  /** Something was written otherwise than SIP demands, and may come back. */
  #odd = false

  private constructor(server: WebSocketServer, useless: UselessServers, options: PeerOptions) {
    const { port, url } = addressOf(server)
    this.#port = port
    this.#options = options
    this.#useless = useless
    this.urls = { live: url, gone: useless.gone, silent: useless.silent }
    this.#serve(server)
  }

  static async start(options: PeerOptions = {}): Promise<Peer> {
    const [server, useless] = await Promise.all([listen(0, options.admit), uselessServers()])
    return new Peer(server, useless, options)
  }

  async begin(rules: FarScript, secrets: readonly string[], form: FarForm = 'plain'): Promise<void> {
    this.#rules = new Rules(rules)
    this.#secrets = secrets
    this.#form = forms[form]
    this.#descriptions = new Descriptions(this.#form.offer)
  }

  async act(action: FarAction): Promise<void> {
    await this.#play([action])
  }

  /** Resolves when whoever is connected has read all that was sent, and all that was sent back until then has come in. */
  async roundTrip(): Promise<void> {
    const open = this.#sockets.filter(({ readyState }) => readyState === 1)
    await Promise.all(open.map(pinged))
  }

  /** Leaves no connection and no port. */
  async close(): Promise<void> {
    this.#useless.close()
    await this.#stop()
  }

  #serve(server: WebSocketServer): void {
    this.#server = server
    server.on('connection', (socket) => {
      this.#sockets.push(socket)
      this.counts.open += 1
      socket.on('error', () => {})
      socket.on('message', (data) => this.#receive(String(data), socket))
      socket.on('close', () => {
        this.counts.open -= 1
        this.#options.changed?.()
      })
      this.#options.changed?.()
    })
  }

  #receive(text: string, socket: WebSocket): void {
    if (!text.trim()) {
      this.counts.pings += 1
      this.#options.changed?.()
      return
    }
    const message = read(text) ?? (this.#odd ? written(text) : undefined)
    if (message) this.#take(message, socket)
    else this.#record({ from: 'stack', step: 'UNREADABLE', start: text, headers: {}, body: '' })
  }

  #take(message: SipMessage, socket: WebSocket): void {
    const { start, headers, body, status, method } = message
    const secret = secretOf(message, this.#secrets)
    this.#latest.set(header(message, 'call-id'), socket)
    this.#record({ from: 'stack', step: stepOf(message), start, headers, body, secret })
    if (status) {
      this.#noteResponse(message)
      return
    }
    const request = { message, socket }
    this.#requests.push(request)
    const within = /;\s*tag=/i.test(header(message, 'to'))
    if (method === 'INVITE' && !within)
      this.#dialogs.push({ invite: message, socket, theirs: true, to: '', cseq: 100, invited: 100 })
    void this.#play(this.#rules.next(method, within), request)
  }

  #noteResponse(response: SipMessage): void {
    const dialog = this.#dialogs.find(({ invite }) => header(invite, 'call-id') === header(response, 'call-id'))
    if (!dialog || dialog.theirs || response.method !== 'INVITE') return
    dialog.to = header(response, 'to')
    this.#descriptions.answered(header(response, 'call-id'), response.body)
    if (this.#live && response.status >= 200 && response.body) this.#accept(response.body)
    if (response.status >= 300) this.#send(requestIn(dialog, 'ACK', { refused: true }, this.#form))
  }

  /** What was offered with media is answered once. */
  #accept(answer: string): void {
    this.#live = false
    this.#options.accepted?.(answer)
  }

  /** Runs in one step up to the first action that takes time. */
  async #play(actions: readonly FarAction[], request?: Request): Promise<void> {
    for (const action of actions) {
      const playing = this.#perform(action, request)
      if (playing) await playing
    }
  }

  #perform(action: FarAction, request?: Request): Promise<unknown> | undefined {
    switch (action.type) {
      case 'wait':
        return new Promise<void>((resolve) => void later(resolve, action.ms))
      case 'rules':
        this.#rules = new Rules(action.rules)
        return undefined
      case 'drop':
        for (const socket of this.#sockets) socket.terminate()
        return undefined
      case 'stop':
        return this.#stop()
      case 'start':
        return listen(this.#port, this.#options.admit).then((server) => this.#serve(server))
      case 'ping':
      case 'pong':
        this.#sockets.at(-1)?.send(action.type === 'ping' ? '\r\n\r\n' : '\r\n')
        return undefined
      default:
        return this.#say(action, request)
    }
  }

  #say(action: Extract<FarAction, { method?: unknown } | { type: 'challenge' | 'invite' }>, request?: Request) {
    if (action.type === 'invite') return this.#invite(action)
    if (action.type === 'tell') return this.#tell(action)
    if (action.type === 'request') return this.#request(action)
    const method = action.type === 'reply' ? action.method : undefined
    const answered = (method ? undefined : request) ?? this.#newest(method ?? 'INVITE')
    if (action.type === 'reply') return this.#reply(answered, action)
    return this.#reply(answered, { type: 'reply', ...challengeOf(answered.message, action) })
  }

  #newest(method: string): Request {
    const request = this.#requests.findLast(({ message }) => message.method === method)
    if (!request) throw new Error(`the far side has no ${method} to answer`)
    return request
  }

  #reply({ message, socket }: Request, action: Extract<FarAction, { type: 'reply' }>): Promise<void> | undefined {
    if (action.unlessFinal && this.#final.has(message)) return undefined
    if (action.status >= 200) this.#final.add(message)
    const send = (body?: string) =>
      this.#send(responseTo(message, action.status, this.#parts(action, body), this.#form), socket, action.rewrite)
    const callId = header(message, 'call-id')
    if (action.sdp === 'live' && this.#options.describe)
      return this.#options.describe(message.body).then((answer) => {
        this.#descriptions.answeredFor(callId, message.body, answer)
        send(answer)
      })
    const body = action.sdp && this.#descriptions.answer(callId, message.body, action.sdp, action.tag ?? '')
    send(body)
    return undefined
  }

  #request(action: Extract<FarAction, { type: 'request' }>): undefined {
    const dialog = this.#dialogs.at(-1)
    if (!dialog) throw new Error('the far side has no dialog')
    const body = action.sdp && this.#descriptions.offer(header(dialog.invite, 'call-id'), action.sdp)
    const text = requestIn(dialog, action.method, this.#parts(action, body), this.#form)
    // An OPTIONS only asks whether everything was heard.
    if (this.#form.staysOnConnection && action.method !== 'OPTIONS') this.#sendOver(text, dialog.socket, action.rewrite)
    else this.#send(text, this.#latest.get(header(dialog.invite, 'call-id')), action.rewrite)
  }

  #invite(action: Extract<FarAction, { type: 'invite' }>): Promise<void> | undefined {
    const callId = `far-call-${++this.#invited}`
    if (action.sdp === 'live' && this.#options.describe) {
      this.#live = true
      return this.#options
        .describe()
        .then((own) => this.#place(action, callId, this.#descriptions.offered(callId, own)))
    }
    this.#place(action, callId, this.#descriptions.offer(callId, action.sdp ?? 'good'))
    return undefined
  }

  #place(action: Extract<FarAction, { type: 'invite' }>, callId: string, offer: string): void {
    const { contact, socket } = this.#registered()
    const text = requestTo(contact, 'INVITE', callId, this.#parts(action, offer, true), this.#form)
    this.#dialogs.push({ invite: written(text), socket, theirs: false, to: '', cseq: 4711, invited: 4711 })
    this.#send(text, undefined, action.rewrite)
  }

  #tell(action: Extract<FarAction, { type: 'tell' }>): undefined {
    const { contact, socket } = this.#registered()
    this.#send(
      requestTo(contact, action.method, `far-word-${++this.#invited}`, partsOf(action), this.#form),
      socket,
      action.rewrite,
    )
  }

  /** Whoever registered last. */
  #registered(): { readonly contact: string; readonly socket: WebSocket } {
    const { message, socket } = this.#newest('REGISTER')
    return { contact: /<([^>]+)>/.exec(header(message, 'contact'))?.[1] ?? '', socket }
  }

  #parts(action: MessageParts, body?: string, first?: boolean): WrittenParts {
    return { ...partsOf(action), ...(body ? { body: edited(this.#form.described(body, first), action.edits) } : {}) }
  }

  #send(text: string, socket?: WebSocket, rewrite?: MessageParts['rewrite']): void {
    this.#sendOver(text, socket?.readyState === 1 ? socket : this.#sockets.at(-1), rewrite)
  }

  /** What is written down is the message before it was rewritten: what it means. */
  #sendOver(text: string, socket?: WebSocket, rewrite?: MessageParts['rewrite']): void {
    const message = written(text)
    const { start, headers, body } = message
    this.#record({ from: 'far', step: stepOf(message), start, headers, body })
    if (rewrite) this.#odd = true
    if (socket?.readyState === 1) socket.send(rewritten(text, rewrite))
  }

  #record(message: WireMessage): void {
    this.wire.push(message)
    this.#options.changed?.(message)
  }

  async #stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    for (const socket of this.#sockets) socket.terminate()
    if (server) await new Promise((resolve) => server.close(resolve))
  }
}
