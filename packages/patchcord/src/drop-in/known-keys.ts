import type { Account, PbxConfig, TargetPolicy } from '@patchcord/core'
import type { AttachPageOptions, PageAssistant } from './attach-page.types.ts'

/** Which keys an object may have; `null`: whatever stands there is somebody else's business. */
type Known<Options> = Readonly<Record<keyof Required<Options>, object | null>>

const config: Known<PbxConfig> = {
  domain: null,
  wss_port: null,
  wssPort: null,
  transport: null,
  ice_servers: null,
  iceServers: null,
  servers: null,
  pbx: null,
}
const policy: Known<TargetPolicy> = { domains: null, digits: null, allow: null, departments: null }
const account: Known<Account> = { user: null, displayName: null, authorizationUser: null, secret: null }
const assistant: Known<PageAssistant> = {
  mute: null,
  input: null,
  inputEvents: null,
  speaking: null,
  conversationId: null,
}

/** Every option of `Patchcord.attach`, so that a misspelt one is told: a page without types has nobody else to do so. */
const options: Known<AttachPageOptions> = {
  socket: null,
  config,
  policy,
  account,
  assistant,
  line: null,
  limits: null,
  mount: null,
  pageHandlers: null,
  manual: null,
  texts: null,
  stack: null,
  media: null,
  log: null,
  direct: null,
  inputCut: null,
  afterHandover: null,
  keepWarm: null,
  retries: null,
  sendTopic: null,
}

/** One sentence for each key that nobody knows. */
export function unknownKeys(given: unknown, known: object = options, path = ''): string[] {
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).flatMap(([key, value]) => {
    if (!Object.hasOwn(known, key)) return [unknown(`${path}${key}`, key, Object.keys(known))]
    const inner: unknown = Reflect.get(known, key)
    return typeof inner === 'object' && inner !== null ? unknownKeys(value, inner, `${path}${key}.`) : []
  })
}

function unknown(name: string, key: string, names: readonly string[]): string {
  if (/passw|secret|token/i.test(key))
    return `${name} is not known and does nothing; everybody who opens the page can read it.`
  return `${name} is not known and does nothing. Known: ${names.join(', ')}.`
}
