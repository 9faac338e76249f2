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

/** The programs that are not here. */
export const missingPrograms = (): string[] =>
  programs.filter((name) => !systemPath.split(':').some((folder) => existsSync(`${folder}/${name}`)))

/** What the tests lack here: a program, or a network of their own. */
export function missingForTests(): string[] {
  const missing = missingPrograms()
  return missing.length > 0 || canIsolate() ? missing : ['a network of its own (unshare --net)']
}
