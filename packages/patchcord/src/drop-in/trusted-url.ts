import { ScriptError } from './script-error.ts'

/** Trusted Types, as far as they are used here; browsers without them take any text. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown }
}

const name = 'patchcord'
let create: ((url: string) => unknown) | undefined

/** Trusts our own file alone, so that the policy is of no use to anybody else. */
function createScriptURL(url: string): string {
  if (!/\/patchcord-jssip\.js$/.test(new URL(url).pathname)) throw new TypeError(`${name} does not trust ${url}`)
  return url
}

/** The address as the page's policy `patchcord` vouches for it; as it is, where there is no such policy. */
function trusted(url: string): unknown {
  const types: TrustedTypes | undefined = Reflect.get(window, 'trustedTypes')
  if (!types) return url
  try {
    if (!create) {
      const policy = types.createPolicy(name, { createScriptURL })
      create = (given) => policy.createScriptURL(given)
    }
    return create(url)
  } catch {
    // The page's list leaves our name out. Its own `default` policy may still take the plain address.
    return url
  }
}

/**
 * Sets a script's address, also where the page demands Trusted Types.
 *
 * @throws ScriptError where the page forbids the policy `patchcord`
 */
export function setSource(script: HTMLScriptElement, url: string): void {
  try {
    Reflect.set(script, 'src', trusted(url))
  } catch {
    const fix = `add ${name} to its trusted-types`
    throw new ScriptError('trusted-types', `the page’s Content-Security-Policy forbids the policy ${name}: ${fix}`)
  }
}
