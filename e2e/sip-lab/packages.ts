import { existsSync } from 'node:fs'
import process from 'node:process'
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

/** What its tests in Firefox need besides, each a program of its package's name: the browser, and a sound card for it. */
const testPackages = process.env['PATCHCORD_FIREFOX'] ? ['firefox-esr', 'pulseaudio'] : []

const programs = ['kamailio', 'rtpengine', 'baresip', 'openssl', 'ip', 'iptables', 'unshare']

/** The programs that are not here. */
const missingPrograms = (also: readonly string[]): string[] =>
  [...programs, ...also].filter((name) => !systemPath.split(':').some((folder) => existsSync(`${folder}/${name}`)))

/** In a sentence, where something is. */
function whatIsMissing(also: readonly string[]): string | undefined {
  const missing = missingPrograms(also)
  if (missing.length === 0) return undefined
  return `The lab needs ${missing.join(', ')}. On Debian: apt-get install ${[...labPackages, ...also].join(' ')}`
}

/** Installs what is missing where it may; says in a sentence what is missing then. */
export function installWhatIsMissing(also: readonly string[] = []): string | undefined {
  if (whatIsMissing(also)) aptInstall(...labPackages, ...also)
  return whatIsMissing(also)
}

/** Why its tests cannot run here, in a sentence, where they cannot. */
export const whatTestsLack = (): string | undefined =>
  installWhatIsMissing(testPackages) ?? (givesNetworks() ? undefined : noNetwork)
