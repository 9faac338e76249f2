import { existsSync } from 'node:fs'
import { aptInstall } from '../../scripts/apt-install.ts'
import { givesNetworks, noNetwork, systemPath } from './isolated.ts'

/** Debian's packages that the lab is made of. */
const labPackages = [
  'kamailio',
  'kamailio-websocket-modules',
  'kamailio-tls-modules',
  'rtpengine-daemon',
  'baresip-core',
  'openssl',
  'iproute2',
  'iptables',
]

const programs = ['kamailio', 'rtpengine', 'baresip', 'openssl', 'ip', 'iptables', 'unshare']

/** The programs that are not here. */
const missingPrograms = (): string[] =>
  programs.filter((name) => !systemPath.split(':').some((folder) => existsSync(`${folder}/${name}`)))

/** In a sentence, where something is. */
function whatIsMissing(): string | undefined {
  const missing = missingPrograms()
  if (missing.length === 0) return undefined
  return `The lab needs ${missing.join(', ')}. On Debian: apt-get install ${labPackages.join(' ')}`
}

/** Installs what is missing where it may; says in a sentence what is missing then. */
export function installWhatIsMissing(): string | undefined {
  if (whatIsMissing()) aptInstall(...labPackages)
  return whatIsMissing()
}

/** Why its tests cannot run here, in a sentence, where they cannot. */
export const whatTestsLack = (): string | undefined =>
  installWhatIsMissing() ?? (givesNetworks() ? undefined : noNetwork)
