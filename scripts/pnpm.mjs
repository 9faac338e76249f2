import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs the package manager in the version that the project pins, wherever npm is; returns its exit code. */
export function pnpm(...args) {
  const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  const shell = process.platform === 'win32'
  return spawnSync('npx', ['--yes', packageManager, ...args], { cwd: root, stdio: 'inherit', shell }).status ?? 1
}

/** Runs a script of every package. */
export const inPackages = (script) => pnpm('-r', '--filter', './packages/*', script)
