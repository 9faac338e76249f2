import { existsSync } from 'node:fs'
import { systemPath } from './isolated.ts'

interface Needs {
  readonly programs: readonly string[]
  /** Debian's packages that hold them. */
  readonly packages: readonly string[]
}

/** What the lab is made of. */
export const labNeeds: Needs = {
  programs: ['kamailio', 'rtpengine', 'baresip', 'openssl', 'ip', 'iptables', 'unshare'],
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
}

/** Its tests call from Firefox, too. The sound server is Firefox's sound card. */
export const testNeeds: Needs = {
  programs: [...labNeeds.programs, 'firefox-esr', 'pulseaudio'],
  packages: [...labNeeds.packages, 'firefox-esr', 'pulseaudio'],
}

const isHere = (program: string): boolean => systemPath.split(':').some((folder) => existsSync(`${folder}/${program}`))

/** In a sentence, where something is. */
export function whatIsMissing({ programs, packages }: Needs): string | undefined {
  const missing = programs.filter((program) => !isHere(program))
  if (missing.length === 0) return undefined
  return `The lab needs ${missing.join(', ')}. On Debian: apt-get install ${packages.join(' ')}`
}
