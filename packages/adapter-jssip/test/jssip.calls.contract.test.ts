import { nodeArena } from '@patchcord/contract-peer'
import { runContract } from '@patchcord/contract-peer/vitest'
import { callCases, everyMillisecond } from '@patchcord/core/testing'
import { jssip } from '../src/index.ts'

const arena = nodeArena('JsSIP 3.13.8, Node', () => jssip())

runContract(arena, [...callCases, ...everyMillisecond(arena.setUp)])
