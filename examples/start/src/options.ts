import { parseArgs } from 'node:util'
import { cleanDomain, SettingError, serverUrl } from '@patchcord/core'

/** What the person who starts it decides. */
export interface StartOptions {
  readonly port: number
  readonly stack: 'jssip' | 'sipjs'
  /** A real PBX instead of the embedded switchboard. */
  readonly pbx: { readonly url: string; readonly domain: string } | undefined
  readonly account: { readonly user: string; readonly password?: string }
  /** Whether the switchboard lets anonymous callers in. */
  readonly anonymous: boolean
  /** How long a call rings, in milliseconds. */
  readonly ring: number | undefined
}

/** A wrong option, in words for the person at the terminal. */
export class OptionError extends Error {
  override readonly name = 'OptionError'
}

export const usage = `Usage: npm start -- [options]
  --port NUMBER            where the pages are served (8080)
  --stack jssip | sipjs    the SIP library (jssip)
  --pbx wss://host:port    a real PBX instead of the embedded switchboard
  --domain NAME            its SIP domain
  --account anonymous      callers without an account (the default), or
  --account user:password  an account of the PBX
  --refuse-anonymous       the switchboard turns callers without an account away
  --ring SECONDS           how long a call rings (25)`

const optionTypes = {
  port: { type: 'string' },
  stack: { type: 'string' },
  pbx: { type: 'string' },
  domain: { type: 'string' },
  account: { type: 'string' },
  ring: { type: 'string' },
  'refuse-anonymous': { type: 'boolean' },
} as const

const fail = (text: string): never => {
  throw new OptionError(text)
}

function whole(name: string, text: string, from: number, to: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < from || value > to)
    fail(`--${name} ${text}: expected a whole number from ${from} to ${to}.`)
  return value
}

function account(text: string): StartOptions['account'] {
  if (text === 'anonymous') return { user: 'anonymous' }
  const colon = text.indexOf(':')
  if (colon < 1 || colon === text.length - 1) fail('--account: expected "anonymous" or user:password.')
  return { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

function pbx(url: string | undefined, domain: string | undefined): StartOptions['pbx'] {
  if (!url && !domain) return undefined
  if (!url) return fail('--domain: it goes with --pbx wss://host:port.')
  const host = /^\w+:\/\/([^/:]+)/.exec(url)?.[1]
  return { url: serverUrl(url, '--pbx'), domain: cleanDomain(domain ?? host, '--domain') }
}

function stack(name: string): StartOptions['stack'] {
  return name === 'jssip' || name === 'sipjs' ? name : fail(`--stack ${name}: expected "jssip" or "sipjs".`)
}

function read(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: optionTypes })
  return {
    port: whole('port', values.port ?? '8080', 1, 65535),
    stack: stack(values.stack ?? 'jssip'),
    pbx: pbx(values.pbx, values.domain),
    account: account(values.account ?? 'anonymous'),
    anonymous: !values['refuse-anonymous'],
    ring: values.ring === undefined ? undefined : whole('ring', values.ring, 1, 600) * 1000,
  } as const
}

/**
 * Reads the options after `npm start --`.
 *
 * @throws OptionError that names the option and what it should be
 */
export function startOptions(args: readonly string[]): StartOptions {
  try {
    return read(args.filter((arg) => arg !== '--'))
  } catch (error) {
    if (error instanceof OptionError) throw error
    if (error instanceof SettingError) throw new OptionError(error.message.replace('[patchcord] ', ''))
    throw new OptionError(error instanceof Error ? error.message : String(error))
  }
}
