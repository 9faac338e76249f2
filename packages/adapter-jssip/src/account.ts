import type { Account, IceServer, LineConfig, Secret } from '@patchcord/core'
import type { JsSipSocket, Ua, UaOptions } from './library.types.ts'
import { within } from './time.ts'

/** JsSIP ends an incoming call that nobody answers after this many seconds; how long it may ring is core's to say. */
const noAnswer = 600

/** Makes JsSIP's options. Secrets are handed over later, for each attempt anew. */
export function uaOptions(config: LineConfig, socket: JsSipSocket, instance: string | undefined): UaOptions {
  const { user, displayName, authorizationUser } = config.account
  return {
    sockets: socket,
    // Not JsSIP's `anonymous`: with it the peer's BYE would be answered 404.
    uri: `sip:${user}@${config.domain}`,
    ...(displayName ? { display_name: displayName } : {}),
    ...(authorizationUser ? { authorization_user: authorizationUser } : {}),
    ...(instance ? { instance_id: instance } : {}),
    register: false,
    // FreeSWITCH refuses JsSIP's 90 s with 422, and a lost refresh would end the call.
    session_timers: false,
    no_answer_timeout: noAnswer,
  }
}

/** How far an account's credentials have got with the server. */
export class Credentials {
  readonly #account: Account
  #accepted = false

  constructor(account: Account) {
    this.#account = account
  }

  /** Asks for the secret and gives it to JsSIP. Rejects, without the secret's own words, when there is none to be had. */
  async refresh(ua: Ua, limit: number): Promise<void> {
    const { secret } = this.#account
    if (secret?.kind === 'password') ua.set('password', await ask(secret.password, limit))
    else if (secret?.kind === 'token') ua.set('authorization_jwt', await ask(secret.token, limit))
    else if (secret?.kind === 'ha1') {
      ua.set('realm', secret.realm)
      ua.set('ha1', await ask(secret.ha1, limit))
    }
  }

  /** Notes the answer to a request that carried credentials. */
  saw(status: number, carried: boolean): void {
    if (carried && provesAcceptance(status)) this.#accepted = true
  }

  state(carried: boolean): 'none' | 'first' | 'accepted' {
    if (!carried) return 'none'
    return this.#accepted ? 'accepted' : 'first'
  }
}

/** Answers that a server gives only after it has checked who asks; 100 and most of 4xx and 5xx may come before. */
const provesAcceptance = (status: number): boolean =>
  (status > 100 && status < 300) || [404, 480, 486, 487, 600, 603].includes(status)

async function ask(secret: Secret, limit: number): Promise<string> {
  const value = typeof secret === 'string' ? secret : await within(Promise.resolve().then(secret), limit)
  if (typeof value !== 'string' || /[\r\n]/.test(value)) throw new Error('the account gave no usable secret')
  return value
}

/** The ICE servers of the next call. A function that fails or takes too long counts as none: the call goes on. */
export async function iceServersOf(config: LineConfig): Promise<RTCIceServer[]> {
  const { iceServers, limits } = config
  const servers = typeof iceServers === 'function' ? await within(askFor(iceServers), limits.gathering) : iceServers
  return (servers ?? []).map(({ urls, ...server }) => ({
    ...server,
    urls: typeof urls === 'string' ? urls : [...urls],
  }))
}

async function askFor(iceServers: () => Promise<readonly IceServer[]>): Promise<readonly IceServer[]> {
  return iceServers()
}
