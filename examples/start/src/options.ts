import { parseArgs } from 'node:util'
import { cleanDomain, preset, SettingError, serverUrl } from '@patchcord/core'
import { type Kind, kinds, optionHint, optionTypes } from './usage.ts'

/** What the person who starts it decides. */
export interface StartOptions {
  readonly port: number
  readonly stack: 'jssip' | 'sipjs'
  /** A real PBX instead of the embedded switchboard. */
  readonly pbx: { readonly url: string; readonly domain: string; readonly kind: Kind | undefined } | undefined
  readonly account: { readonly user: string; readonly password?: string }
  /** Whether the switchboard lets anonymous callers in. */
  readonly anonymous: boolean
  /** How long a call rings, in milliseconds. */
  readonly ring: number | undefined
}

/** A wrong option, in words for the person at the terminal. */
export class OptionError extends Error {
  override readonly name = 'OptionError'
  /** Whether the list of options helps. */
  readonly usage: boolean

  constructor(message: string, { usage = true } = {}) {
    super(message)
    this.usage = usage
  }
}

const fail = (text: string): never => {
  throw new OptionError(text)
}

function whole(name: string, text: string, from: number, to: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < from || value > to)
    fail(`--${name} ${text}: expected a whole number from ${from} to ${to}.`)
  return value
}

/** The environment variable with the account's password: a command line is seen by every user of the machine. */
const passwordVariable = 'PATCHCORD_PASSWORD'

function account(text: string, inEnvironment: string | undefined): StartOptions['account'] {
  if (text === 'anonymous') return { user: 'anonymous' }
  const [, user = '', given] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? []
  const password = given ?? inEnvironment
  if (!user || !password)
    return fail(
      `--account: expected "anonymous", user:password, or a user with the password in the environment variable ${passwordVariable}.`,
    )
  return { user, password }
}

/** The address of a PBX, with its kind's own path where it has none: Asterisk takes WebSockets at `/ws` alone. */
function address(url: string, kind: Kind | undefined): string {
  const given = serverUrl(url, '--pbx')
  const usual = new URL(preset({ pbx: kind ?? 'fusionpbx', domain: 'pbx.invalid' }).servers[0]?.url ?? '').pathname
  const { pathname, search } = new URL(given)
  return pathname === '/' && search === '' ? `${given.replace(/\/$/, '')}${usual.replace(/\/$/, '')}` : given
}

const isKind = (name: string): name is Kind => (kinds as readonly string[]).includes(name)

function kindOf(name: string | undefined): Kind | undefined {
  if (name === undefined || isKind(name)) return name
  return fail(`--kind ${name}: expected one of ${kinds.join(', ')}.`)
}

function pbx(url: string | undefined, domain: string | undefined, name: string | undefined): StartOptions['pbx'] {
  const kind = kindOf(name)
  const lonely = (domain !== undefined && '--domain') || (kind && '--kind')
  if (!url) return lonely ? fail(`${lonely}: it goes with --pbx wss://host:port.`) : undefined
  const host = /^\w+:\/\/([^/:]+)/.exec(url)?.[1]
  return { url: address(url, kind), domain: cleanDomain(domain ?? host, '--domain'), kind }
}

function stack(name: string): StartOptions['stack'] {
  return name === 'jssip' || name === 'sipjs' ? name : fail(`--stack ${name}: expected "jssip" or "sipjs".`)
}

function read(args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { values } = parseArgs({ args: [...args], options: optionTypes })
  return {
    port: whole('port', values.port ?? '8080', 1, 65535),
    stack: stack(values.stack ?? 'jssip'),
    pbx: pbx(values.pbx, values.domain, values.kind),
    account: account(values.account ?? 'anonymous', environment[passwordVariable]),
    anonymous: !values['refuse-anonymous'],
    ring: values.ring === undefined ? undefined : whole('ring', values.ring, 1, 600) * 1000,
  }
}

/**
 * Reads the options after `npm start --`.
 *
 * @throws OptionError that names the option and what it should be
 */
export function startOptions(args: readonly string[], environment = process.env): StartOptions {
  const given = args.filter((arg) => arg !== '--')
  try {
    return read(given, environment)
  } catch (error) {
    if (error instanceof OptionError) throw error
    if (error instanceof SettingError) throw new OptionError(error.message.replace('[patchcord] ', ''))
    const hint = given.map(optionHint).find(Boolean)
    throw new OptionError(hint ?? (error instanceof Error ? error.message : String(error)))
  }
}
