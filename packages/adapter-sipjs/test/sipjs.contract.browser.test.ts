import { browserArena } from '@patchcord/contract-peer/browser'
import { controlUrl, runContract } from '@patchcord/contract-peer/vitest'
import { sipjs } from '../src/index.ts'

runContract(browserArena('SIP.js 0.21.2, Chromium', () => sipjs(), controlUrl()))
