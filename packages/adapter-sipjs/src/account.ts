import type { LineConfig } from '@patchcord/core'
import type { Link } from '@patchcord/core/adapter'
import type { SessionDescriptionHandler, UserAgentOptions } from 'sip.js'
import type { Library } from './library.types.ts'
import { LinkTransport } from './socket.ts'

/** SIP.js ends an incoming call that nobody answers after this many seconds; how long it may ring is core's to say. */
const noAnswer = 600

/** Makes SIP.js's options. Secrets are handed over later, for each attempt anew. */
export function uaOptions(
  { UserAgent }: Library,
  { account, domain }: LineConfig,
  link: Link,
  instance: string | undefined,
): UserAgentOptions {
  const { user, displayName, authorizationUser } = account
  const uri = UserAgent.makeURI(`sip:${user}@${domain}`)
  if (!uri) throw new Error('the account is no SIP address')
  return {
    uri,
    // SIP.js writes the name between quotes as it is.
    ...(displayName ? { displayName: displayName.replace(/["\\]/g, '\\$&') } : {}),
    ...(authorizationUser ? { authorizationUsername: authorizationUser } : {}),
    ...(instance ? { instanceId: instance } : {}),
    transportConstructor: LinkTransport,
    transportOptions: link,
    // Each call puts its own handler there before it needs one.
    sessionDescriptionHandlerFactory: (session) => session.data as SessionDescriptionHandler,
    // Without these SIP.js prints every message to the console, credentials included.
    logBuiltinEnabled: false,
    logConfiguration: false,
    // The line says itself that it rings, once somebody took the call.
    sendInitialProvisionalResponse: false,
    noAnswerTimeout: noAnswer,
    // Else `stop` waits for each session and registration in turn, 32 s where the server is silent.
    gracefulShutdown: false,
  }
}
