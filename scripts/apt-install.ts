import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'

/** Installs Debian's packages, where this is Debian and may. */
export function aptInstall(...packages: readonly string[]): boolean {
  const debian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: readonly string[]) => spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0
  return debian && apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
}
