import { mockArena } from '@patchcord/core/testing'
import { runContract } from '../src/vitest.ts'

runContract(mockArena())
