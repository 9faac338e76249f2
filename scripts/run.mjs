// Bootstraps from nothing but Node (20.19 or newer) and npm, then runs one task: node scripts/run.mjs setup|start|lab|test|drop-in.
// It runs on the Node that is there; what it starts runs on the Node pinned as a dependency, where that could be had.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './pinned-node.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const [task = 'setup', ...args] = process.argv.slice(2)
const shell = process.platform === 'win32'

const installed = spawnSync('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--loglevel=warn'], {
  cwd: root,
  stdio: 'inherit',
  shell,
})
if (installed.status !== 0) process.exit(installed.status ?? 1)

const node = pinnedNode()
const [major = 0, minor = 0] = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  .stdout.split('.')
  .map(Number)
if (major < 22 || (major === 22 && minor < 22)) {
  console.error(`Node 22.22 or newer is needed; this is ${process.versions.node} and no newer one could be installed.`)
  process.exit(1)
}

const tasks = {
  start: ['--conditions=patchcord-source', 'examples/start/src/main.ts', ...args],
  lab: ['e2e/sip-lab/main.ts', ...args],
  test: ['scripts/test.mjs', ...args],
  'drop-in': ['packages/patchcord/scripts/drop-in.ts', ...args],
}
const script = tasks[task]
if (script) {
  // An IPC channel, so that what is started ends with this process, however that ends.
  const child = spawn(node, script, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
  // npm does not pass SIGTERM on: that it is gone shows in another parent.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 200).unref()
}
