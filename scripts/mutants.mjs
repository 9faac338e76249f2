// Mutation testing of core, folder by folder: node scripts/mutants.mjs [folder…] [--fresh].
import { spawn } from 'node:child_process'
import os from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './pinned-node.mjs'

const main = fileURLToPath(new URL('mutants/main.ts', import.meta.url))
// Each mutant gets a thread of its own, which loads the same libraries again.
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../.stryker/compile-cache', import.meta.url)), ...process.env }
const child = spawn(pinnedNode(), [main, ...process.argv.slice(2)], { stdio: 'inherit', env })
// It takes long: whatever else this machine does comes first. The runners inherit this.
os.setPriority(child.pid, 15)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
