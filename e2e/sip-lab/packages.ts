import { existsSync } from 'node:fs'
import { aptInstall } from '../../scripts/apt-install.ts'
import { givesNetworks, noNetwork, systemPath } from './isolated.ts'

/** What something is made of: Debian's packages, and the programs by which they are known to be here. */
interface Need {
  readonly what: string
  readonly packages: readonly string[]
  readonly programs: readonly string[]
}

const theLab: Need = {
  what: 'The lab',
  packages: [
    'kamailio',
    'kamailio-websocket-modules',
    'kamailio-tls-modules',
    'rtpengine-daemon',
    'baresip-core',
    'openssl',
    'iproute2',
    'iptables',
  ],
  programs: ['kamailio', 'rtpengine', 'baresip', 'openssl', 'ip', 'iptables', 'unshare'],
}

/** The browser, and a sound card for it. */
const firefoxCalls: Need = {
  what: 'A call in Firefox',
  packages: ['firefox-esr', 'pulseaudio'],
  programs: ['firefox-esr', 'pulseaudio'],
}

/** In a sentence, where something is. */
function whatIsMissing({ what, packages, programs }: Need): string | undefined {
  const missing = programs.filter((name) => !systemPath.split(':').some((folder) => existsSync(`${folder}/${name}`)))
  if (missing.length === 0) return undefined
  return `${what} needs ${missing.join(', ')}. On Debian: apt-get install ${packages.join(' ')}`
}

/** Installs what is missing where it may; says in a sentence what is missing then. */
function installed(need: Need): string | undefined {
  if (whatIsMissing(need)) aptInstall(...need.packages)
  return whatIsMissing(need)
}

/** Why the lab cannot run here, in a sentence, where it cannot. */
export const whatLabLacks = (): string | undefined => installed(theLab)

/** Why its tests cannot run here. */
export const whatTestsLack = (): string | undefined => whatLabLacks() ?? (givesNetworks() ? undefined : noNetwork)

/** Why those of its tests that are played in Firefox cannot run here. */
export const whatFirefoxLacks = (): string | undefined => installed(firefoxCalls)
