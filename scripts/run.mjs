// Bootstraps from nothing but Node (20.19 or newer) and npm, then runs one task: node scripts/run.mjs TASK [options].
// It runs on the Node that is there; what it starts runs on the Node pinned as a dependency, where that could be had.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './pinned-node.mjs'
import { inPackages, pnpm } from './pnpm.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [task = 'setup', ...args] = process.argv.slice(2)

const tasks = {
  start: ['--conditions=patchcord-source', 'examples/start/src/main.ts', ...args],
  lab: ['e2e/sip-lab/main.ts', ...args],
  test: ['scripts/test.mjs', ...args],
  'drop-in': ['packages/patchcord/scripts/drop-in.ts', ...args],
  bench: ['--conditions=patchcord-source', 'bench/set-up.ts', ...args.filter((arg) => arg !== '--')],
}
const inEachPackage = ['build', 'check:pkg']
const known = ['setup', ...Object.keys(tasks), ...inEachPackage]
if (!known.includes(task)) {
  console.error(`${task}: there is no such task. There are ${known.join(', ')}.`)
  process.exit(2)
}

/** Tasks that read no options of their own. */
const usages = {
  'drop-in': `Usage: npm run drop-in -- [FOLDER]
  builds the drop-in script and its JsSIP, and copies both into FOLDER, which is made where it is not there`,
  bench: `Usage: npm run bench -- [RUNS]
  measures how long a cold call takes to set up, beside plain JsSIP (10 runs)`,
}
const usage = usages[task]
const option = usage && args.find((arg) => arg !== '--' && arg.startsWith('-'))
if (option) {
  const help = option === '--help' || option === '-h'
  console[help ? 'log' : 'error'](help ? usage : `${option}: there is no such option.\n\n${usage}`)
  process.exit(help ? 0 : 2)
}

const first = !existsSync(`${root}/node_modules`)
if (first) console.log('Installing what the project pins. This takes a while the first time, and needs the network…')
const failed = pnpm('install', '--frozen-lockfile', ...(first ? [] : ['--loglevel=warn']))
if (failed) process.exit(failed)

const node = pinnedNode()
const [major = 0, minor = 0] = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  .stdout.split('.')
  .map(Number)
if (major < 22 || (major === 22 && minor < 22)) {
  console.error(`Node 22.22 or newer is needed; this is ${process.versions.node} and no newer one could be installed.`)
  process.exit(1)
}

if (inEachPackage.includes(task)) process.exit(inPackages(task))

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
