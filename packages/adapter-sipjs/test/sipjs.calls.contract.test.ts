import { nodeArena } from '@patchcord/contract-peer'
import { runContract } from '@patchcord/contract-peer/vitest'
import { callCases, everyMillisecond } from '@patchcord/core/testing'
import { sipjs } from '../src/index.ts'

const arena = nodeArena('SIP.js 0.21.2, Node', () => sipjs())

runContract(arena, [...callCases, ...everyMillisecond(arena.setUp)])
