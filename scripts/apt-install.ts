import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import process from 'node:process'

/** Where a Debian is told whether the services of new packages start. */
const servicePolicy = '/usr/sbin/policy-rc.d'

/** What a package would start as a service, such as a PBX, stays down; what is told of that already stands. */
function withoutServices<Result>(install: () => Result): Result {
  if (existsSync(servicePolicy)) return install()
  writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    rmSync(servicePolicy, { force: true })
  }
}

/** Installs Debian's packages, where this is Debian and may. */
export function aptInstall(...packages: readonly string[]): boolean {
  const debian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: readonly string[]) => spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  return debian && apt('update', '-qq') && withoutServices(install)
}
