import { outgoingCalls } from '../../adapter-jssip/test/scenarios/outgoing.ts'
import { sipjs } from '../src/index.ts'

outgoingCalls(sipjs)
