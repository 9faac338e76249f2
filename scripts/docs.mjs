// Fills the documents' marked blocks from the files and the data that they show, and checks their links:
// node scripts/docs.mjs [--check]. With --check nothing is written, and whatever stands otherwise is an error.
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './pinned-node.mjs'

const main = fileURLToPath(new URL('docs/main.ts', import.meta.url))
const args = ['--conditions=patchcord-source', main, ...process.argv.slice(2)]
process.exit(spawnSync(pinnedNode(), args, { stdio: 'inherit' }).status ?? 1)
