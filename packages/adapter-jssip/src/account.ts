import type { LineConfig } from '@patchcord/core'
import type { Credentials } from '@patchcord/core/adapter'
import type { JsSipSocket, Ua, UaOptions } from './library.types.ts'

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

/**
 * Asks for the account's secret anew. Rejects, without the secret's own words, when there is none to be had. JsSIP is given
 * a token alone: the line answers challenges in its place, and JsSIP only has to take itself for able to.
 */
export async function authorize(ua: Ua, credentials: Credentials, limit: number): Promise<void> {
  const secret = await credentials.ask(limit)
  if (secret.kind === 'token') ua.set('authorization_jwt', secret.token)
  else if (secret.kind !== 'none') ua.set('password', 'the line has it')
}
