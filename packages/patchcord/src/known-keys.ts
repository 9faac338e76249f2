import { type Account, type PbxConfig, SettingError, type TargetPolicy } from '@patchcord/core'
import type { BrowserMediaOptions } from '@patchcord/media-browser'
import type { AttachOptions } from './attach.ts'

/** Which keys an object may have; `null`: whatever its value holds is not ours to judge. */
export type Known<Options> = Readonly<Record<keyof Required<Options>, object | null>>

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
const assistant: Known<NonNullable<AttachOptions['assistant']>> = { hear: null, speaking: null, conversationId: null }
const media: Known<BrowserMediaOptions> = { stream: null, constraints: null, sink: null, ringbackRegion: null }

/** Every option of `attach`. */
export const attachKeys: Known<AttachOptions> = {
  socket: null,
  port: null,
  config,
  policy,
  account,
  assistant,
  media,
  line: { limits: null, profile: null },
  manual: { phone: null, sipAddress: null },
  limits: null,
  mount: null,
  placement: null,
  texts: null,
  stack: null,
  log: null,
  direct: null,
  inputCut: null,
  afterHandover: null,
  keepWarm: null,
  retries: null,
  sendTopic: null,
  fault: null,
}

/** A media port and an assistant's port are the page's own objects, with keys of their own. */
const isPort = (value: object): boolean => 'acquire' in value || 'connect' in value

/** Each key that nobody reads: misspelled, or in the wrong place. */
export function unknownKeys(given: unknown, known: object, path = ''): SettingError[] {
  if (typeof given !== 'object' || given === null || isPort(given)) return []
  return Object.entries(given).flatMap(([key, value]) => {
    if (!Object.hasOwn(known, key)) return [unknown(`${path}${key}`, key, Object.keys(known))]
    const inner: unknown = Reflect.get(known, key)
    return typeof inner === 'object' && inner !== null ? unknownKeys(value, inner, `${path}${key}.`) : []
  })
}

function unknown(name: string, key: string, names: readonly string[]): SettingError {
  if (/passw|secret|token/i.test(key))
    return new SettingError(name, 'is not known, and everybody who opens the page can read it.')
  return new SettingError(name, `is not known. Known: ${names.join(', ')}.`)
}
