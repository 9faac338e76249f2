import { nodeArena } from '@patchcord/contract-peer'
import { runContract } from '@patchcord/contract-peer/vitest'
import { lineCases } from '@patchcord/core/testing'
import { sipjs } from '../src/index.ts'

runContract(
  nodeArena('SIP.js 0.21.2, Node', () => sipjs()),
  lineCases,
)
