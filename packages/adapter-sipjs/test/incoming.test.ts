import { incomingCalls } from '../../adapter-jssip/test/scenarios/incoming.ts'
import { sipjs } from '../src/index.ts'

incomingCalls(sipjs)
