import { existsSync } from 'node:fs'
import { systemPath } from './isolated.ts'

/** Debian's packages that the lab is made of. */
export const labPackages = [
  'kamailio',
  'kamailio-websocket-modules',
  'kamailio-tls-modules',
  'rtpengine-daemon',
  'baresip-core',
  'openssl',
  'iproute2',
  'iptables',
]

/** What its tests need besides, each a program of its package's name: a Firefox, and a sound card for it. */
export const testPackages = ['firefox-esr', 'pulseaudio']

const programs = ['kamailio', 'rtpengine', 'baresip', 'openssl', 'ip', 'iptables', 'unshare']

/** The programs that are not here. */
const missingPrograms = (also: readonly string[]): string[] =>
  [...programs, ...also].filter((name) => !systemPath.split(':').some((folder) => existsSync(`${folder}/${name}`)))

/** In a sentence, where something is. */
export function whatIsMissing(also: readonly string[] = []): string | undefined {
  const missing = missingPrograms(also)
  if (missing.length === 0) return undefined
  return `The lab needs ${missing.join(', ')}. On Debian: apt-get install ${[...labPackages, ...also].join(' ')}`
}
