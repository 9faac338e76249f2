/** Transactions (RFC 3261 section 17, RFC 6026), each run by SIP.js; here they are found, counted and ended. */
import { Core } from 'sip.js'
import { type Answer, Exchange } from './exchange.ts'
import type { Flow } from './flows.ts'
import { type ClientRequest, openClient, openServer, type Request, type Response } from './library.ts'
import type { Log } from './log.ts'

/** A client transaction as its owner sees it. */
export interface Sent {
  readonly branch: string
  /** Whether a provisional answer came and no final one: only then may a CANCEL go out. */
  isProceeding(): boolean
  /** Forgets the transaction; its owner hears nothing more. */
  dispose(): void
}

/** More open requests than any one client has. */
const MAX_EXCHANGES = 200

/** A client transaction, and who may answer it. */
interface Asked {
  readonly transaction: ClientTransaction
  /** The socket that was asked. */
  readonly flow: Flow
  /** The client that was asked, where it may come back on another socket meanwhile. */
  readonly client: { readonly flow: Flow } | undefined
}

/** The transactions that are open. */
export class Transactions {
  readonly #exchanges = new Map<string, Exchange>()
  readonly #clients = new Map<string, Asked>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** How many are open on either side. */
  get counts(): { server: number; client: number } {
    return { server: this.#exchanges.size, client: this.#clients.size }
  }

  /** The exchange that a request repeats or acknowledges, or (with method INVITE) that a CANCEL concerns. */
  find(request: Request, method = request.method === 'ACK' ? 'INVITE' : request.method): Exchange | undefined {
    return this.#exchanges.get(serverKey(request, method))
  }

  /** Opens the exchange that serves a new request. */
  serve(request: Request, flow: Flow): Exchange {
    const key = serverKey(request, request.method)
    const forget = () => this.#exchanges.delete(key)
    const transaction = openServer(request, flow)
    whenTerminated(transaction, forget)
    const exchange = new Exchange(request, flow, transaction, forget)
    this.#exchanges.set(key, exchange)
    return exchange
  }

  /** Whether a client has so many requests open that no more are taken from it. */
  isBusy(flow: Flow): boolean {
    return [...this.#exchanges.values()].filter((exchange) => exchange.flow === flow).length >= MAX_EXCHANGES
  }

  /** Sends a request; `onAnswer` hears provisional answers and at most one final one. */
  send(
    request: ClientRequest,
    flow: Flow,
    onAnswer: (answer: Answer) => void = () => {},
    client?: Asked['client'],
  ): Sent {
    let over = false
    const tell = (answer: Answer) => {
      if (over) return
      over = answer.status >= 200
      this.#log.guard(() => onAnswer(answer))()
    }
    const transaction = openClient(request, flow, {
      receiveResponse: (message) => tell({ status: message.statusCode ?? 500, response: message as Response }),
      onRequestTimeout: () => tell({ status: 408 }),
      onTransportError: () => tell({ status: 503 }),
    })
    const forget = this.#keepClient(clientKey(transaction.id, request.method), { transaction, flow, client })
    return {
      branch: transaction.id,
      isProceeding: () => transaction.state === Core.TransactionState.Proceeding,
      dispose() {
        over = true
        transaction.dispose()
        forget()
      },
    }
  }

  /** Hands a response to the request it answers; false when nobody asked, or somebody else was asked. */
  receive(response: Response, flow: Flow): boolean {
    const asked = this.#clients.get(clientKey(response.viaBranch, response.method))
    if (!asked || (asked.flow !== flow && asked.client?.flow !== flow)) return false
    asked.transaction.receiveResponse(response)
    return true
  }

  /** A socket has closed: calls that were being set up from it are cancelled, settled exchanges forgotten. */
  abandon(flow: Flow): void {
    for (const exchange of this.#exchanges.values()) {
      if (exchange.flow !== flow) continue
      if (exchange.answered) exchange.dispose()
      else exchange.onCancel?.()
    }
  }

  /** Ends all without a word. */
  close(): void {
    for (const exchange of this.#exchanges.values()) exchange.dispose()
    for (const { transaction } of this.#clients.values()) transaction.dispose()
    this.#clients.clear()
  }

  #keepClient(key: string, asked: Asked): () => void {
    const forget = () => {
      if (this.#clients.get(key) === asked) this.#clients.delete(key)
    }
    this.#clients.set(key, asked)
    whenTerminated(asked.transaction, forget)
    return forget
  }
}

type ClientTransaction = ReturnType<typeof openClient>

const clientKey = (branch: string, method: string) => `${branch} ${method}`

const serverKey = (request: Request, method: string) => `${request.via.host} ${request.viaBranch} ${method}`

function whenTerminated(transaction: Core.Transaction, action: () => void): void {
  transaction.addStateChangeListener(() => {
    if (transaction.state === Core.TransactionState.Terminated) action()
  })
}
