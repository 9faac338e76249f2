import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}/scripts/run.mjs`, ...args], {
    encoding: 'utf8',
  })
  return [status, stdout + stderr] as const
}

describe('scripts/run.mjs', () => {
  test('says which tasks there are', () => {
    expect(run('strat')).toEqual([2, expect.stringMatching(/^strat: there is no such task\..*start, .*check:pkg/)])
  })

  test.each(['drop-in', 'bench'])('%s --help prints its usage and installs nothing', (task) => {
    expect(run(task, '--help')).toEqual([0, expect.stringContaining(`Usage: npm run ${task} -- `)])
  })

  test('an option of a task that has none is an error, and no name of a folder', () => {
    expect(run('drop-in', '--out', 'static')).toEqual([2, expect.stringContaining('--out: there is no such option.')])
  })
})

test('no script of package.json needs a package manager on the PATH but npm', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> }
  for (const command of Object.values(scripts)) expect(command).not.toMatch(/\b(pnpm|yarn|corepack)\b/)
})
