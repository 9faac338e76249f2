import { gatherings } from '../../adapter-jssip/test/scenarios/gathering.ts'
import { sipjs } from '../src/index.ts'

gatherings(sipjs)
