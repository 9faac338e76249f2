import { jssip } from '../src/index.ts'
import { incomingCalls } from './scenarios/incoming.ts'

incomingCalls(jssip)
