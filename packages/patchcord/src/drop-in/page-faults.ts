import { SettingError } from '@patchcord/core'
import { attachKeys, type Known, unknownKeys } from '../known-keys.ts'
import type { AttachPageOptions, PageAssistant } from './attach-page.types.ts'

/** What is wrong with a page, by the name of what mends it. */
export interface Fault {
  readonly setting: string
  readonly detail: string
}

/** The fault that an error names; other errors are bugs and go on. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof SettingError)) throw error
  return { setting: error.setting, detail: error.message.replace(/^\[patchcord\] [^:]*: /, '') }
}

/** Browsers give a microphone to secure pages alone. */
const insecurity = (): Fault | undefined =>
  window.isSecureContext
    ? undefined
    : { setting: 'https', detail: `this page came from ${location.origin}. Serve it over https://, or on localhost.` }

const assistant: Known<PageAssistant> = {
  mute: null,
  input: null,
  inputEvents: null,
  speaking: null,
  conversationId: null,
}
const { port: _port, fault: _fault, ...shared } = attachKeys
const pageKeys: Known<AttachPageOptions> = { ...shared, assistant, pageHandlers: null }

/** What keeps the page from dialing at all. Nobody else tells a page without types that it has misspelled an option. */
export const faultsOf = (options: AttachPageOptions): Fault[] => {
  const insecure = insecurity()
  return [...(insecure ? [insecure] : []), ...unknownKeys(options, pageKeys).map(faultOf)]
}

/** A limit this short was meant in seconds. */
const shortest = 100

/** What is no error and yet seldom meant, in sentences. */
export function oddities({ config, limits }: AttachPageOptions): string[] {
  const port = /:(\d+)\D*$/.exec(String(config?.domain))?.[1]
  const lost = port && config.wss_port === undefined && config.wssPort === undefined && !config.servers
  return [
    ...(lost ? [`config.domain names a port, which is not read there: write wss_port: ${port}.`] : []),
    ...Object.entries(limits ?? {}).flatMap(([name, ms]) =>
      ms > 0 && ms < shortest ? [`limits.${name}: ${ms} means milliseconds: write ${ms * 1000} for ${ms} s.`] : [],
    ),
  ]
}

/** What must be a function, and is something else, by its name. */
export function noFunctions({ assistant }: AttachPageOptions): Fault[] {
  return (['mute', 'input', 'speaking', 'conversationId'] as const).flatMap((name) =>
    assistant?.[name] === undefined || typeof assistant[name] === 'function'
      ? []
      : [{ setting: `assistant.${name}`, detail: 'expected a function, such as () => …; it is left out.' }],
  )
}
