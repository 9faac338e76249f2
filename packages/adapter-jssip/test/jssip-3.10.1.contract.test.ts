import { nodeArena } from '@patchcord/contract-peer'
import { runContract } from '@patchcord/contract-peer/vitest'
import oldest from 'jssip-3.10.1'
import { type JsSipModule, jssip } from '../src/index.ts'

/** The oldest version that the peer range allows. */
runContract(nodeArena('JsSIP 3.10.1, Node', () => jssip({ load: () => oldest as unknown as JsSipModule })))
