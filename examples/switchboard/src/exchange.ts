/** The serving side of one request: what was asked, and the answers that go back. */
import { Core } from 'sip.js'
import type { Flow } from './flows.ts'
import type { Request, Response } from './library.ts'
import { withoutTopVia } from './message.ts'
import { phraseOf, reasonFor } from './reasons.ts'

/** An answer to a client request; without a response it is made up: 408 after silence, 503 after a dead socket. */
export interface Answer {
  status: number
  response?: Response
}

/** An answer that belongs to no transaction. */
export function refusal(request: Request, status: number): string {
  const toTag = `sb${crypto.randomUUID().slice(0, 8)}`
  return Core.constructOutgoingResponse(request, { statusCode: status, reasonPhrase: phraseOf(status), toTag }).message
}

/** One request being served. */
export class Exchange {
  /** What a CANCEL, or the loss of the caller's socket, does to this INVITE. */
  onCancel: ((reason?: string) => void) | undefined
  readonly request: Request
  readonly flow: Flow
  readonly #transaction: Core.ServerTransaction
  readonly #forget: () => void
  readonly #toTag = `sb${crypto.randomUUID().slice(0, 8)}`
  #answered = false

  constructor(request: Request, flow: Flow, transaction: Core.ServerTransaction, forget: () => void) {
    this.request = request
    this.flow = flow
    this.#transaction = transaction
    this.#forget = forget
  }

  /** Whether the final answer has been given. */
  get answered(): boolean {
    return this.#answered
  }

  /** Answers in the switchboard's own name, with a Reason as FreeSWITCH gives it. */
  reply(status: number, headers: string[] = [], reason = reasonFor(status)): void {
    const { message } = Core.constructOutgoingResponse(this.request, {
      statusCode: status,
      reasonPhrase: phraseOf(status),
      toTag: this.#toTag,
      extraHeaders: [...headers, ...this.#reasonLine(reason)],
    })
    this.#send(status, message)
  }

  /** Passes the far side's answer on; a refused call gets a Reason where the far side gave none. */
  relay({ status, response }: Answer): void {
    if (!response) {
      this.reply(status)
      return
    }
    const reason = response.hasHeader('reason') ? undefined : reasonFor(status)
    this.#send(status, withoutTopVia(response.data, this.#reasonLine(reason)))
  }

  /** A retransmission, or the ACK of a refusal. */
  receive(request: Request): void {
    this.#transaction.receiveRequest(request)
  }

  /** Ends the transaction without a word. */
  dispose(): void {
    this.#answered = true
    this.#transaction.dispose()
    this.#forget()
  }

  #reasonLine(reason: string | undefined): string[] {
    return this.request.method === 'INVITE' && reason ? [`Reason: ${reason}`] : []
  }

  #send(status: number, text: string): void {
    if (this.#answered) return
    this.#answered = status >= 200
    if (this.flow.open) this.#transaction.receiveResponse(status, text)
    else if (this.#answered) this.dispose()
  }
}
