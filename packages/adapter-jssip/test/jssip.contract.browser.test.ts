import { browserArena } from '@patchcord/contract-peer/browser'
import { controlUrl, runContract } from '@patchcord/contract-peer/vitest'
import { jssip } from '../src/index.ts'

runContract(browserArena('JsSIP 3.13.8, Chromium', () => jssip(), controlUrl()))
