import type { LineServer } from '../sip/line-config.ts'
import { callIdOf, cancelOf, earlyByeOf, statusOf, tagOf, transactionOf } from './requests.ts'

/** RFC 3261 §16.6, timer C: by then a proxy has given up a call that only rings. */
const longest = 180_000

/** An INVITE or a BYE that has no final response yet. */
interface Waiting {
  readonly request: string
  /** By tag: the provisional response that made an early dialog. */
  readonly early: Map<string, string>
  readonly until: number
  /** Whose socket it went out on; none once that was lost. */
  carrier: object | undefined
  /** It was lost once, so that nobody but this class ends it. */
  lost: boolean
}

/**
 * What a PBX may not have heard, since the socket was lost on the way: a BYE without an answer, and an INVITE that rings
 * on although its call has ended here. It is told as soon as there is a socket again, that of another line too: an
 * INVITE is cancelled by its branch, whatever the connection (RFC 3261 §9.2), and an answer that crossed the loss is
 * hung up in the dialog that a provisional response made.
 */
export class Unheard {
  readonly #waiting = new Map<string, Waiting>()
  #settled: (() => void)[] = []

  /** A message was given to a socket, or would have been, if there were one. */
  sent(message: string, carrier: object, left: boolean): void {
    const { method, branch } = transactionOf(message)
    this.#expire()
    if (statusOf(message) || (method === 'INVITE' ? !left || tagOf(message) : method !== 'BYE')) return
    const known = this.#waiting.get(branch)
    if (known) known.carrier = left ? carrier : undefined
    else {
      const until = Date.now() + longest
      this.#waiting.set(branch, {
        request: message,
        early: new Map(),
        until,
        carrier: left ? carrier : undefined,
        lost: !left,
      })
    }
  }

  /** The INVITE of this call, while it has no final response. */
  inviteOf(callId: string): string | undefined {
    const waiting = [...this.#waiting.values()].map(({ request }) => request)
    return waiting.find((request) => transactionOf(request).method === 'INVITE' && callIdOf(request) === callId)
  }

  received(message: string): void {
    const status = statusOf(message)
    const { method, branch } = transactionOf(message)
    const waiting = status ? this.#waiting.get(branch) : undefined
    if (!waiting) return
    const tag = tagOf(message)
    if (status < 200) {
      if (method === 'INVITE' && status > 100 && tag) waiting.early.set(tag, message)
    } else if (method !== 'CANCEL' || waiting.lost) this.#forget(branch)
  }

  /** A socket is gone, with what was on its way. */
  lost(carrier: object): void {
    for (const waiting of this.#waiting.values()) {
      if (waiting.carrier !== carrier) continue
      waiting.carrier = undefined
      waiting.lost = true
    }
  }

  /** A socket was closed: what it was given is told once more, if there is another; what was told twice is not. */
  closed(carrier: object): void {
    for (const [branch, waiting] of [...this.#waiting]) {
      if (waiting.carrier === carrier && waiting.lost) this.#forget(branch)
    }
    this.lost(carrier)
  }

  /** There is a socket again. */
  tell(send: (message: string) => void, carrier: object): void {
    this.#expire()
    for (const waiting of [...this.#waiting.values()].filter((one) => !one.carrier)) {
      waiting.carrier = carrier
      for (const message of endsOf(waiting)) send(message)
    }
  }

  /** Resolves when nothing that was lost waits any more. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settled.push(resolve)
    })
  }

  #expire(): void {
    for (const [branch, { until }] of [...this.#waiting]) if (until < Date.now()) this.#forget(branch)
  }

  /** Whether anything that was lost waits. */
  get isOpen(): boolean {
    return [...this.#waiting.values()].some(({ lost }) => lost)
  }

  #forget(branch: string): void {
    this.#waiting.delete(branch)
    if (!this.isOpen) for (const settled of this.#settled.splice(0)) settled()
  }
}

/** The one of these servers, for every line to them. */
export function unheardOf(servers: readonly LineServer[], all: Map<string, Unheard>): Unheard {
  const key = servers.map(({ url }) => url).join(' ')
  const unheard = all.get(key) ?? new Unheard()
  all.set(key, unheard)
  return unheard
}

/** What ends it: the BYE itself again, with its own branch, so that it is one transaction for whoever has heard it. */
function endsOf({ request, early }: Waiting): string[] {
  if (transactionOf(request).method === 'BYE') return [request]
  return [cancelOf(request), ...[...early.values()].map((response) => earlyByeOf(request, response))]
}
