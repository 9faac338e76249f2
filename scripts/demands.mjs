// Sees whether what holds FreeSWITCH's demands was played in the newest run of npm test: node scripts/demands.mjs
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './pinned-node.mjs'

const main = fileURLToPath(new URL('demands/main.ts', import.meta.url))
process.exit(spawnSync(pinnedNode(), ['--conditions=patchcord-source', main], { stdio: 'inherit' }).status ?? 1)
