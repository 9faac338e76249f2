import type { Account, Secret } from '../sip/line-config.ts'
import type { FinalResponse } from '../sip/sip.port.ts'
import { within } from './time.ts'

/** An account's secret, asked for. */
export type Asked =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'ha1'; readonly ha1: string; readonly realm: string }
  | { readonly kind: 'token'; readonly token: string }

/** How far an account's credentials have got with the server. */
export class Credentials {
  /** What the account gave last. */
  asked: Asked = { kind: 'none' }
  /** The algorithms and schemes that the last challenge asked for, where none of them is known here. */
  unknown: readonly string[] = []
  readonly #account: Account
  #accepted = false

  constructor(account: Account) {
    this.#account = account
  }

  /** Asks for the secret, anew each time. Rejects, without the secret's own words, when there is none to be had. */
  async ask(limit: number): Promise<Asked> {
    this.asked = await this.#ask(limit)
    return this.asked
  }

  /** What ended by a final response, with what its challenge asks for in vain. */
  explained<Ended extends { readonly response?: FinalResponse; readonly detail: string }>(ended: Ended): Ended {
    const { response, detail } = ended
    if ((response?.status !== 401 && response?.status !== 407) || this.unknown.length === 0) return ended
    const asked = `${detail}; asked for ${this.unknown.join(', ')}`
    return { ...ended, response: { ...response, unsupported: this.unknown }, detail: asked }
  }

  async #ask(limit: number): Promise<Asked> {
    const { secret } = this.#account
    if (secret?.kind === 'password') return { kind: 'password', password: await value(secret.password, limit) }
    if (secret?.kind === 'token') return { kind: 'token', token: await value(secret.token, limit) }
    if (secret?.kind === 'ha1') return { kind: 'ha1', realm: secret.realm, ha1: await value(secret.ha1, limit) }
    return { kind: 'none' }
  }

  /** Notes the answer to a request that carried credentials. */
  saw(status: number, carried: boolean): void {
    if (carried && provesAcceptance(status)) this.#accepted = true
  }

  state(carried: boolean): FinalResponse['credentials'] {
    if (!carried) return 'none'
    return this.#accepted ? 'accepted' : 'first'
  }
}

/** Answers that a server gives only after it has checked who asks; 100 and most of 4xx and 5xx may come before. */
const provesAcceptance = (status: number): boolean =>
  (status > 100 && status < 300) || [404, 480, 486, 487, 600, 603].includes(status)

/** Not what the function said: that may hold the secret. */
const noSecret = 'account.secret: it gave no text in time, or threw'

async function value(secret: Secret, limit: number): Promise<string> {
  const text = typeof secret === 'string' ? secret : await within(Promise.resolve().then(secret), limit)
  if (typeof text !== 'string' || /[\r\n]/.test(text)) throw new Error(noSecret)
  return text
}
