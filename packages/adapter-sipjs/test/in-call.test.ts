import { inCalls } from '../../adapter-jssip/test/scenarios/in-call.ts'
import { sipjs } from '../src/index.ts'

inCalls(sipjs)
