// Takes the adapters' guards away, one at a time, and sees whether a test notices: node scripts/faults.mjs [word].
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './pinned-node.mjs'

const main = fileURLToPath(new URL('faults/main.ts', import.meta.url))
process.exit(spawnSync(pinnedNode(), [main, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1)
