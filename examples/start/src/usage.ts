/** The options of `npm start`: which there are, and what is said of them. */
import type { PbxConfig } from '@patchcord/core'

/** The kinds of PBX that there is a guide for. */
export const kinds = ['fusionpbx', 'freeswitch', 'asterisk', 'kamailio'] as const satisfies PbxConfig['pbx'][]

export type Kind = (typeof kinds)[number]

export const optionTypes = {
  port: { type: 'string' },
  stack: { type: 'string' },
  pbx: { type: 'string' },
  kind: { type: 'string' },
  domain: { type: 'string' },
  account: { type: 'string' },
  ring: { type: 'string' },
  'refuse-anonymous': { type: 'boolean' },
} as const

export const usage = `Usage: npm start -- [options]
  --port NUMBER            where the pages are served (8080)
  --stack jssip | sipjs    the SIP library (jssip)
  --pbx wss://host:port    a real PBX instead of the embedded switchboard
  --kind NAME              which kind it is: ${kinds.join(', ')} (${kinds[0]})
  --domain NAME            its SIP domain (the host of --pbx)
  --account anonymous      callers without an account (the default), or
  --account user:password  an account of the PBX, or
  --account user           the same, with the password in the environment variable PATCHCORD_PASSWORD
  --refuse-anonymous       the switchboard turns callers without an account away
  --ring SECONDS           how long a call rings (25)
  --help                   this text`

/** How many letters differ, at the least (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + Number(letter !== other)))
    row = next
  }
  return row[b.length] ?? 0
}

/** What is wrong with an argument that is no option, and which one may be meant. */
export function optionHint(argument: string): string | undefined {
  const name = /^--?([^=]+)/.exec(argument)?.[1]
  if (name === undefined || Object.hasOwn(optionTypes, name)) return undefined
  const known = Object.keys(optionTypes)
  const near = known.find((other) => distance(name, other) <= 2 || (name.length > 2 && other.startsWith(name)))
  return `--${name}: there is no such option.${near ? ` Did you mean --${near}?` : ''}`
}

/** Options that npm took for its own, since no `--` stands before them. */
export function swallowed(environment: NodeJS.ProcessEnv): string | undefined {
  const taken = Object.keys(optionTypes).find((name) => environment[`npm_config_${name.replaceAll('-', '_')}`])
  return taken && `npm kept --${taken} for itself. Write -- before the options: npm start -- --${taken} …`
}
