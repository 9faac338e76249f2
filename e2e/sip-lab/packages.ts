import { existsSync } from 'node:fs'
import { canIsolate, systemPath } from './isolated.ts'

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

const programs = ['kamailio', 'rtpengine', 'baresip', 'openssl', 'ip', 'iptables', 'unshare']

/** The programs that are not here, and what else is not. */
export function missingFromLab(): string[] {
  const missing = programs.filter((name) => !systemPath.split(':').some((folder) => existsSync(`${folder}/${name}`)))
  return missing.length > 0 || canIsolate() ? missing : ['a network of its own (unshare --net)']
}
