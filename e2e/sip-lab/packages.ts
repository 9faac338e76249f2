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

const programs = ['kamailio', 'rtpengine', 'baresip', 'openssl', 'ip', 'iptables', 'unshare']

/** The programs that are not here. */
export const missingPrograms = (): string[] =>
  programs.filter((name) => !systemPath.split(':').some((folder) => existsSync(`${folder}/${name}`)))
