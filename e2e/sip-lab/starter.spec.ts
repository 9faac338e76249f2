import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('patchcord-lab-'))

/** What the processes run that have the folder's name in their command, such as `kamailio`. */
function programsIn(folder: string): string[] {
  const commands = readdirSync('/proc').flatMap((id) => {
    const file = join('/proc', id, 'cmdline')
    return /^\d+$/.test(id) && existsSync(file) ? [readFileSync(file, 'utf8').split('\0')] : []
  })
  const ours = commands.filter((command) => command.join(' ').includes(folder))
  return [...new Set(ours.map(([name = '']) => name))]
}

/** As `npm run lab` starts it, in a network of its own; resolves when it says that it is ready. */
async function startLab(...args: string[]) {
  const before = folders()
  const child: ChildProcess = spawn(process.execPath, [main, '--isolated', ...args])
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      text += data
    })
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  await expect.poll(() => text, { timeout: 60_000 }).toMatch(/ready http|No such|lacks|Error|expected/)
  const [folder = ''] = folders().filter((name) => !before.includes(name))
  return { child, ended, folder, text: () => text }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const)
  test(`${signal} to the starter ends everything, without a trace`, async () => {
    const { child, ended, folder, text } = await startLab()
    expect(text()).toContain('a desk phone (baresip), which answers at once')
    expect(text()).toContain('npm run lab -- faults')
    expect(programsIn(folder).join()).toMatch(/kamailio.*baresip|baresip.*kamailio/)
    child.kill(signal)
    await ended
    await expect.poll(() => [programsIn(folder), folders().includes(folder)]).toEqual([[], false])
  })

test('a wrong option is explained', async () => {
  const { ended, text } = await startLab('--port', 'eighty')
  expect(await ended).toBe(1)
  expect(text()).toContain('--port eighty: expected a whole number')
})
