/** Who may be rung where. */
import type { Exchange } from './exchange.ts'
import type { Flow } from './flows.ts'
import { contactParam, contactUri, hasWildcardContact, hostOf, type Request } from './library.ts'

/** One place at which a user can be rung. */
export interface Binding {
  uri: string
  /** The socket that the REGISTER came on: calls go there, whoever claims the same Contact elsewhere. */
  flow: Flow
  /** In milliseconds since the epoch. */
  until: number
}

const DEFAULT_SECONDS = 600
const MAX_SECONDS = 3_600
const MAX_BINDINGS = 10

/** The registered users. Credentials are judged before a request comes here. */
export class Registrar {
  readonly #bindings = new Map<string, Binding[]>()

  /** How many bindings can be rung now: not expired, and their client has a socket. */
  get count(): number {
    return [...this.#bindings.keys()].reduce((sum, user) => sum + this.#reachable(user).length, 0)
  }

  /** The newest binding that can be rung: the switchboard does not fork. */
  find(user: string): Binding | undefined {
    return this.#reachable(user)[0]
  }

  /** The binding that can be rung at this host of a Contact. */
  at(host: string): Binding | undefined {
    const bindings = [...this.#bindings.keys()].flatMap((user) => this.#reachable(user))
    return bindings.find(({ uri }) => hostOf(uri) === host.toLowerCase())
  }

  /** Adds, renews or removes a user's bindings as a REGISTER asks, and answers with those that stand. */
  register(user: string, exchange: Exchange): void {
    const { request } = exchange
    const bindings = hasWildcardContact(request) ? [] : renewed(this.#current(user), exchange)
    if (bindings.length > 0) this.#bindings.set(user, bindings)
    else this.#bindings.delete(user)
    exchange.reply(200, bindings.map(contactLine))
  }

  #current(user: string): Binding[] {
    return (this.#bindings.get(user) ?? []).filter(({ until }) => until > Date.now())
  }

  #reachable(user: string): Binding[] {
    return this.#current(user).filter(({ flow }) => flow.open)
  }
}

function renewed(current: Binding[], { request, flow }: Exchange): Binding[] {
  let bindings = current
  for (const index of request.getHeaders('contact').keys()) {
    const uri = contactUri(request, index)
    if (uri === undefined) continue
    const seconds = secondsOf(request, index)
    bindings = bindings.filter((binding) => binding.uri !== uri)
    if (seconds > 0) bindings.unshift({ uri, flow, until: Date.now() + seconds * 1_000 })
  }
  return bindings.slice(0, MAX_BINDINGS)
}

function secondsOf(request: Request, index: number): number {
  const asked = Number(contactParam(request, 'expires', index) ?? request.getHeader('expires') ?? DEFAULT_SECONDS)
  return Number.isFinite(asked) ? Math.min(asked, MAX_SECONDS) : DEFAULT_SECONDS
}

function contactLine({ uri, until }: Binding): string {
  return `Contact: <${uri}>;expires=${Math.max(1, Math.round((until - Date.now()) / 1_000))}`
}
