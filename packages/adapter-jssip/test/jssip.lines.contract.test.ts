import { nodeArena } from '@patchcord/contract-peer'
import { runContract } from '@patchcord/contract-peer/vitest'
import { lineCases } from '@patchcord/core/testing'
import { jssip } from '../src/index.ts'

runContract(
  nodeArena('JsSIP 3.13.8, Node', () => jssip()),
  lineCases,
)
